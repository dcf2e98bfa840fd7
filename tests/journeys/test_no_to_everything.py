"""Whoever says no to everything: no cause may win by having nothing to show for itself."""

from __future__ import annotations

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Missing, Ticked
from ilium.assessment import assess
from ilium.faces.asking.interview import Interview
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

OWN: dict[str, Answer] = {"age": 45.0, "sex": "male", "how_long": 10.0, "how_bad": 4.0}
BY_KIND: dict[Kind, Answer] = {
    Kind.YES_NO: "no",
    Kind.SAFETY: "no",
    Kind.CHECKLIST: Ticked(frozenset()),
    Kind.BODY_MAP: Ticked(frozenset({"upper_buttock_left"})),
}


def _no(question: Question) -> Answer:
    return OWN.get(question.id, BY_KIND.get(question.kind, Missing.UNKNOWN))


def test_none_of_these_everywhere_makes_no_listed_cause_likely(knowledge: Knowledge) -> None:
    interview = Interview.begin(knowledge, Case(country="GB"))
    while interview.open:
        for question in interview.open:
            interview = interview.answer(question.id, _no(question))
        interview = interview.forward()
    result = assess(knowledge, interview.case)
    assert result.unlisted > result.families[0].probability
    assert result.families[0].probability < 0.4


def test_every_condition_that_ships_has_something_at_work(knowledge: Knowledge) -> None:
    for condition in knowledge.conditions.values():
        assert "defining" in condition.mechanisms.values(), condition.id
