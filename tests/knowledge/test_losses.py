"""The loss table: what each line says of itself is true, and no line can call for more than a clinician."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.schema import Loss
from ilium.verdict import threshold

PAGE = Path(__file__).parents[2] / "docs/explanation/loss_table.md"


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def test_every_serious_condition_has_a_loss(knowledge: Knowledge) -> None:
    serious = {id_ for id_, condition in knowledge.conditions.items() if condition.serious}
    assert serious <= {loss.condition for loss in knowledge.losses.values()}


def test_the_reason_names_the_threshold_that_follows_from_the_loss(knowledge: Knowledge) -> None:
    for loss in knowledge.losses.values():
        told = re.search(r"(?:above|lies at) (\d+) in 100", loss.why)
        assert told is not None, loss.id
        assert int(told[1]) == round(100 * threshold(loss)), loss.id


def test_the_ordinary_rate_in_the_reason_is_the_prevalence(knowledge: Knowledge) -> None:
    for loss in knowledge.losses.values():
        told = re.search(r"stands? (?:near|at about) (\d+) in (\d+)", loss.why)
        if told is not None:
            stated = knowledge.conditions[loss.condition].prevalence["first_contact"].value
            assert int(told[1]) / int(told[2]) == pytest.approx(stated, rel=0.15), loss.id


def test_every_loss_says_whose_judgement_it_is_and_cites_what_there_is(knowledge: Knowledge) -> None:
    assert all(loss.basis == "expert" and loss.why and loss.cite for loss in knowledge.losses.values())


@pytest.mark.parametrize("level", [Level.URGENT_SAME_DAY, Level.EMERGENCY_NOW])
def test_a_loss_can_raise_the_urgency_to_see_a_clinician_at_most(knowledge: Knowledge, level: Level) -> None:
    plain = knowledge.losses["loss_malignancy"].model_dump(by_alias=True)
    with pytest.raises(ValidationError, match="level"):
        Loss.model_validate(plain | {"level": level})


def test_the_page_about_the_table_shows_the_table(knowledge: Knowledge) -> None:
    page = PAGE.read_text("utf-8")
    for loss in knowledge.losses.values():
        name = knowledge.conditions[loss.condition].name
        percent = round(100 * threshold(loss))
        assert (
            f"| {name} | {loss.loss:g} | {percent} in 100 | `{loss.level}`, {loss.within_hours} h |" in page
        )
