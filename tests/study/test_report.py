"""The evaluation's intervals and its report, on hand-made cases."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.faces.terminal.main import main
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.asking import count_questions
from ilium.study.evaluate import evaluate
from ilium.study.judging import Chance, Judged, Known
from ilium.study.reliability import reliability
from ilium.study.scores import truths
from ilium.study.worst import worst_cases

TWO_CASES = """
- id: numb_saddle
  age: 50
  sex: male
  answers: {saddle_feeling: new}
  expected: {diagnosis: cauda_equina_syndrome, urgency: emergency_now}
- id: called_wrong
  age: 30
  sex: female
  answers: {where_it_hurts: [side_of_hip_left], how_long: 400}
  expected: {diagnosis: lumbar_spinal_stenosis, urgency: urgent_same_day}
"""


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(knowledge: Knowledge) -> list[Case]:
    return case_reader(knowledge).read_all(TWO_CASES, "cases.yaml")


def judged(chances: dict[str, float], family: str) -> Judged:
    ranked = tuple(Chance(f, c) for f, c in sorted(chances.items(), key=lambda pair: -pair[1]))
    place = [chance.family for chance in ranked].index(family) + 1
    known = Known(family, family, (), None, None, True)
    return Judged(
        "x", None, "unknown", known, place, place, ranked[:3], Level.ROUTINE, None, (), True, ranked
    )


families = st.dictionaries(st.sampled_from("abcdef"), st.floats(0, 1), min_size=1)


@given(st.lists(families.flatmap(lambda c: st.tuples(st.just(c), st.sampled_from(sorted(c)))), max_size=8))
def test_every_probability_is_in_one_bin_of_the_reliability_diagram(
    drawn: list[tuple[dict[str, float], str]],
) -> None:
    bins = reliability([judged(chances, family) for chances, family in drawn], truths)
    assert sum(one.n for one in bins) == sum(len(chances) for chances, _ in drawn)
    assert sum(one.n * one.true for one in bins) == pytest.approx(len(drawn), abs=1e-3)
    tenths = [min(int(one.chance * 10 + 1e-4), 9) for one in bins]
    assert tenths == sorted(set(tenths))


def test_an_emergency_is_told_after_few_questions_and_a_long_story_takes_more(
    knowledge: Knowledge, cases: list[Case]
) -> None:
    first, second = (count_questions(knowledge, case) for case in cases)
    assert first is not None
    assert second is not None
    assert first <= 6 < second


def test_the_urgent_one_that_was_missed_comes_before_a_cause_called_wrong(
    knowledge: Knowledge, cases: list[Case]
) -> None:
    worst = worst_cases(knowledge, cases, evaluate(knowledge, cases))
    assert [one.judged.id for one in worst] == ["called_wrong", "numb_saddle"]
    assert worst[0].expected is not None
    assert worst[0].expected.id == "lumbar_spinal_stenosis"
    assert worst[0].first is not None
    assert worst[0].first.id == worst[0].judged.first[0].family


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["study", "evaluate", *args], catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("report")
    (folder / "cases.yaml").write_text(TWO_CASES)
    yield folder


def test_the_report_is_one_file_with_pictures_tables_and_trails(folder: Path) -> None:
    page = folder / "report.html"
    assert run(str(folder / "cases.yaml"), "--html", str(page)).exit_code == 0
    text = page.read_text("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.count("<svg") == 4
    assert text.count("(by chance 0.") == 6 + 2 * 6, "overall, and each group"
    assert "(1: too few)" in text
    assert "nobody knows the true probability" in text
    assert "called_wrong" in text
    assert "Show the trail" in text
    assert not re.findall(r'(?:src|href)="(?!#)', re.sub(r'xlink:href="#', "", text)), "loads something"
    again = folder / "again.html"
    run(str(folder / "cases.yaml"), "--html", str(again))
    assert again.read_text("utf-8") == text


def test_json_holds_the_questions_only_where_they_were_asked(folder: Path) -> None:
    plain = json.loads(run(str(folder / "cases.yaml"), "--json").output)
    assert plain["interviewed"]["overall"]["questions"]["value"] is None
    counted = json.loads(run(str(folder / "cases.yaml"), "--json", "--questions").stdout)
    assert counted["interviewed"]["overall"]["questions"]["n"] == 2
    assert counted["as_stated"]["overall"]["questions"]["value"] is None
    one = counted["interviewed"]["by_condition"][0]["score"]["questions_median"]
    assert (one["n"], one["low"], one["high"]) == (1, None, None)


def test_a_missing_package_is_told_and_nothing_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    result = run(str(folder / "cases.yaml"), "--html", str(folder / "none.html"))
    assert result.exit_code == 2
    assert "study extra" in result.stderr
    assert not (folder / "none.html").exists()
