"""The words of an answer as codes, and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ilium.answers.case_reader import BadAnswerError
from ilium.answers.values import LISTS, Kind, Missing
from ilium.documents.problems import shorten, suggest
from ilium.faces.asking import words as asking_words
from ilium.faces.asking.options import SIDE_WORDS, SIDES, Option, none_label, options, place_rows
from ilium.faces.fhir import words
from ilium.faces.fhir.names import ANSWERS, DATA_ABSENT
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

Plain = dict[str, Any]
NONE: Final = "none"
"""The code that a list is answered with when nothing of it fits."""
FIXED: Final[Mapping[str, str]] = {
    "yes": asking_words.YES,
    "no": asking_words.NO,
    "new": asking_words.NEW,
    "same": asking_words.SAME,
    NONE: asking_words.NONE_OF_THESE,
    Missing.UNKNOWN: asking_words.NOT_SURE,
    Missing.DECLINED: asking_words.RATHER_NOT,
}
"""The codes that every question shares. A code of HL7 would have to be shown in the words of HL7, so *not
sure* and *rather not say* have codes of ours."""
ABSENT: Final[Mapping[Missing, str]] = {
    Missing.UNKNOWN: "asked-unknown",
    Missing.DECLINED: "asked-declined",
}
"""How HL7 says that somebody was asked and does not know, or would rather not say: read as ours are."""
_MISSING: Final[Mapping[tuple[str, str], Missing]] = {
    **{(DATA_ABSENT, code): missing for missing, code in ABSENT.items()},
    **{(ANSWERS, missing.value): missing for missing in ABSENT},
    (DATA_ABSENT, "unknown"): Missing.UNKNOWN,
}


def answer_codes(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Every code of the code system of answers, with its words."""
    yield from FIXED.items()
    for question in knowledge.questions.values():
        yield from ((code_of(question, one.answer), one.label) for one in choices(question) if _own(question))


def choices(question: Question) -> tuple[Option, ...]:
    """The answers to choose from, or the items of a list: each with its label."""
    if question.kind is not Kind.BODY_MAP:
        return options(question)
    return tuple(
        Option(item, f"{row.label} ({SIDE_WORDS[side]})")
        for row in place_rows(question)
        for side, item in zip(SIDES, row.items, strict=True)
        if item is not None
    )


def code_of(question: Question, word: str) -> str:
    """The code of an answer: what every question shares stands alone, a choice behind its question."""
    return f"{question.id}.{word}" if _own(question) else word


def coding(question: Question, word: str) -> Plain:
    """An answer, or an item of a list, as a Coding."""
    labels = {one.answer: one.label for one in choices(question)}
    return {"system": ANSWERS, "code": code_of(question, word), "display": labels[word]}


def none_coding(question: Question) -> Plain:
    """What a list is answered with when nothing of it fits."""
    return {"system": ANSWERS, "code": NONE, "display": none_label(question)}


def fixed_coding(word: str) -> Plain:
    """A word that every question shares."""
    return {"system": ANSWERS, "code": word, "display": FIXED[word]}


def missing_coding(missing: Missing) -> Plain:
    """A way not to know."""
    return fixed_coding(missing.value)


def missing_of(given: object) -> Missing | None:
    """The way not to know that a Coding says, if it says one."""
    if not isinstance(given, dict):
        return None
    return _MISSING.get((str(given.get("system", ANSWERS)), str(given.get("code"))))


def read_coding(question: Question, given: Plain) -> str:
    """The word of a Coding that was chosen. Raises BadAnswerError."""
    code, system = given.get("code"), given.get("system", ANSWERS)
    if system != ANSWERS or not isinstance(code, str):
        known = f"{shorten(system)}#{shorten(code)}"
        raise BadAnswerError(words.FOREIGN_CODE.format(code=known), words.USE_OUR_CODES)
    valid = {code_of(question, one.answer): one.answer for one in choices(question)}
    if question.kind in LISTS:
        valid[NONE] = NONE
    if code not in valid:
        what = words.NO_SUCH_ANSWER.format(code=shorten(code), question=question.id)
        raise BadAnswerError(what, suggest(code, valid, words.SEE_OPTIONS))
    return valid[code]


def _own(question: Question) -> bool:
    """Whether a question has answers of its own, not only those that every question shares."""
    return question.kind is Kind.CHOICE or question.kind in LISTS
