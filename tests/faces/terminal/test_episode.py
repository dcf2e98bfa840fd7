"""`ilium episode` and `ilium doctor` as they are typed: what is kept, shown, refused, and gone."""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

from ilium.faces.terminal.episode.chart import draw_chart
from ilium.faces.terminal.episode.opened import refuse_silence
from ilium.faces.terminal.main import main
from ilium.faces.terminal.refusal import Refusal

CASE = "examples/strain.yaml"
CHECK_IN = """
answers: {saddle_feeling: no, urine_trouble: no, bowel_control: no, both_legs: no, leg_weakness: no,
  leg_numbness: no, fever: no, four_steps: no, same_in_every_position: no, buttock_pain: 2, leg_pain: 0}
"""


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "kept" / "e.sqlite3"
    monkeypatch.setenv("ILIUM_DATABASE", str(file))
    return file


def run(*words: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["episode", *words], input=given)


def begun() -> str:
    result = run("start", CASE, "--date", "2026-03-01", "--json")
    assert result.exit_code == 0, result.stderr
    return str(json.loads(result.stdout)["episode"]["id"])


def test_a_page_for_the_clinician_is_written_with_the_course_and_replaces_no_file(
    database: Path, tmp_path: Path
) -> None:
    id_, file = begun(), tmp_path / "page.pdf"
    assert run("checkin", id_, "-", "--date", "2026-03-05", given=CHECK_IN).exit_code == 0
    asked = ("show", id_, "--date", "2026-03-05", "--pdf", str(file))
    assert run(*asked).exit_code == 0
    (page,) = PdfReader(file).pages
    assert "Course, day 4" in page.extract_text()
    assert run(*asked).exit_code == 2


def test_an_episode_is_begun_checked_in_and_shown(database: Path) -> None:
    id_ = begun()
    result = run("checkin", id_[:5], "-", "--date", "2026-03-05", given=CHECK_IN)
    assert result.exit_code == 0, result.stderr
    assert f"Your answers are kept on this machine, as episode {id_}." in result.stdout
    assert str(database) in result.stdout
    lines = [line for line in result.stdout.splitlines() if str(database) not in line]
    assert max(map(len, lines)) <= 80
    assert result.stdout.index("Look after it at home") < result.stdout.index("Your pain so far")
    shown = json.loads(run("show", id_, "--json", "--date", "2026-03-06").stdout)
    assert shown["day"] == 5
    assert [one["date"] for one in shown["episode"]["case"]["check_ins"]] == ["2026-03-05"]
    assert len(shown["episode"]["statements"]) == 2
    assert shown["moved"] is None
    assert shown["expected"][0] == {
        "day": 0,
        "low": shown["pain"][0]["pain"],
        "high": shown["pain"][0]["pain"],
    }
    assert shown["progress"]["text"] in " ".join(result.stdout.split())
    assert "░" in result.stdout[result.stdout.index("Your pain so far") :]
    assert id_ in run("list").stdout


def test_newer_knowledge_says_what_moved(database: Path) -> None:
    id_ = begun()
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE ilium_statement SET knowledge_hash = 'old', urgency = 'routine'")
    result = run("show", id_, "--date", "2026-03-02")
    assert "What newer knowledge changes" in result.stdout
    assert "How soon: it was “Book a visit”, it is “Look after it at home”." in " ".join(
        result.stdout.split()
    )


def test_everything_can_be_taken_away_deleted_and_brought_back(database: Path, tmp_path: Path) -> None:
    id_ = begun()
    assert json.loads(run("export", id_).stdout)["id"] == id_
    assert run("export", "--all", "--output", str(tmp_path / "all.zip")).exit_code == 0
    assert run("backup", str(tmp_path / "copy")).exit_code == 0
    before = run("export", id_).stdout
    assert run("delete", id_).exit_code == 2
    assert "is deleted" in run("delete", id_, "--yes").stdout
    assert "No episode is kept" in run("list").stdout
    assert "Brought back: 1." in run("restore", str(tmp_path / "all.zip")).stdout
    assert run("export", id_).stdout == before
    assert "Already there: 1." in run("restore", str(tmp_path / "copy")).stdout


def test_dates_go_into_a_calendar(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    assert run("calendar", begun(), "--output", str(file)).exit_code == 0
    text = file.read_bytes().decode()
    assert "DTSTART;VALUE=DATE:20260315" in text
    assert "Is it better by now?" in text


def test_a_sign_that_a_clinician_has_cleared_rests(database: Path, tmp_path: Path) -> None:
    case = tmp_path / "numb.yaml"
    case.write_text(Path("examples/saddle_numbness.yaml").read_text("utf-8"))
    first = json.loads(run("start", str(case), "--date", "2026-03-01", "--json").stdout)
    assert first["assessment"]["urgency"]["level"] == "emergency_now"
    assert first["episode"]["statements"] == []
    rules = [one["rule"] for one in first["assessment"]["urgency"]["reasons"]]
    id_ = first["episode"]["id"]
    for rule in rules:
        if rule not in ("not_asked",) and "unsure" not in rule:
            run("clear", id_, rule, "--test", "MRI, normal", "--date", "2026-03-01")
    shown = json.loads(run("show", id_, "--json", "--date", "2026-03-01").stdout)
    assert shown["assessment"]["urgency"]["level"] != "emergency_now"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "zzz"], "There is no episode 'zzz'"),
        (["checkin", "zzz", CASE], "There is no episode 'zzz'"),
        (["show", "zzz", "--date", "soon"], "is no date"),
        (["show", "zzz", "--database", "mysql://me:geheim@here/x"], "is no database that Ilium can use"),
        (["export"], "--all"),
        (["export", "--all"], "--output"),
        (["restore", "nowhere"], "no such file"),
        (["clear", "zzz", "sadle_numbness", "--test", "x"], "There is no rule"),
        (["start"], "needs a terminal"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_message(words: list[str], told: str, database: Path) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "geheim" not in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("answers: {fevr: no}", "Did you mean 'fever'?"),
        ("answers: {buttock_pain: 11}", "from 0 to 10"),
        ("date: soon", "<standard input>:1"),
        ("[]", "<standard input>:1:1"),
        ("date: 2025-01-01", "before the start"),
    ],
)
def test_a_bad_check_in_is_refused_and_nothing_is_kept(text: str, told: str, database: Path) -> None:
    id_ = begun()
    result = run("checkin", id_, "-", given=text)
    assert result.exit_code == 2
    assert told in result.stderr
    assert json.loads(run("list", "--json").stdout)[0]["check_ins"] == 0


def test_what_cannot_be_kept_is_shown_all_the_same(database: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun()
    readonly = f"sqlite:///file:{database}?mode=ro&uri=true"
    result = run("start", CASE, "--date", "2026-03-01", "--database", readonly)
    assert result.exit_code == 2
    assert "Look after it at home" in result.stdout
    assert "this was NOT kept" in result.stderr
    assert "can be read but not written" in result.stderr


def test_the_doctor_finds_a_healthy_installation_healthy(database: Path) -> None:
    first = CliRunner().invoke(main, ["doctor"])
    assert first.exit_code == 0, first.output
    assert "none kept yet" in first.stdout
    assert not database.exists()
    begun()
    told = json.loads(CliRunner().invoke(main, ["doctor", "--json"]).stdout)
    assert told["healthy"]
    assert "1 in" in told["findings"][-1]["told"]
    assert "wiped" in CliRunner().invoke(main, ["doctor", "--sweep"]).stderr


def test_the_doctor_tells_what_is_missing_and_what_is_broken(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun()
    database.chmod(0o644)
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "chmod 600" in result.stdout
    database.write_bytes(b"no database" * 900)
    assert CliRunner().invoke(main, ["doctor"]).exit_code == 1
    monkeypatch.setitem(sys.modules, "psycopg", None)
    result = CliRunner().invoke(main, ["doctor", "--database", "postgresql://me@127.0.0.1:1/x"])
    assert "pip install 'ilium[postgres]'" in result.stdout


def test_an_interview_that_was_left_at_once_is_not_kept() -> None:
    refuse_silence({"fever": "no"})
    with pytest.raises(Refusal, match="nothing was kept"):
        refuse_silence({})


def test_the_chart_shows_each_day_the_band_and_no_more_than_eighty_columns() -> None:
    lines = draw_chart([(0, 6.0), (5, 4.0), (14, 0.0)], {0: (6, 6), 14: (1, 4)})
    assert max(map(len, lines)) <= 80
    assert lines[4].startswith("  6 |o")
    assert lines[10].rstrip().endswith("o")
    assert lines[7].count("░") > 10
    assert lines[1].count("░") == 0
    assert lines[-2].split() == ["day", "0", "5", "14"]
    assert draw_chart([]) == ["How bad the pain is was not told yet."]
    assert "░" not in "".join(draw_chart([(0, 6.0)]))
    assert len(draw_chart([(0, 10.0), (400, 0.0)])) == 14
