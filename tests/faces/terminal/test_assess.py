"""`ilium assess CASE`: the JSON others rely on, the report people read, and every way to be refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ilium.faces.schemas import schema_of
from ilium.faces.telling import words as telling_words
from ilium.faces.terminal import case_input, words
from ilium.faces.terminal.main import main
from ilium.interview.next_question import Stop
from ilium.knowledge.levels import Level
from ilium.knowledge.reading import load_knowledge

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
EMERGENCY = next(path for path in EXAMPLES if path.stem == "saddle_numbness")


def run(*args: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=stdin, catch_exceptions=False)


def ilium(*args: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", "from ilium.faces.terminal.main import run; run()", *args]
    return subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **env}, check=False)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_json_has_the_keys_that_were_promised(example: Path) -> None:
    result = run("assess", str(example), "--json")
    told = json.loads(result.stdout)
    assert set(told["knowledge"]) == {"version", "hash"}
    assert told["urgency"]["level"] in set(Level)
    assert isinstance(told["urgency"]["within_hours"], int)
    for reason in told["urgency"]["reasons"]:
        assert {"rule", "text", "citations"} <= set(reason)
    for ranked, keys in (
        ("conditions", {"id", "family", "name", "probability"}),
        ("families", {"id", "name"}),
    ):
        assert all(keys <= set(one) for one in told[ranked])
        chances = [one["probability"] for one in told[ranked]]
        assert chances == sorted(chances, reverse=True)
    assert 0 <= told["unlisted"] <= 1
    assert told["mechanisms"]
    assert (told["next_question"] is None) == (told["stopped"] is not None)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_examples_fit_the_schemas(example: Path) -> None:
    told = json.loads(run("assess", str(example), "--json").stdout)
    jsonschema.validate(told, schema_of("assessment"))


def test_the_same_case_gives_the_same_bytes() -> None:
    first, second = (
        ilium("assess", str(EMERGENCY), "--json", PYTHONHASHSEED=seed).stdout for seed in ("1", "2")
    )
    assert first == second
    assert first.endswith(b"}\n")


def test_a_dash_reads_standard_input() -> None:
    text = EMERGENCY.read_bytes()
    done = ilium("assess", "-", "--json", stdin=text)
    assert done.stdout == ilium("assess", str(EMERGENCY), "--json").stdout


def test_an_emergency_comes_first_and_names_its_number() -> None:
    result = run("assess", str(EMERGENCY))
    lines = result.stdout.splitlines()
    assert "Emergency" in lines[0]
    assert "999" in "".join(lines[1:5])
    assert words.HELP_FIRST in result.stdout
    assert "\x1b" not in result.stdout
    assert max(map(len, lines)) <= 80


def test_the_report_says_what_it_is_not() -> None:
    told = " ".join(run("assess", str(EXAMPLES[0])).stdout.split())
    assert words.NOT_A_DIAGNOSIS in told
    assert load_knowledge().hash[:12] in told


def test_clinician_mode_may_ask_for_a_test() -> None:
    person, clinician = (
        json.loads(run("assess", str(EXAMPLES[0]), "--json", *more).stdout) for more in ([], ["--clinician"])
    )
    assert person["families"] == clinician["families"]


def test_every_reason_to_stop_has_words() -> None:
    assert set(telling_words.STOP_REASONS) == set(Stop)


BAD = {
    "unknown question": ("answers: {fevr: no}", "Did you mean 'fever'?"),
    "wrong value": ("answers: {fever: maybe}", "Use one of: no, new, same, unknown, declined."),
    "child": ("age: 9", "Give a number from 18 to 110"),
    "number that is none": ("age: .nan", "asks for one"),
    "huge number": ("age: 1e999", "asks for one"),
    "bad yaml": ("answers: {fever: [no", "not valid YAML"),
    "list of cases": ("- age: 30\n- age: 31\n", "Give one of them"),
    "list of lists": ("answers: {health_history: [[a], [b]]}", "health_history"),
    "key that is no word": ("{[1]: 2}", "a key must be a word"),
    "key twice": ("age: 30\nage: 31\n", "stands here twice"),
    "word": ("hello", "a case is a mapping"),
    "key that is not ours": ("aeg: 30", "Did you mean 'age'?"),
    "setting": ("setting: moon", "'setting'"),
    "empty": ("", "the file is empty"),
    "spaces": (" \n\n", "the file is empty"),
    "binary": (b"\x00\xff\xfe\x01", "not text"),
    "nesting": ("[" * 5_000_000, "longer than 2,000,000 bytes"),
    "deep": ("answers: " + "[" * 1000, "nested more than"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_case_is_refused_with_its_place(name: str, tmp_path: Path) -> None:
    content, says = BAD[name]
    file = tmp_path / "case.yaml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    result = run("assess", str(file))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(str(file))
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_contradictory_answers_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clash = [("fever", "this contradicts the answer to 'age'.")]
    monkeypatch.setattr("ilium.knowledge.case_reading.contradictions", lambda *_: clash)
    file = tmp_path / "case.yaml"
    file.write_text("age: 30\nanswers:\n  fever: no\n")
    result = run("assess", str(file))
    assert result.exit_code == 2
    assert result.stderr == f"{file}:3:10: this contradicts the answer to 'age'.\n"


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    assert words.NO_SUCH_FILE in run("assess", str(tmp_path / "none.yaml")).stderr
    folder = run("assess", str(tmp_path))
    assert (folder.exit_code, words.FOLDER_NOT_FILE in folder.stderr) == (2, True)


def test_a_file_that_may_not_be_read_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(case_input.Path, "open", refuse)
    result = run("assess", "locked.yaml")
    assert (result.exit_code, words.MAY_NOT_READ in result.stderr) == (2, True)


def test_answers_that_cannot_all_be_true_are_a_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from ilium.reasoning.posterior import ImpossibleAnswersError

    def refuse(*_args: object, **_more: object) -> None:
        raise ImpossibleAnswersError("none")

    monkeypatch.setattr("ilium.assessment.assess", refuse)
    result = run("assess", str(EMERGENCY))
    assert (result.exit_code, words.CANNOT_BE_TRUE in result.stderr) == (2, True)


def test_an_error_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr("ilium.assessment.assess", fail)
    with pytest.raises(ValueError, match="ours"):
        run("assess", str(EMERGENCY))


def test_without_a_case_it_needs_a_terminal() -> None:
    done = ilium("assess")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().strip() == words.NEEDS_A_TERMINAL


@pytest.mark.parametrize("option", [["--save", "x.yaml"], ["--force"], ["--country", "GB"]])
def test_options_of_the_interview_are_refused_beside_a_case(option: list[str]) -> None:
    assert run("assess", str(EMERGENCY), *option).exit_code == 2


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    program = "from ilium.faces.terminal.main import main; main()"
    command = f'"{sys.executable}" -c "{program}" knowledge sources --json | head -n 1'
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.stdout, done.stderr) == (b"[\n", b"")
