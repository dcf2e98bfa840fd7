"""Whole states of the answers by chance: formulas and running program tell the same urgency."""

from __future__ import annotations

from collections.abc import Iterator

import z3
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.reading import load_knowledge
from ilium.safety.proof.envelope import read_envelope
from ilium.safety.proof.formulas import NOTHING, grade, reaches
from ilium.safety.proof.states import State, real
from ilium.safety.proof.theorems import Subject
from ilium.safety.proof.vocabulary import ANSWERED, Slot
from ilium.safety.urgency import decide_urgency, raise_red_flags

KNOWLEDGE = load_knowledge()
SUBJECT = Subject(KNOWLEDGE, read_envelope(KNOWLEDGE)[0])


def answers_to(question: str) -> st.SearchStrategy[Answer]:
    form = KNOWLEDGE.forms[question]
    missing = st.sampled_from(list(Missing))
    if form.kind is Kind.NUMBER:
        return st.floats(form.minimum, form.maximum, allow_nan=False) | missing  # type: ignore[return-value]
    if form.kind in LISTS:
        ticked = st.frozensets(st.sampled_from(form.words)).map(Ticked)
        words = st.sampled_from(["yes", "no", "unknown"])
        return ticked | st.dictionaries(st.sampled_from(form.words), words).map(Itemised) | missing
    quiet = ["no"] if "no" in form.words else []
    return st.sampled_from([*form.words, *quiet, *quiet]) | missing


WHOLE = st.fixed_dictionaries({id_: answers_to(id_) for id_ in SUBJECT.vocabulary.questions})


@settings(max_examples=50, suppress_health_check=list(HealthCheck))
@given(WHOLE)
def test_formulas_and_program_give_any_whole_state_the_same_urgency(answers: dict[str, Answer]) -> None:
    case = Case(answers={id_: said for id_, said in answers.items() if said is not Missing.NOT_ASKED})
    told = decide_urgency(KNOWLEDGE, raise_red_flags(KNOWLEDGE, case))
    state = list(facts_of(SUBJECT.state, answers))
    assert SUBJECT.solver.possible(*state)
    if told.reasons:
        least = grade(told.level, told.within_hours)
        assert SUBJECT.solver.possible(*state, reaches(SUBJECT.grounds, least))
        more = [ground for ground in SUBJECT.grounds if ground.grade > least]
        assert not SUBJECT.solver.possible(*state, reaches(more, least))
    else:
        assert not SUBJECT.solver.possible(*state, reaches(SUBJECT.grounds, NOTHING))


def facts_of(state: State, answers: dict[str, Answer]) -> Iterator[z3.BoolRef]:
    """What the answers make of each variable; a number that was not given may be any."""
    for slot, words in state.words.items():
        here = word_in(answers[slot.question], slot)
        yield from (var if word == here else z3.Not(var) for word, var in words.items())
    for id_, number in state.numbers.items():
        said = answers[id_]
        if isinstance(said, float):
            yield number == real(said)


def word_in(answer: Answer, slot: Slot) -> str:
    if isinstance(answer, Missing):
        return answer.value if slot.item is None else "not_asked"
    if isinstance(answer, float):
        return ANSWERED
    if slot.item is None:
        return ANSWERED if isinstance(answer, Ticked | Itemised) else str(answer)
    if isinstance(answer, Ticked):
        return "yes" if slot.item in answer.items else "no"
    assert isinstance(answer, Itemised)
    return answer.items.get(slot.item, "not_asked")
