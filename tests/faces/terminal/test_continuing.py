"""Going on with an interview that was kept: only what is missing is asked, and nothing is lost."""

import asyncio
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from ilium.answers.case import Case
from ilium.answers.case_writer import write_case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Missing
from ilium.faces.asking.interview import Interview
from ilium.faces.terminal import interview_app, interviewing, words
from ilium.faces.terminal.continuing import OLDEST, take_up
from ilium.faces.terminal.interview_app import InterviewApp
from ilium.faces.terminal.interview_session import Session, View
from ilium.faces.terminal.main import main
from ilium.faces.terminal.refusal import Refusal
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge

TODAY = date(2026, 3, 10)
HALF = Case(
    answers={"age": 33.0, "sex": "male", "saddle_feeling": "no", "how_long": 4.0, "med_alcohol": "no"},
    today=TODAY,
    country="GB",
)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A terminal in which somebody presses these keys."""
    pressed: list[str] = []

    def hold(session: Session) -> Interview:
        async def go() -> Interview:
            app = InterviewApp(session)
            async with app.run_test(size=(80, 24)) as pilot:
                await pilot.press(*pressed)
                await pilot.pause()
            return app.return_value or app.session.interview

        return asyncio.run(go())

    screen = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr(interviewing, "sys", SimpleNamespace(stdin=screen, stdout=screen))
    monkeypatch.setattr(interview_app, "_hold", hold)
    return pressed


def kept_in(folder: Path, case: Case) -> Path:
    file = folder / "my answers.yaml"
    file.write_text(write_case(case), "utf-8")
    return file


def run(*args: object) -> Result:
    return CliRunner().invoke(main, ["assess", *map(str, args)], input="n\n")


def test_only_what_is_missing_is_asked_and_it_is_kept_in_the_same_file(
    tmp_path: Path, keys: list[str]
) -> None:
    case = Case(answers=HALF.answers, today=date.today(), country="GB")
    file = kept_in(tmp_path, case)
    keys += ["n", "n", "q"]
    result = run(file, "--continue")
    assert result.exit_code == 0, result.output
    read = read_case(load_knowledge(), file.read_text("utf-8"), file.name)
    assert dict(read.answers) == {**case.answers, "urine_trouble": "no", "bowel_control": "no"}
    assert f"ilium assess '{file}' --continue" in result.stdout
    assert f"ilium explain '{file}'" in " ".join(result.stdout.split()).replace("' ", "'")


def test_what_may_have_changed_since_another_day_is_asked_again() -> None:
    taken = take_up(load_knowledge(), HALF, TODAY + timedelta(days=1), "case.yaml")
    assert dict(taken.answers) == {"age": 33.0, "sex": "male"}
    assert taken.today == TODAY + timedelta(days=1)
    same_day = take_up(load_knowledge(), HALF, TODAY, "case.yaml")
    assert same_day == HALF


def test_how_many_are_taken_over_and_asked_again_is_told_on_the_screen() -> None:
    session = Session.go_on(load_knowledge(), HALF, ask_country=False, note="5 answers are there.")
    assert (session.view, session.focus, session.note) == (
        View.ASKING,
        "urine_trouble",
        "5 answers are there.",
    )


def test_an_emergency_among_the_answers_comes_first() -> None:
    urgent = HALF.answer("saddle_feeling", "new")
    assert Session.go_on(load_knowledge(), urgent, ask_country=False, note="").view is View.EMERGENCY


def test_a_case_without_a_country_is_asked_for_it() -> None:
    session = Session.go_on(load_knowledge(), HALF, ask_country=True, note="")
    assert session.view is View.COUNTRY
    session = session.press("n").press("enter")
    assert (session.interview.case.country, session.focus) == ("NZ", "urine_trouble")


@pytest.mark.parametrize(
    ("case", "today", "says"),
    [
        (HALF, TODAY + timedelta(days=OLDEST + 1), "too long ago"),
        (HALF, TODAY - timedelta(days=1), "still to come"),
        (Case(answers=HALF.answers, check_ins=(CheckIn(TODAY, {}),)), TODAY, "ilium episode start"),
    ],
)
def test_answers_that_cannot_be_gone_on_with_are_refused(case: Case, today: date, says: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_up(load_knowledge(), case, today, "case.yaml")
    assert says in refused.value.message


def test_the_notes_of_somebody_are_not_written_over(tmp_path: Path, keys: list[str]) -> None:
    file = kept_in(tmp_path, Case(answers=HALF.answers, today=date.today(), country="GB"))
    text = "# my notes\n" + file.read_text("utf-8")
    file.write_text(text, "utf-8")
    keys += ["q"]
    refused = run(file, "--continue")
    assert (refused.exit_code, file.read_text("utf-8")) == (2, text)
    assert "--save OTHER_FILE" in refused.stderr
    other = tmp_path / "other.yaml"
    assert run(file, "--continue", "--save", other).exit_code == 0
    assert (other.exists(), file.read_text("utf-8")) == (True, text)


@pytest.mark.parametrize("name", [None, "-"])
def test_without_a_file_there_is_nothing_to_go_on_with(name: str | None, keys: list[str]) -> None:
    result = run(*([name] if name else []), "--continue")
    assert (result.exit_code, result.stderr.strip()) == (2, words.CONTINUE_WHAT)


def test_with_nothing_left_to_ask_the_result_comes_at_once() -> None:
    knowledge = load_knowledge()
    case = Case(country="GB", today=TODAY, answers={"saddle_feeling": "no"})
    session = Session.go_on(knowledge, case, ask_country=False, note="")
    while session.view is View.ASKING:
        session = session.press("r").press("enter")
        session = session.press("g") if session.view is View.EMERGENCY else session
    done = session.interview.case
    assert done.answers["night_pain"] is Missing.DECLINED
    again = Session.go_on(knowledge, done, ask_country=False, note="")
    assert again.view in (View.OVER, View.EMERGENCY)
    assert not again.interview.open
