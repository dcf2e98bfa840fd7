"""The page of what was read and left out agrees with the sources that are cited, and with its own counts."""

import re
from pathlib import Path

from ilium.knowledge.reading import load_knowledge

TEXT = (Path(__file__).parents[2] / "docs/knowledge/left_out.md").read_text("utf-8")
OF_THE_PLAN = "Treatment and follow-up"
"""The section whose rows are figures of treatments; their sources may be cited for other advice."""

ROW = re.compile(r"^\| `(\w+)`( \*used\*)? ", re.MULTILINE)
SECTIONS = {part.split("\n", 1)[0]: part for part in TEXT.split("\n## ")[1:]}
SOURCES = load_knowledge().sources.keys()


def test_a_source_called_unused_is_cited_nowhere() -> None:
    unused = {
        id_
        for name, part in SECTIONS.items()
        if name != OF_THE_PLAN
        for id_, used in ROW.findall(part)
        if not used
    }
    assert unused
    assert not unused & SOURCES, "these are cited by now: take their rows out, or call them used"


def test_a_source_called_used_is_cited() -> None:
    used = {id_ for id_, used in ROW.findall(TEXT) if used}
    assert used
    assert not used - SOURCES


def test_every_section_says_how_many_rows_it_has() -> None:
    for name, part in SECTIONS.items():
        counted = re.search(r"^(\d+) rows\.$", part, re.MULTILINE)
        assert counted and int(counted[1]) == len(ROW.findall(part)), name


def test_the_rows_add_up_to_what_the_page_says_was_left_out() -> None:
    said = re.search(r"(\d+) are listed here", TEXT)
    assert said and int(said[1]) == len(ROW.findall(TEXT))
    parts = re.search(
        r"Of (\d+) rows, (\d+) .*?, (\d+)\s.*?, (\d+)\s.*? and (\d+) are listed", TEXT, re.DOTALL
    )
    assert parts and int(parts[1]) == sum(int(parts[n]) for n in (2, 3, 4, 5))
