"""Which reason leads: the highest level, then the shortest time, then whoever is named first."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.safety.urgency import Reason, decide_urgency

TOY_REGION = Path(__file__).parents[1] / "toy_region"


@pytest.fixture(scope="module")
def toy() -> Knowledge:
    return load_knowledge(TOY_REGION)


def reason(rule: str, level: Level, hours: int, who: str) -> Reason:
    return Reason(rule, level, hours, who, "Because.")


def test_at_one_level_the_shortest_time_leads(toy: Knowledge) -> None:
    """The one to see within 24 hours is named before the other, so that only the time can decide."""
    first_named, then_named = (who.id for who in toy.urgency.who[:2])
    later = reason("a_later", Level.URGENT_SAME_DAY, 24, first_named)
    sooner = reason("b_sooner", Level.URGENT_SAME_DAY, 12, then_named)
    for order in permutations((later, sooner)):
        told = decide_urgency(toy, order)
        assert told.reasons == (sooner, later)
        assert (told.level, told.within_hours, told.who) == (Level.URGENT_SAME_DAY, 12, then_named)


def test_a_higher_level_leads_whatever_its_time(toy: Knowledge) -> None:
    who = toy.urgency.who[0].id
    high = reason("high", Level.URGENT_SAME_DAY, 24, who)
    soon = reason("soon", Level.SEE_CLINICIAN_SOON, 1, who)
    assert decide_urgency(toy, (soon, high)).reasons == (high, soon)


def test_at_one_time_whoever_is_named_first_leads_and_then_the_rule(toy: Knowledge) -> None:
    first_named, then_named = (who.id for who in toy.urgency.who[:2])
    wanted = (
        reason("b", Level.URGENT_SAME_DAY, 12, first_named),
        reason("c", Level.URGENT_SAME_DAY, 12, first_named),
        reason("a", Level.URGENT_SAME_DAY, 12, then_named),
    )
    for order in permutations(wanted):
        told = decide_urgency(toy, order)
        assert told.reasons == wanted
        assert told.who == first_named


def test_without_a_reason_nobody_is_sent_anywhere(toy: Knowledge) -> None:
    told = decide_urgency(toy, ())
    assert (told.level, told.reasons) == (Level.SELF_CARE, ())
