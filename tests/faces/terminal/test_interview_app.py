"""The interview on a real screen of 80 by 24, driven by keys."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from ilium.answers.case import Case
from ilium.faces.asking.interview import Interview
from ilium.faces.terminal import interview_app, interviewing, words
from ilium.faces.terminal.interview_app import InterviewApp
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.main import main
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
    app = drive("space", "tab", "down", "down", "space")
    assert app.session.interview.case.answers["sex"] == "male"


def test_the_country_is_asked_first_and_a_stray_enter_chooses_none() -> None:
    def chosen(*keys: str, guess: str = "default") -> InterviewApp:
        async def go() -> InterviewApp:
            app = InterviewApp(Session.begin(load_knowledge(), Case(country=guess), ask_country=True))
            async with app.run_test(size=SIZE) as pilot:
                await pilot.press(*keys)
                await pilot.pause()
                assert len(app.shown()) <= SIZE[1] - 3
                return app

        return asyncio.run(go())

    stray = chosen("enter", "enter", "enter", "space")
    assert (stray.session.view, stray.session.interview.case.country) == (View.COUNTRY, "default")
    assert words.POINT_AT_COUNTRY in " ".join(line.text.strip() for line in stray.shown())
    assert chosen("enter", "u", "u", "enter").session.interview.case.country == "US"
    assert chosen("enter", "a", "a", "a", "enter").session.interview.case.country == "default"
    guessed = chosen("enter", guess="DE")
    assert "Germany" in guessed.shown()[3].text
    assert guessed.session.press("down").press("enter").interview.case.country == "DE"
    back = chosen("enter", "u", "enter", "b", "f", "enter")
    assert (back.session.view, back.session.interview.case.country) == (View.ASKING, "FI")


def test_a_country_that_was_given_is_not_asked() -> None:
    app = drive("enter")
    assert (app.session.view, app.session.interview.case.country) == (View.ASKING, "GB")


def test_enter_held_down_on_a_real_screen_answers_nothing() -> None:
    app = drive("enter", "3", "3", "enter", "2", *["enter"] * 20)
    assert set(app.session.interview.case.answers) == {"age", "sex"}
    assert app.session.note == words.POINT_FIRST


@pytest.mark.parametrize("key", ["q", "ctrl+c", "ctrl+q"])
def test_leaving_gives_the_interview(key: str) -> None:
    app = drive("enter", "4", "4", "enter", key)
    assert isinstance(app.return_value, Interview)
    assert app.return_value.case.age == 44


@pytest.mark.parametrize("key", ["q", "ctrl+c"])
def test_leaving_before_any_answer_shows_the_emergency_signs_alone(
    key: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    screen = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(interviewing, "sys", SimpleNamespace(stdin=screen, stdout=screen))
    monkeypatch.setattr(interview_app, "hold_interview", lambda *_, **__: drive(key).return_value)
    result = CliRunner().invoke(main, ["assess", "--save", str(tmp_path / "case.yaml")])
    lines = result.stdout.strip().splitlines()
    assert (result.exit_code, lines[0], lines[-1]) == (
        0,
        words.DO_NOT_WAIT.format(number="999"),
        words.NO_RESULT,
    )
    assert "Urgent" not in result.stdout
    assert not list(tmp_path.iterdir())


def test_an_emergency_takes_the_whole_screen() -> None:
    app = drive("enter", "3", "3", "enter", "2", "enter", "y")
    assert app.session.view is View.EMERGENCY


def seen(question: str, *keys: str) -> str:
    interview = Interview.begin(load_knowledge(), Case()).visit(question)

    async def look() -> str:
        app = InterviewApp(Session(interview)._arrive())
        async with app.run_test(size=SIZE) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            assert len(app.shown()) <= SIZE[1] - 3
            return "\n".join(line.text for line in app.shown())

    return asyncio.run(look())


@pytest.mark.parametrize("question", ["where_it_hurts", "health_history"])
def test_a_long_list_keeps_its_question_and_the_cursor_in_sight(question: str) -> None:
    asked = load_knowledge().questions[question].text[:30]
    for downs in (0, 6, 12, 16, 20):
        text = seen(question, *["down"] * downs)
        assert asked in text
        assert " >" in text
    assert "Rather not say" in text
    assert seen(question) == seen(question, *["down"] * 16, *["up"] * 17)


def test_what_is_below_the_fold_is_told_and_reached_by_page_keys() -> None:
    top = seen("where_it_hurts")
    assert "[n]" in top.splitlines()[-1]
    assert "(•)" not in top
    down = seen("where_it_hurts", "pagedown", "pagedown", "pagedown")
    assert "( ) Rather not say" in down
    assert "Where does it hurt?" in down
    assert seen("where_it_hurts", "pagedown", "pagedown", "pageup", "pageup") == top


def test_an_error_on_a_long_list_is_in_sight() -> None:
    text = seen("where_it_hurts", "enter")
    assert "Mark what fits with Space" in text
    assert "Where does it hurt?" in text
