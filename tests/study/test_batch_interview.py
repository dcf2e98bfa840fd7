"""Interviews of many people at once: the same questions, stops and results as one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ilium.answers.values import Answer
from ilium.interview.next_question import Stop
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import holds, is_asked
from ilium.study.batch.adaptive import stop_code, view_of
from ilium.study.batch.drawing import Crowd, draw_crowd
from ilium.study.batch.engine import batch_engine
from ilium.study.batch.interviewing import PAGE, Interviews, hold_interviews
from ilium.study.batch.populations import POPULATIONS, population
from ilium.study.batch.rules import Reading
from ilium.study.people import interview
from ilium.verdict import reach_verdict

TOY_REGION = Path(__file__).parents[1] / "toy_region"
SEED, EACH = 3, 2


class Person:
    """One drawn person, who answers the one-person interview."""

    def __init__(self, crowd: Crowd, row: int) -> None:
        self.crowd, self.row = crowd, row

    def answer(self, question: Question) -> Answer:
        return self.crowd.answers.answer(self.row, self.crowd.answers.layout.column[question.id])


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def crowds(knowledge: Knowledge) -> dict[str, tuple[Crowd, Interviews]]:
    drawn = {one.id: draw_crowd(knowledge, one, SEED, 0, EACH) for one in POPULATIONS}
    return {id_: (crowd, hold_interviews(knowledge, crowd.answers)) for id_, crowd in drawn.items()}


def paths(knowledge: Knowledge, held: Interviews) -> Iterator[tuple[str, ...]]:
    questions, pages = held.asked.layout.questions, knowledge.region.pages
    for path in held.path:
        yield tuple(pages[step - PAGE].id if step >= PAGE else questions[step].id for step in path)


@pytest.mark.parametrize("id_", [one.id for one in POPULATIONS])
def test_everybody_is_asked_the_same_as_one_by_one(
    knowledge: Knowledge, crowds: dict[str, tuple[Crowd, Interviews]], id_: str
) -> None:
    crowd, held = crowds[id_]
    view = view_of(batch_engine(knowledge), held.asked)
    for row, path in enumerate(paths(knowledge, held)):
        alone = interview(knowledge, Person(crowd, row))  # type: ignore[arg-type]
        verdict = reach_verdict(knowledge, alone.case)
        assert path == alone.path
        assert held.stopped[row] == stop_code(alone.stopped)
        assert held.pages[row] == alone.pages
        assert held.asked.case(row) == alone.case
        assert view.ranks[row] == verdict.urgency.level.rank
        assert view.families[row] == pytest.approx(verdict.posterior.families, abs=1e-12)


def test_a_small_region_is_interviewed_the_same_too() -> None:
    toy = load_knowledge(TOY_REGION)
    crowd = draw_crowd(toy, population("matched"), SEED, 0, 40)
    held = hold_interviews(toy, crowd.answers)
    for row, path in enumerate(paths(toy, held)):
        alone = interview(toy, Person(crowd, row))  # type: ignore[arg-type]
        assert (path, held.stopped[row]) == (alone.path, stop_code(alone.stopped))


def test_every_rule_and_every_gate_reads_as_it_does_for_one(
    knowledge: Knowledge, crowds: dict[str, tuple[Crowd, Interviews]]
) -> None:
    crowd, held = crowds["over_reporters"]
    for sheet in (crowd.answers, held.asked):
        reading = Reading(knowledge, sheet)
        for row in range(len(sheet)):
            case = sheet.case(row)
            for rule in knowledge.red_flags.values():
                assert reading.fires(rule.id)[row] == holds(knowledge, rule.when, case), rule.id
            for question in knowledge.questions.values():
                assert reading.applies(question)[row] == is_asked(knowledge, question, case), question.id


def test_people_hang_on_seed_population_and_block_alone(knowledge: Knowledge) -> None:
    one = draw_crowd(knowledge, population("matched"), SEED, 5, 50)
    again = draw_crowd(knowledge, population("matched"), SEED, 5, 50)
    assert (one.answers.codes == again.answers.codes).all() and (one.ages == again.ages).all()
    for other in (
        draw_crowd(knowledge, population("matched"), SEED, 6, 50),
        draw_crowd(knowledge, population("matched"), SEED + 1, 5, 50),
        draw_crowd(knowledge, population("severity"), SEED, 5, 50),
    ):
        assert (one.ages != other.ages).any()


def test_each_population_is_wrong_in_its_own_way(knowledge: Knowledge) -> None:
    people = 1500
    crowds = {one.id: draw_crowd(knowledge, one, SEED, 0, people) for one in POPULATIONS}
    ticked = {id_: (crowd.answers.items == 1).mean() for id_, crowd in crowds.items()}
    unlisted = {id_: (~crowd.conditions.any(axis=1)).mean() for id_, crowd in crowds.items()}
    unsure = {id_: (crowd.answers.codes == -2).mean() for id_, crowd in crowds.items()}
    assert ticked["over_reporters"] > ticked["matched"] > ticked["under_reporters"]
    assert unsure["omissions"] > unsure["matched"] + 0.05
    assert unlisted["more_unlisted"] == pytest.approx(0.3, abs=0.05)
    assert unlisted["matched"] < 0.2
    told = (crowds["severity"].answers.items == 1).sum(axis=1)
    assert np.var(told) > 1.3 * np.var((crowds["matched"].answers.items == 1).sum(axis=1))


def test_an_emergency_ends_the_interview(knowledge: Knowledge) -> None:
    crowd = draw_crowd(knowledge, population("matched"), SEED, 1, 5)
    layout = crowd.answers.layout
    crowd.answers.codes[:, layout.column["saddle_feeling"]] = layout.code("saddle_feeling", "new")
    held = hold_interviews(knowledge, crowd.answers)
    assert (held.stopped == stop_code(Stop.EMERGENCY)).all()
    assert (held.pages <= 6).all()
