"""What answers say of findings, worked out by hand on the toy region."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.documents.problems import BadDocumentError
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import NO, YES, contradictions, observe, settle, side_of
from ilium.knowledge.reading import load_knowledge

TOY_REGION = Path(__file__).parents[1] / "toy_region"


@pytest.fixture(scope="module")
def toy() -> Knowledge:
    return load_knowledge(TOY_REGION)


def refined(toy: Knowledge) -> Knowledge:
    """The toy region where the kind of fever refines the fever: with a cold it is no fever of ours."""
    kind = toy.questions["fever_kind"]
    cold, shivers = kind.choices
    choices = (
        cold.model_copy(update={"sets": {"fever_now": False}}),
        shivers.model_copy(update={"sets": {"fever_now": True}}),
    )
    changed = kind.model_copy(update={"refines": "fever", "choices": choices})
    return dataclasses.replace(toy, questions={**toy.questions, "fever_kind": changed})


def ticked(*items: str) -> Ticked:
    return Ticked(frozenset(items))


@pytest.mark.parametrize(
    ("answer", "side"),
    [
        (ticked("front_left"), "one_side"),
        (ticked("front_right", "inside_right"), "one_side"),
        (ticked("front_left", "inside_right"), "both_sides"),
        (ticked("elsewhere_midline"), "middle"),
        (ticked("front_left", "elsewhere_midline"), "one_side"),
        (ticked(), None),
        (Itemised({"front_left": "yes", "front_right": "no"}), "one_side"),
        (Itemised({"front_left": "yes", "front_right": "yes"}), "both_sides"),
        (Itemised({"elsewhere_midline": "yes", "front_left": "unknown"}), "middle"),
        (Itemised({"front_left": "no"}), None),
        (Missing.UNKNOWN, None),
    ],
)
def test_the_side_is_where_the_marks_lie(answer: Answer, side: str | None) -> None:
    assert side_of(answer) == side


def test_a_tick_and_its_absence_are_noisy_reports(toy: Knowledge) -> None:
    """The question says: ticked by 0.85 of those who have it, and by 0.05 of those who do not."""
    seen = observe(toy, Case(answers={"knee_signs": ticked("swelling_seen", "old_scar")}))
    assert set(seen) == {"swelling_seen", "grinding"}
    assert seen["swelling_seen"] == pytest.approx((0.85, 0.05))
    assert seen["grinding"] == pytest.approx((0.15, 0.95))


def test_a_list_without_tick_rates_and_an_item_answered_apart_count_outright(toy: Knowledge) -> None:
    seen = observe(toy, Case(answers={"your_sports": ticked("jumping_sport")}))
    assert seen == {"jumping_sport": YES, "knee_injury": NO}
    apart = Itemised({"swelling_seen": "yes", "grinding": "unknown"})
    assert observe(toy, Case(answers={"knee_signs": apart})) == {"swelling_seen": YES}


def test_a_place_counts_once_whatever_its_sides(toy: Knowledge) -> None:
    seen = observe(toy, Case(answers={"where_it_hurts": ticked("front_left", "front_right")}))
    assert seen["pain_in_front"] == pytest.approx((0.9, 0.03))
    assert seen["pain_inside"] == pytest.approx((0.1, 0.97))
    assert seen["pain_side"] == (0.0, 1.0, 0.0)


@pytest.mark.parametrize(("days", "said"), [(13.0, (1, 0, 0)), (14.0, (0, 1, 0)), (84.0, (0, 0, 1))])
def test_a_number_falls_in_the_first_band_above_it(
    toy: Knowledge, days: float, said: tuple[float, ...]
) -> None:
    assert observe(toy, Case(answers={"how_long": days})) == {"duration": said}


@pytest.mark.parametrize("tick_first", [True, False])
def test_an_outright_answer_outweighs_a_tick(toy: Knowledge, tick_first: bool) -> None:
    """Here the list of signs reports the hot knee too, which a question of its own asks outright."""
    signs = toy.questions["knee_signs"]
    hot = signs.choices[0].model_copy(update={"id": "feels_hot"})
    changed = signs.model_copy(update={"choices": (*signs.choices, hot)})
    knowledge = dataclasses.replace(toy, questions={**toy.questions, "knee_signs": changed})
    answers: list[tuple[str, Answer]] = [("knee_signs", ticked("feels_hot")), ("redness", "no")]
    case = Case(answers=dict(answers if tick_first else reversed(answers)))
    assert settle(knowledge, case)["feels_hot"].question == "redness"
    assert observe(knowledge, case)["feels_hot"] == NO
    assert not contradictions(knowledge, case)


def test_two_outright_answers_that_differ_contradict_each_other(toy: Knowledge) -> None:
    case = Case(answers={"how_started": "after_a_fall", "your_sports": ticked()})
    [(question, what)] = contradictions(toy, case)
    assert question == "your_sports"
    assert "'knee_injury' cannot be both yes and no" in what


def test_a_follow_up_speaks_in_the_place_of_its_parent(toy: Knowledge) -> None:
    case = Case(answers={"fever": "new", "fever_kind": "with_a_cold"})
    assert observe(refined(toy), case) == {"fever_now": NO}
    assert not contradictions(refined(toy), case)
    assert observe(toy, case) == {"fever_now": YES}


@pytest.mark.parametrize("parent", ["no", "same", Missing.UNKNOWN, Missing.NOT_ASKED])
def test_a_follow_up_that_nothing_called_up_is_refused(toy: Knowledge, parent: str) -> None:
    answers: dict[str, Answer] = {"fever_kind": "with_shivers"}
    if parent is not Missing.NOT_ASKED:
        answers = {"fever": parent, **answers}
    [(question, what)] = contradictions(refined(toy), Case(answers=answers))
    assert question == "fever_kind"
    assert f"but 'fever' is {parent.replace('_', ' ')}." in what
    assert observe(refined(toy), Case(answers={"fever_kind": "with_shivers"})) == {}


def test_the_reader_refuses_a_stray_follow_up_at_its_place(toy: Knowledge) -> None:
    with pytest.raises(BadDocumentError, match=r"^knee:3:\d+: 'fever_kind' tells more of 'fever: new'"):
        read_case(refined(toy), "answers:\n  fever: no\n  fever_kind: with_shivers\n", "knee")
