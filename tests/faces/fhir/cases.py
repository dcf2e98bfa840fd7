"""Cases of every shape: any answer to any question, whether or not they go together."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.forms import AnswerForm
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.knowledge.library import Knowledge

FIRST = date(2026, 1, 1)
WAYS_NOT_TO_KNOW = [Missing.UNKNOWN, Missing.DECLINED]


def answers(form: AnswerForm) -> st.SearchStrategy[Answer]:
    """Any answer to one question."""
    missing: st.SearchStrategy[Answer] = st.sampled_from(WAYS_NOT_TO_KNOW)
    if form.kind is Kind.NUMBER:
        return missing | st.floats(form.minimum, form.maximum, allow_nan=False).map(lambda x: x + 0.0)
    words = st.sampled_from(form.words)
    if form.kind in LISTS:
        ticked = st.frozensets(words).map(Ticked)
        said = st.dictionaries(words, st.sampled_from(["yes", "no", "unknown"]), max_size=4)
        return missing | ticked | said.map(lambda items: Itemised(dict(sorted(items.items()))))
    return missing | words


@st.composite
def cases(draw: st.DrawFn, knowledge: Knowledge) -> Case:
    """Any case."""
    forms = {id_: form for id_, form in knowledge.forms.items() if knowledge.questions[id_].derived is None}

    def some(most: int) -> dict[str, Answer]:
        asked = draw(st.lists(st.sampled_from(sorted(forms)), unique=True, max_size=most))
        return {id_: draw(answers(forms[id_])) for id_ in sorted(asked)}

    days = sorted(draw(st.lists(st.integers(0, 90), max_size=2)))
    rules = st.sampled_from(sorted(knowledge.red_flags))
    day = FIRST + timedelta(90)
    test = st.text(st.characters(codec="utf-8", categories=("L", "N", "P")), min_size=1, max_size=20)
    today = draw(st.none() | st.just(day))
    looks = draw(st.integers(0, 1)) if today else 0  # a clearing without a day to count from is refused
    return Case(
        answers=some(12),
        id=draw(st.none() | st.just("case 7")),
        today=today,
        start=draw(st.none() | st.just(FIRST)),
        check_ins=tuple(CheckIn(FIRST + timedelta(n), some(5)) for n in days),
        cleared=tuple(Cleared(draw(rules), day, draw(test)) for _ in range(looks)),
        mode=draw(st.sampled_from(["person", "clinician"])),
        country=draw(st.sampled_from(["default", "GB", "US", "FR"])),
        setting=draw(st.sampled_from(["first_contact", "physiotherapy", "spine_clinic"])),
    )
