"""The pages of reference are up to date, whole, and lead somewhere."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.faces.reference.pages import write_pages
from ilium.faces.terminal.main import main
from ilium.knowledge.reading import load_knowledge, read_knowledge

ROOT = Path(__file__).parents[3]
REFERENCE = ROOT / "docs/reference"
KNOWLEDGE = load_knowledge()
PAGES = write_pages(KNOWLEDGE)
MAKE = "run: ilium knowledge pages docs/reference"


def run(folder: Path) -> Result:
    return CliRunner().invoke(main, ["knowledge", "pages", str(folder)], catch_exceptions=False)


def test_the_pages_are_up_to_date() -> None:
    old = [
        name
        for name, text in PAGES.items()
        if not (REFERENCE / name).is_file() or (REFERENCE / name).read_text("utf-8") != text
    ]
    assert not old, f"{MAKE}, for the knowledge has changed"


def test_there_is_no_page_of_something_gone() -> None:
    there = {f"conditions/{file.name}" for file in (REFERENCE / "conditions").iterdir()}
    assert not there - PAGES.keys(), "remove these by hand"


def test_the_command_writes_the_same_pages(tmp_path: Path) -> None:
    assert run(tmp_path).exit_code == 0
    written = {str(file.relative_to(tmp_path)) for file in tmp_path.rglob("*") if file.is_file()}
    assert written == PAGES.keys()
    assert not [name for name in written if (tmp_path / name).read_text("utf-8") != PAGES[name]]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere")
    assert (result.exit_code, "no such folder" in result.stderr) == (2, True)


def test_every_link_to_a_source_has_its_heading() -> None:
    headings = set(re.findall(r"^## (\w+)$", PAGES["sources.md"], re.MULTILINE))
    linked = {id_ for text in PAGES.values() for id_ in re.findall(r"sources\.md#(\w+)", text)}
    assert linked
    assert not linked - headings


@pytest.mark.parametrize("id_", KNOWLEDGE.conditions)
def test_a_page_tells_everything_about_its_condition(id_: str) -> None:
    page, condition = PAGES[f"conditions/{id_}.md"], KNOWLEDGE.conditions[id_]
    told = [condition.name, condition.clinical_name, condition.about.strip(), f"({id_}.svg)"]
    told += [f"**{code.code}**: {code.display}" for code in condition.codes]
    told += [KNOWLEDGE.structures[part].name for part in condition.structures]
    told += [KNOWLEDGE.mechanisms[mechanism].name for mechanism in condition.mechanisms]
    assert not [text for text in told if text not in page]
    assert page.count("| what is seen |") == 2


def test_every_source_is_counted() -> None:
    assert "cited 0 times" not in PAGES["sources.md"]
    assert PAGES["sources.md"].count("\n## ") == len(KNOWLEDGE.sources) - 1


def test_the_toy_region_has_pages_too() -> None:
    pages = write_pages(read_knowledge(ROOT / "tests/toy_region"))
    assert "conditions/meniscus_tear.md" in pages
