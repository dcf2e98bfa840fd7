"""What would change this, and what we cannot tell apart: a few lines, the rest behind --all."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from ilium.assessment import WouldChange
from ilium.faces.telling.picking import MOST_CHANGES, short_list
from ilium.faces.terminal import words
from ilium.faces.terminal.main import main

SCIATICA = Path(__file__).parents[3] / "examples" / "sciatica.yaml"
AFTER_BIRTH = SCIATICA.with_name("after_birth_si_pain.yaml")
EMERGENCY = "age: 50\nsex: male\nanswers: {bowel_control: new}\n"


def printed(*arguments: str, given: str | None = None) -> str:
    result = CliRunner().invoke(main, ["assess", *arguments], input=given)
    assert result.exit_code == 0, result.output
    return result.output


def section(text: str, title: str) -> list[str]:
    """The lines of one section that begin something."""
    inside = text.split(f"\n{title}\n")[1].split("\n\n", maxsplit=1)[0]
    return [line for line in inside.splitlines() if line.startswith("- ")]


def change(text: str, **becomes: str) -> WouldChange:
    return WouldChange((), becomes, 0.1, text)  # type: ignore[arg-type]


def test_the_report_names_three_changes_and_all_names_the_rest() -> None:
    short, long = printed(str(AFTER_BIRTH)), printed(str(AFTER_BIRTH), "--all")
    assert len(section(short, words.WOULD_CHANGE)) == MOST_CHANGES
    assert len(section(long, words.WOULD_CHANGE)) > MOST_CHANGES
    assert "--all shows them" in short
    assert "--all shows them" not in long
    assert max(map(len, long.splitlines())) <= 80


def test_in_an_emergency_help_comes_first() -> None:
    assert words.WOULD_CHANGE not in printed("-", given=EMERGENCY)
    assert words.WOULD_CHANGE in printed("-", "--all", given=EMERGENCY)


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        ([], ""),
        (["a", "b"], "ab"),
        (["soon", "today", "now", "family"], "soon now family"),
        (["now", "soon", "today", "family", "other"], "now soon family"),
        (["soon", "today", "now"], "soon today now"),
        (["family", "other", "third", "fourth"], "family other third"),
    ],
)
def test_the_short_list_mixes_what_is_likely_grave_and_different(changes: list[str], shown: str) -> None:
    levels = {"soon": "see_clinician_soon", "today": "urgent_same_day", "now": "emergency_now"}
    given = [
        change(one, urgency=levels[one]) if one in levels else change(one, family="x") for one in changes
    ]
    assert [one.text for one in short_list(tuple(given))] == (shown.split() if " " in shown else list(shown))
