"""The interview on a real screen of 80 by 24, driven by keys."""

import asyncio

import pytest

from ilium.answers.case import Case
from ilium.faces.terminal.interview_app import InterviewApp
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.interview_state import Interview
from ilium.knowledge.reading import load_knowledge

SIZE = (80, 24)


async def _drive(keys: list[str]) -> InterviewApp:
    app = InterviewApp(Session.begin(load_knowledge(), Case(country="GB")))
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
    return app


def drive(*keys: str) -> InterviewApp:
    return asyncio.run(_drive(list(keys)))


def test_keys_reach_the_session() -> None:
    app = drive("enter", "3", "3", "enter", "2", "enter", "n", "w")
    assert app.session.interview.at == "safety_a"
    assert app.session.interview.case.answers["saddle_feeling"] == "no"
    assert app.session.why


def test_space_tab_and_arrows_reach_it_too() -> None:
    app = drive("space", "tab", "down", "space")
    assert app.session.interview.case.answers["sex"] == "male"


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
def test_leaving_gives_the_interview(key: str) -> None:
    app = drive("enter", "4", "4", "enter", key)
    assert isinstance(app.return_value, Interview)
    assert app.return_value.case.age == 44


def test_an_emergency_takes_the_whole_screen() -> None:
    app = drive("enter", "3", "3", "enter", "2", "enter", "y")
    assert app.session.view is View.EMERGENCY


def test_a_long_list_scrolls_with_the_cursor() -> None:
    interview = Interview.begin(load_knowledge(), Case()).visit("health_history")
    session = Session(interview)._arrive()

    async def scrolled() -> bool:
        long = InterviewApp(session)
        async with long.run_test(size=SIZE) as pilot:
            await pilot.press(*["down"] * 14)
            await pilot.pause()
            return bool(long.query_one("#body").scroll_offset.y > 0)

    assert asyncio.run(scrolled())
