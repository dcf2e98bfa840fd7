"""Who uses the client is told of a wrong name before the program runs."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

PROGRAM = """
from ilium.client import Client, ProblemError

client = Client("http://127.0.0.1:8321")
found = client.assess({{"answers": {{}}}})
first: str = found["families"][0]["id"]
level: str = found["urgency"]["level"]
try:
    reason = client.explain({{}}, first)["for"][0]["text"].upper()
except ProblemError as refused:
    print(refused.problem["faults"][0]["remedy"])
{line}
"""


def told(tmp_path: Path, line: str) -> str:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.format(line=line), encoding="utf-8")
    cache = f"--cache-dir={tmp_path.parent / 'mypy'}"
    return api.run(["--strict", "--no-error-summary", cache, str(program)])[0]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("", ""),
        ('found["urgency"]["levl"]', "levl"),
        ('client.explain({}, "malignancy")["steps"][0]["odds"]', "odds"),
        ("client.asses({})", "asses"),
        ('client.begin_episode({}, today="2026-01-01")', "today"),
        ('client.episode("x")["assessment"]["unlisted"].upper()', "upper"),
    ],
)
def test_a_wrong_name_is_told_by_the_types(tmp_path: Path, line: str, wrong: str) -> None:
    assert wrong in told(tmp_path, line) if wrong else told(tmp_path, line) == ""
