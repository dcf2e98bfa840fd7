"""What must be in the repository, and what must not: commands, links, glossary; foreign places."""

import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest

COMMANDS = ["bin/ilium", "bin/test", ".ci/run"]

# Written in two halves, so that this file does not match itself.
FOREIGN_PLACES = [
    "../" + "shared",
    "/work" + "/",
    "/farm" + "/",
    "pypi" + ".org",
    "pythonhosted" + ".org",
    "npmjs" + ".org",
    "npmjs" + ".com",
    "index" + "-url",
]

GLOSSARY_WORDS = [
    "condition",
    "family",
    "trigger",
    "mechanism",
    "finding",
    "question",
    "answers",
    "unknown",
    "absent",
    "not asked",
    "world",
    "urgency",
    "red flag",
    "plan",
    "episode",
    "check-in",
    "source",
    "citation",
]

URGENCIES = ["emergency_now", "urgent_same_day", "see_clinician_soon", "routine", "self_care"]


@pytest.mark.parametrize("place", FOREIGN_PLACES)
def test_no_file_names_a_foreign_place(root: Path, repository_files: list[Path], place: str) -> None:
    naming = [str(file.relative_to(root)) for file in repository_files if place.encode() in file.read_bytes()]
    assert not naming, f"{place!r} means nothing on somebody else's machine"


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_is_there_and_can_be_run(root: Path, command: str) -> None:
    assert os.access(root / command, os.X_OK)


@pytest.mark.parametrize("command", [*COMMANDS, "bin/.setup.sh"])
def test_each_command_is_a_whole_script(root: Path, command: str) -> None:
    shell = "bash" if command == ".ci/run" else "sh"
    subprocess.run([shell, "-n", str(root / command)], check=True)


def test_links_between_documents_lead_somewhere(root: Path, repository_files: list[Path]) -> None:
    broken = [
        f"{document.relative_to(root)}: {target}"
        for document in repository_files
        if document.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", document.read_text("utf-8"))
        if "://" not in target and not target.startswith("mailto:")
        if not (document.parent / target).exists()
    ]
    assert not broken


@pytest.mark.parametrize("word", GLOSSARY_WORDS)
def test_the_glossary_defines_every_word(root: Path, word: str) -> None:
    glossary = (root / "docs/glossary.md").read_text("utf-8")
    assert re.search(rf"^\*\*{re.escape(word)}\*\* \S", glossary, re.MULTILINE)


@pytest.mark.parametrize("level", URGENCIES)
def test_the_glossary_defines_every_urgency(root: Path, level: str) -> None:
    assert f"`{level}`" in (root / "docs/glossary.md").read_text("utf-8")


def test_every_decision_is_in_the_index(root: Path) -> None:
    index = (root / "docs/decisions/README.md").read_text("utf-8")
    records = sorted((root / "docs/decisions").glob("[0-9]*.md"))
    assert records
    assert not [record.name for record in records if f"({record.name})" not in index]


def test_every_decision_has_a_number_of_its_own_and_the_index_is_in_their_order(root: Path) -> None:
    records = sorted(record.name for record in (root / "docs/decisions").glob("[0-9]*.md"))
    numbers = Counter(name[:4] for name in records)
    assert [number for number, count in numbers.items() if count > 1] == [], (
        "give the newer one the next free"
    )
    index = (root / "docs/decisions/README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(\d{4})\]\(([^)]+)\)", index, re.MULTILINE)
    assert [name for _, name in listed] == records
    assert [number for number, _ in listed] == [name[:4] for name in records]


def test_every_document_is_in_the_index(root: Path, repository_files: list[Path]) -> None:
    docs = root / "docs"
    index = (docs / "README.md").read_text("utf-8")
    pages = [file.relative_to(docs) for file in repository_files if file.is_relative_to(docs)]
    listed = [page for page in pages if page.suffix in {".md", ".yaml"} and page.parts[0] != "decisions"]
    pages_apart = [page for page in listed if f"({page})" not in index and page.name != "README.md"]
    missing = [str(page) for page in pages_apart if f"({page.name})" not in own_index(docs / page)]
    assert not missing, "name it in docs/README.md, or in the README.md of its folder"


def own_index(page: Path) -> str:
    """The README.md of the folder that a page is in, when it has one."""
    index = page.with_name("README.md")
    return index.read_text("utf-8") if index.is_file() else ""


def test_packages_are_locked_by_hash(root: Path) -> None:
    locks = sorted(root.glob("requirements*.lock"))
    assert len(locks) == 3
    for lock in locks:
        entries = re.split(r"\n(?=\S)", lock.read_text("utf-8").strip())
        assert not [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry], (
            lock.name
        )
