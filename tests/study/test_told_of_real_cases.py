"""What the documents say of the real cases in words is what they come to today."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge
from ilium.study.evaluate import Result, evaluate

ROOT = Path(__file__).parents[2]
REAL = "docs/knowledge/real_cases.md"
LIMITS = "docs/knowledge/known_limits.md"


@pytest.fixture(scope="module")
def interviewed() -> Result:
    knowledge, file = load_knowledge(), DEFAULT_REGION / "cases/real.yaml"
    cases = case_reader(knowledge).read_all(file.read_text("utf-8"), file.name)
    return evaluate(knowledge, cases).interviewed


def words_of(document: str) -> str:
    return " ".join((ROOT / document).read_text("utf-8").split())


def numbers(result: Result, triage: str) -> list[str]:
    return [case.id.removeprefix("case_") for case in result.cases if case.triage == triage]


@pytest.mark.parametrize("document", ["README.md", REAL])
def test_the_figures_in_words_are_those_of_today(interviewed: Result, document: str) -> None:
    told, score, clear = words_of(document), interviewed.overall, interviewed.unambiguous
    now = Level.EMERGENCY_NOW
    wanted = [case for case in interviewed.cases if case.expected.urgency == now]
    extra = [c.id[-3:] for c in interviewed.cases if c.urgency == now and c.expected.urgency != now]
    assert all(case.urgency == now for case in wanted)
    assert f"all {len(wanted)} of {len(wanted)}" in told.lower()
    assert f"so are {len(extra)} that are none" in told.lower() and f"({', '.join(extra)})" in told
    assert f"first in {score.first.hits} of {score.first.n}" in told
    assert re.search(rf"\b{clear.first.hits} (in|of) (the )?{clear.first.n}\b", told)
    assert f"{score.under.hits} of {score.under.n} are told" in told
    late, urgent = score.caught.n - score.caught.hits, score.caught.n
    assert re.search(rf"Of the {urgent} who need(ed)? help the same day or sooner, {late} are", told)


def test_the_limits_speak_of_every_case_whose_urgency_is_wrong(interviewed: Result) -> None:
    _, low, high, _ = re.split(r"^## [123]\. .*$", (ROOT / LIMITS).read_text("utf-8"), flags=re.MULTILINE)
    assert all(number in low for number in numbers(interviewed, "under"))
    assert all(number in high for number in numbers(interviewed, "over"))
    assert f"({', '.join(numbers(interviewed, 'over'))})" in words_of(REAL)
