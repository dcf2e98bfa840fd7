"""A list whose ticked items alone say the opposite of its part names what was left unticked."""

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.answers.values import LISTS, Answer, Ticked
from ilium.explanation.answered import Answered
from ilium.explanation.contributions import attribute
from ilium.explanation.left_unticked import left_unticked, said_alone
from ilium.explanation.reasons import weigh_reasons
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.engine import network_for, person_of
from ilium.reasoning.posterior import ImpossibleAnswersError, infer
from ilium.study.people import ask_everything, draw_person
from ilium.verdict import reach_verdict

ROOT = Path(__file__).parents[2]
TOY = load_knowledge(ROOT / "tests" / "toy_region")


def test_tingling_is_not_told_as_speaking_against_a_trapped_nerve() -> None:
    knowledge, path = load_knowledge(), ROOT / "examples" / "sciatica.yaml"
    case = read_case(knowledge, path.read_text("utf-8"), path.name)
    target = "lumbar_disc_radiculopathy"
    reasons = weigh_reasons(knowledge, case, (target,))[target]
    text = next(one.text for one in reasons.against if one.question == "leg_feelings")
    assert "Tingling or pins and needles in the leg or foot; not " in text
    assert "not A patch on the leg or foot that feels numb or dull" in text
    assert "not A leg that feels heavy or tired when you walk" in text
    told = sum(one.log_odds for one in (*reasons.in_favour, *reasons.against))
    assert reasons.before + told == pytest.approx(reasons.after, abs=1e-9)


def pulls_of_unticked(knowledge: Knowledge, case: Case, answered: Answered, target: str) -> list[float]:
    """What each finding that was left unticked says alone, from the engine."""
    network = network_for(knowledge, person_of(case))

    def log_odds(evidence: dict[str, tuple[float, ...]]) -> float:
        found = infer(network, evidence)
        ids = (*network.model.conditions, *network.model.families)
        chance = float([*found.conditions, *found.families][ids.index(target)])
        return math.log(chance / (1 - chance))

    question = knowledge.questions[answered.question]
    assert isinstance(answered.answer, Ticked)
    items = place_items(question) or {choice.id: choice.id for choice in question.choices}
    told = {items[item] for item in answered.answer.items}
    left = {finding for finding in items.values() if finding in answered.evidence} - told
    return [log_odds({f: answered.evidence[f]}) - log_odds({}) for f in sorted(filter(None, left))]


def assert_no_list_is_told_by_halves(knowledge: Knowledge, case: Case) -> None:
    found = attribute(knowledge, case)
    for row, answered in enumerate(found.answers):
        if not isinstance(answered.answer, Ticked) or not answered.answer.items:
            continue
        for column, target in enumerate(found.targets.ids):
            unticked = left_unticked(knowledge, case, found, answered, target)
            alone = said_alone(knowledge, case, found, answered, target)
            part = float(found.parts[row, column])
            left = pulls_of_unticked(knowledge, case, answered, target)
            assert bool(unticked) == (part * alone < 0 and any(part * pull > 0 for pull in left))
            assert answered.answer.items.isdisjoint(unticked)


@pytest.mark.parametrize("seed", range(4))
def test_no_list_of_a_simulated_person_is_told_by_halves(seed: int) -> None:
    knowledge = load_knowledge()
    assert_no_list_is_told_by_halves(knowledge, ask_everything(knowledge, draw_person(knowledge, seed)))


def ticks(words: tuple[str, ...]) -> st.SearchStrategy[Answer]:
    return st.frozensets(st.sampled_from(words), min_size=1).map(Ticked)


LISTED = {id_: ticks(form.words) for id_, form in TOY.forms.items() if form.kind in LISTS}
SAID = {
    id_: st.sampled_from(form.words)
    for id_, form in TOY.forms.items()
    if form.words and form.kind not in LISTS and TOY.questions[id_].ask_when is None
}


@given(answers=st.fixed_dictionaries({}, optional={**LISTED, **SAID}))
def test_no_list_is_told_by_halves_whatever_was_answered(answers: dict[str, Answer]) -> None:
    case = Case(answers=dict(sorted(answers.items())))
    try:
        reach_verdict(TOY, case)
    except ImpossibleAnswersError:
        return
    assert_no_list_is_told_by_halves(TOY, case)
