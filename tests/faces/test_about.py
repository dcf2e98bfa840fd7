"""`ilium about`: what people and machines are told about Ilium itself."""

import json
import tomllib
from pathlib import Path

from click.testing import CliRunner

from ilium import __version__
from ilium.faces import about_words
from ilium.faces.about import about
from ilium.faces.numbers import count_numbers
from ilium.faces.terminal.main import main
from ilium.knowledge.reading import load_knowledge

ROOT = Path(__file__).parents[2]
SAID = (about_words.FOR_CLINICIANS, about_words.FOR_ADULTS, about_words.EMERGENCY, about_words.REVIEW)


def run(*args: str) -> str:
    result = CliRunner().invoke(main, ["about", *args], catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_machines_are_told_version_hash_and_review() -> None:
    told = json.loads(run("--json"))
    knowledge = load_knowledge()
    assert (told["name"], told["version"]) == ("ilium", __version__)
    assert told["knowledge"]["hash"] == knowledge.hash
    assert told["knowledge"]["numbers"] == dict(count_numbers(knowledge)) | {
        basis: count for basis, count in told["knowledge"]["numbers"].items() if count == 0
    }
    assert sum(told["knowledge"]["sources"].values()) == len(knowledge.sources)
    assert sum(told["knowledge"]["sources_read"].values()) == len(knowledge.sources)
    assert told["reviewed_by_clinician"] is False
    assert told["medical_device"] is False
    assert "emergency care now" in told["emergency"]


def test_the_licences_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    licences = about(load_knowledge()).licences
    assert project["license"] == f"{licences.code} AND {licences.knowledge}"


def test_people_read_the_same() -> None:
    text = run()
    words = " ".join(text.split())
    for told in (
        about_words.FOR_CLINICIANS,
        about_words.FOR_ADULTS,
        about_words.EMERGENCY,
        about_words.REVIEW,
    ):
        assert told in words
    assert load_knowledge().hash in text
    assert max(map(len, text.splitlines())) <= 80


def test_the_short_statements_are_those_of_the_full_one() -> None:
    page = " ".join((ROOT / "INTENDED_USE.md").read_text("utf-8").split())
    for told in (
        about_words.FOR_CLINICIANS,
        about_words.FOR_ADULTS,
        about_words.REVIEW,
        about_words.EMERGENCY,
    ):
        assert told in page
