"""What the documents show is what Ilium prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.house.shown_output import ROOT, Shown, documents, run, shown_outputs


@pytest.mark.parametrize(
    "shown", shown_outputs(), ids=lambda shown: f"{shown.file.name}: {shown.command.splitlines()[0]}"
)
def test_a_document_shows_what_the_command_prints(shown: Shown) -> None:
    assert shown.output == run(shown.command), "run: python -m tests.house.shown_output"


def test_the_readme_shows_real_output() -> None:
    assert any(shown.file.name == "README.md" for shown in shown_outputs())


_BLOCK = re.compile(r"<!-- begin ([^>]+) -->\n(.*?)<!-- end \1 -->", re.DOTALL)
_OF = re.compile(r"Knowledge \d+\.\d+\.\d+ \([0-9a-f]{12}\), \d{4}-\d{2}-\d{2}\.\n")
MEASURED = ("interviews.md", "long_checks.md", "simulation.md")
"""Pages that a benchmark writes as a whole."""


def measured_blocks() -> list[tuple[Path, str, str]]:
    pages = [*documents(), *ROOT.glob("*.md")]
    return [(page, name, text) for page in pages for name, text in _BLOCK.findall(page.read_text("utf-8"))]


def test_every_table_of_a_benchmark_says_of_which_knowledge_and_day_it_is() -> None:
    """It need not be of today's knowledge: it is measured now and then, and says of what it is."""
    found = measured_blocks()
    assert {name for _, name, _ in found} >= {"real cases", "invented cases", "the knowledge"}
    for page, name, text in found:
        assert _OF.match(text), f"{page.name}: {name}: run: python -m benchmarks.cases"


@pytest.mark.parametrize("name", MEASURED)
def test_every_page_of_a_benchmark_names_its_knowledge(name: str) -> None:
    text = (ROOT / "docs/reference" / name).read_text("utf-8")
    assert re.search(r"knowledge \d+\.\d+\.\d+ \([0-9a-f]{12}\)", text), name
