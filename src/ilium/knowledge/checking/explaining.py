"""What is said about changes and about causes that cannot be told apart fits the rest of the knowledge."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.answers.values import LISTS, Kind
from ilium.documents.problems import suggest
from ilium.knowledge.checking.faults import REGION, Fault, Written, written_concepts
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question
from ilium.knowledge.separations import Separation

CHOICE = "{choice}"
WORDS = {
    ("change", "rise"): ("{answers}", "{level}"),
    ("change", "family"): ("{answers}", "{family}"),
    ("change", "answer"): ("{answer}",),
    ("change", "no_longer"): ("{answer}",),
    ("separation", "text"): ("{a}", "{b}"),
    ("separation", "test"): ("{test}",),
}
"""What each text of region.yaml must leave room for."""


def check_separations(knowledge: Knowledge) -> Iterator[Fault]:
    """Each separation is between two different causes, and its tests are examination tests."""
    causes = {*knowledge.conditions, *knowledge.families}
    for _, written in written_concepts(knowledge, "separations"):
        assert isinstance(written.entry, Separation)
        separation = written.entry
        for number, id_ in enumerate(separation.between):
            if id_ not in causes:
                what = f"there is no '{id_}' in conditions/ or families/."
                yield written.fault(("between", number), what, suggest(id_, causes, "See conditions/."))
        if len(set(separation.between)) == 1:
            yield written.fault(("between",), "nothing is told apart from itself.", "Name two causes.")
        if "nothing" in separation.by and len(separation.by) > 1:
            yield written.fault(("by",), "'nothing' stands alone.", "Keep it, or the rest.")
        yield from _check_tests(knowledge, written, separation)


def _check_tests(knowledge: Knowledge, written: Written, separation: Separation) -> Iterator[Fault]:
    for number, id_ in enumerate(separation.tests):
        if knowledge.questions[id_].mode != "clinician":
            what = f"'{id_}' is no examination test."
            yield written.fault(("tests", number), what, "Name a question of the clinician mode.")


def check_telling(knowledge: Knowledge) -> Iterator[Fault]:
    """How an answer is told suits the kind of the question and leaves room for the answer."""
    for _, written in written_concepts(knowledge, "questions"):
        question = written.entry
        assert isinstance(question, Question)
        plain = question.kind in (Kind.YES_NO, Kind.SAFETY)
        useless = {"choice", "no_choice"} if plain else {"yes", "no"}
        if question.kind not in LISTS:
            useless.add("no_choice")
        for key in sorted(useless & question.tell.model_fields_set):
            what = f"'{key}' is never told for a {question.kind.value} question."
            yield written.fault(("tell", key), what, "Remove it.")
        for key in sorted({"choice", "no_choice"} & question.tell.model_fields_set - useless):
            if CHOICE not in getattr(question.tell, key):
                yield written.fault(("tell", key), f"'{CHOICE}' is missing.", "Say where the answer stands.")
        if question.grows is not None and question.kind is not Kind.NUMBER:
            yield written.fault(("grows",), "only a number grows.", "Remove it.")


def check_words(knowledge: Knowledge) -> Iterator[Fault]:
    """The texts of region.yaml leave room for what they tell."""
    for (part, key), marks in WORDS.items():
        text = getattr(getattr(knowledge.region, part).words, key)
        for mark in marks:
            if mark not in text:
                yield Fault(REGION, (part, "words", key), f"'{mark}' is missing.", "Add it.")
