"""What to do until the visit fits the reason for it, and who leads is the one who comes soonest."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.assessment import assess
from ilium.faces.terminal import words
from ilium.faces.terminal.report import print_report
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def printed(knowledge: Knowledge, answers: dict[str, Answer]) -> str:
    out = io.StringIO()
    print_report(Console(file=out, width=80), assess(knowledge, Case(answers=answers)))
    return " ".join(out.getvalue().replace("│", " ").split())


def test_a_rule_about_a_cracked_bone_says_rest_and_not_keep_moving(knowledge: Knowledge) -> None:
    fall: dict[str, Answer] = {"age": 74.0, "how_started": "fall_or_blow", "how_long": 3.0}
    do = assess(knowledge, Case(answers=fall | {"daily_limits": "stops_most"})).urgency.do
    assert "do not test it" in do
    assert "keep moving" not in do


def test_nobody_who_may_have_a_crack_or_an_infection_is_told_to_keep_moving(knowledge: Knowledge) -> None:
    levels = {text.id: text for text in knowledge.urgency.levels}
    for level in (Level.EMERGENCY_NOW, Level.URGENT_SAME_DAY, Level.SEE_CLINICIAN_SOON):
        assert "keep moving" not in (levels[level].do + levels[level].until_then).lower()


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"cold_leg": "new"}, "Call the emergency number now"),
        ({"pregnancy": "pregnant", "pregnancy_warning": "new"}, "Ring your maternity unit now"),
        ({"saddle_feeling": "new"}, "Go to an emergency department now"),
        (
            {"pregnancy": "pregnant", "pregnancy_warning": "new", "cold_leg": "new"},
            "Call the emergency number now",
        ),
    ],
)
def test_what_to_do_in_an_emergency_goes_with_who_comes(
    knowledge: Knowledge, answers: dict[str, Answer], said: str
) -> None:
    assert assess(knowledge, Case(answers=answers)).urgency.do.startswith(said)


def test_in_an_emergency_the_sources_are_no_reassurance(knowledge: Knowledge) -> None:
    told = printed(knowledge, {"saddle_feeling": "new"})
    assert words.CAUSES_CAN_WAIT.split(":")[0] in told
    assert words.SOURCES not in told
    assert words.SOURCES in printed(knowledge, {"saddle_feeling": "no"})


def test_being_unsure_of_much_is_one_line_with_how_to_find_out(knowledge: Knowledge) -> None:
    asked = ("saddle_feeling", "urine_trouble", "bowel_control")
    text = printed(knowledge, dict.fromkeys(asked, Missing.UNKNOWN))
    assert words.UNSURE_OF.format(n=3).split(".")[0] in text
    assert text.count("We never read that as a no") == 0
    assert "Could you hold it?" in text
