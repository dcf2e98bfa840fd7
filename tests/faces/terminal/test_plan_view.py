"""The plan on the screen: what to do, what is held back, when to look again; none in an emergency."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ilium.faces.terminal import words
from ilium.faces.terminal.main import main

ROOT = Path(__file__).parents[3]
AT_HOME = ROOT / "examples/strain.yaml"
EMERGENCY = ROOT / "examples/saddle_numbness.yaml"


def shown(*arguments: str) -> str:
    result = CliRunner().invoke(main, ["assess", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


def test_the_report_says_what_to_do_before_it_says_where_the_pain_may_come_from() -> None:
    report = shown(str(AT_HOME))
    order = [words.PLAN, words.STOP_DOING_IT, words.SAFETY_NET, words.SOURCES]
    places = [report.index(f"\n{heading}\n") for heading in order]
    assert places == sorted(places)
    assert "1. " in report
    assert "Hold a wrapped cold pack on it." in report


def test_at_home_somebody_is_asked_and_not_seen() -> None:
    assert "Who to ask: Pharmacist." in shown(str(AT_HOME))
    assert "Who to see" not in shown(str(AT_HOME))
    assert "Who to see: Ambulance." in shown(str(EMERGENCY)) or "Who to see: Emergency" in shown(
        str(EMERGENCY)
    )


def test_a_case_with_a_date_shows_dates(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("today: 2026-11-22\n" + AT_HOME.read_text("utf-8"), "utf-8")
    assert "6 December 2026" in shown(str(case)).replace("\n", " ").replace("  ", " ")


def test_an_emergency_shows_no_plan_for_home() -> None:
    report = shown(str(EMERGENCY))
    for heading in (words.PLAN, words.PLAN_WAITING, words.HELD_BACK, words.SAFETY_NET):
        assert heading not in report
    everything = shown(str(EMERGENCY), "--all")
    assert words.PLAN_WAITING in everything
    assert words.PLAN not in everything
    assert words.HELD_BACK not in everything


@pytest.mark.parametrize("case", sorted(ROOT.glob("examples/*.yaml")), ids=lambda path: path.stem)
def test_no_line_is_wider_than_the_screen(case: Path) -> None:
    assert max(map(len, shown(str(case), "--all").splitlines())) <= 80
