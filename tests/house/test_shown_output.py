"""What the documents show is what Ilium prints."""

from __future__ import annotations

import pytest
from tests.house.shown_output import Shown, run, shown_outputs


@pytest.mark.parametrize(
    "shown", shown_outputs(), ids=lambda shown: f"{shown.file.name}: {shown.command.splitlines()[0]}"
)
def test_a_document_shows_what_the_command_prints(shown: Shown) -> None:
    assert shown.output == run(shown.command), "run: python -m tests.house.shown_output"


def test_the_readme_shows_real_output() -> None:
    assert any(shown.file.name == "README.md" for shown in shown_outputs())
