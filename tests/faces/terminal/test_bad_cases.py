"""A wrong value in a case is told in our words, at its place, with what to write instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal.main import main

BAD = {
    "setting": ("setting: moon", "there is no 'moon' here. Use one of: first_contact,"),
    "setting misspelt": ("setting: first-contact", "Did you mean 'first_contact'?"),
    "mode": ("mode: clinican", "Did you mean 'clinician'?"),
    "small country": ("country: fr", "'fr' is no country code. Write two capitals such as 'FR'"),
    "no country": ("country: UK", "'UK' is no country code: write 'GB'"),
    "nowhere": ("country: ZZ", "'ZZ' is no country code: use one of ISO 3166-1, such as 'GB', or 'default'"),
    "a number beyond all numbers": ("age: " + "9" * 4000, "is no number, and 'age' asks for one"),
    "long country": ("country: France", "'France' is no country code. Write two capitals such as 'GB'"),
    "date that is none": ("today: 2025-13-45", "'2025-13-45' is no date. Write year, month and day"),
    "number as date": ("today: 5", "'today': a date is wanted here"),
    "list of answers": ("answers: [a]", "'answers': a mapping is wanted here"),
    "number as id": ("id: 5", "'id': a text is wanted here, not '5'"),
    "word as year": ("source: {title: a, year: long ago}", "'year': a whole number is wanted here"),
    "word as list": ("expected: {also: a}", "'also': a list is wanted here, not 'a'. Write [a, b]"),
    "word misspelt": ("sex: femal", "Did you mean 'female'?"),
    "word far off": ("answers: {cough_sneeze: maybe}", "Use one of: yes, no, unknown, declined."),
    "which yes": ("answers: {fever: yes}", "Is it 'new' with this pain, or the 'same' as before it?"),
    "cause that is none": ("expected: {diagnosis: foo}", "no condition or family 'foo'. Write 'unlisted'"),
    "cause misspelt": (
        "expected: {diagnosis: gluteal_tendinopaty}",
        ":1:23: there is no condition or family 'gluteal_tendinopaty'. Did you mean 'gluteal_tendinopathy'?",
    ),
    "control character": (
        "age: 30\nnoté: \x07b",
        ":2:7: here stands a character that no text may hold (U+0007). Delete it.",
    ),
    "comments only": ("# nothing yet\n", "the file is empty"),
    "null": ("---\n", "the file is empty"),
}


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.mark.parametrize("name", BAD)
def test_a_wrong_value_is_told_with_what_to_write_instead(name: str, tmp_path: Path) -> None:
    content, says = BAD[name]
    file = tmp_path / "case.yaml"
    file.write_text(content)
    result = run("assess", str(file))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(str(file))
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("form", ["answers: {{{}}}", "{{{}}}"])
def test_of_very_many_faults_the_first_are_told_and_the_rest_counted(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []

    def look(word: str, *_: object) -> str:
        looked.append(word)
        return "See here."

    for user in ("answers.case_reader", "documents.validation"):
        monkeypatch.setattr(f"ilium.{user}.suggest", look)
    file = tmp_path / "case.yaml"
    file.write_text(form.format(", ".join(f"odd_{number}: no" for number in range(5_000))))
    result = run("assess", str(file))
    lines = result.stderr.splitlines()
    assert (result.exit_code, len(lines), lines[-1]) == (2, 11, "and 4,990 more")
    assert all("See here." in line for line in lines[:10])
    assert len(looked) == 10


@pytest.mark.parametrize("expected", ["{diagnosis: unlisted}", "{also: [hip_labral_tear]}"])
def test_a_case_may_be_known_to_have_a_cause_that_is_none_of_ours(expected: str, tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(f"age: 40\nexpected: {expected}\n")
    assert run("assess", str(file)).exit_code == 0
