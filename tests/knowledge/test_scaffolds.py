"""A file just begun: its blanks are named at their places, and once filled in it is sound."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.documents.problems import BadDocumentError
from ilium.faces.terminal.knowledge.new import KINDS
from ilium.faces.terminal.main import main
from ilium.knowledge.checks import check_knowledge
from ilium.knowledge.reading import read_knowledge
from ilium.knowledge.scaffolds import FOLDER_OF, FORMS, scaffold

BLANKS = {
    "condition": {"name", "about", "basis", "why", "mechanisms", "code", "display"},
    "finding": {"name", "group", "mechanisms", "basis", "why"},
    "question": {"kind", "text", "why"},
    "red_flag": {"kind", "level", "within_hours", "who", "text", "when", "basis"},
    "source": {"citation", "kind", "read"},
}


def new(*args: str) -> Result:
    return CliRunner().invoke(main, ["knowledge", "new", *args], catch_exceptions=False)


@pytest.mark.parametrize("kind", KINDS)
def test_every_blank_is_named_at_its_place(region: Path, kind: str) -> None:
    assert new(kind, "a_new_one", "--region", str(region)).exit_code == 0
    with pytest.raises(BadDocumentError) as refused:
        read_knowledge(region)
    file = region / FOLDER_OF[kind] / "a_new_one.yaml"
    lines = file.read_text("utf-8").splitlines()
    named = set()
    for problem in refused.value.problems:
        assert problem.place.file == f"{FOLDER_OF[kind]}/a_new_one.yaml"
        name = re.fullmatch(r"'(\w+)' is blank\.", problem.what)
        assert name, problem
        assert f"{name[1]}:" in lines[problem.place.line - 1]
        named.add(name[1])
    assert named >= BLANKS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_the_form_is_in_it(kind: str) -> None:
    text = scaffold(kind, "x")
    assert not [name for name in FORMS[kind].model_fields if f"{name}:" not in text]
    assert max(map(len, text.splitlines())) <= 110


def test_the_kinds_of_the_command_are_those_that_can_be_begun() -> None:
    assert set(KINDS) == set(FOLDER_OF) == set(FORMS)


def test_filled_in_it_fits(region: Path) -> None:
    new("source", "new_book", "--region", str(region))
    file = region / "sources/new_book.yaml"
    text = file.read_text("utf-8").replace("citation:", "citation: X.").replace("\nkind:", "\nkind: web")
    file.write_text(text.replace("\nread:", "\nread: full"), "utf-8")
    assert [problem.what for problem in check_knowledge(read_knowledge(region))] == [
        "nothing cites 'new_book'."
    ]


@pytest.mark.parametrize("kind", ["source", "condition"])
def test_nothing_is_overwritten_and_no_id_is_taken_twice(region: Path, kind: str) -> None:
    before = (region / "sources/knee_study.yaml").read_bytes()
    result = new(kind, "knee_study", "--region", str(region))
    assert (result.exit_code, "is taken" in result.stderr) == (2, True)
    assert (region / "sources/knee_study.yaml").read_bytes() == before
    assert not (region / "conditions/knee_study.yaml").exists()


@pytest.mark.parametrize("name", ["Knee", "1st", "a-b", "../x", ""])
def test_what_is_no_id_is_refused(region: Path, name: str) -> None:
    result = new("source", name, "--region", str(region))
    assert (result.exit_code, "is no id" in result.stderr) == (2, True)


def test_a_folder_without_a_region_is_refused(tmp_path: Path) -> None:
    result = new("source", "xy", "--region", str(tmp_path))
    assert (result.exit_code, "region.yaml" in result.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
