"""Plant a fault in a copy of the toy region: it is refused at its place, with what to do about it."""

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from ilium.documents.problems import Problem
from ilium.knowledge.checks import check_knowledge
from ilium.knowledge.reading import load_knowledge, read_knowledge

FAULTS = yaml.safe_load(Path(__file__).with_name("faults.yaml").read_text("utf-8"))


def plant(region: Path, file: str, old: str, new: str) -> list[Problem]:
    text = (region / file).read_text("utf-8")
    assert text.count(old) >= 1, "the toy region has changed; plant the fault elsewhere"
    (region / file).write_text(text.replace(old, new, 1), "utf-8")
    return check_knowledge(read_knowledge(region))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_at_its_place(region: Path, name: str) -> None:
    fault = FAULTS[name]
    problems = plant(region, fault["file"], fault["old"], fault["new"])
    told = [p for p in problems if str(p.place) == fault["at"] and fault["what"] in p.what]
    assert [p for p in told if fault["do"] in p.remedy], "\n".join(str(problem) for problem in problems)


def test_the_toy_region_has_no_fault(region: Path) -> None:
    assert check_knowledge(read_knowledge(region)) == []


def test_the_region_that_ships_has_no_fault() -> None:
    assert [str(problem) for problem in check_knowledge(load_knowledge())] == []


def test_knowledge_from_no_folder_names_the_file_alone(region: Path) -> None:
    (region / "questions/rest.yaml").unlink()
    problems = check_knowledge(replace(read_knowledge(region), root=None))
    assert [str(problem.place) for problem in problems] == ["findings/eased_by_rest.yaml"]


def test_where_it_was_read_from_does_not_change_the_hash(region: Path) -> None:
    knowledge = read_knowledge(region)
    assert replace(knowledge, root=None).hash == knowledge.hash


def test_a_source_that_nobody_cites_is_refused(region: Path) -> None:
    (region / "sources/dull_book.yaml").write_text(
        "id: dull_book\ncitation: X.\nkind: textbook\nread: full\n"
    )
    assert [str(problem) for problem in check_knowledge(read_knowledge(region))] == [
        "sources/dull_book.yaml:1:5: nothing cites 'dull_book'. Cite it where it is used, or remove it."
    ]


def test_a_condition_that_no_question_tells_about_is_refused(region: Path) -> None:
    for old, new in (
        ("mechanisms/tendon_overload", "mechanisms/dull_ache"),
        ("conditions/tendon_pain", "conditions/dullness"),
    ):
        text = (region / f"{old}.yaml").read_text("utf-8").replace("tendon_overload", "dull_ache")
        (region / f"{new}.yaml").write_text(text.replace("tendon_pain", "dullness"), "utf-8")
    care = (region / "care.yaml").read_text("utf-8").replace("tendon_pain]", "tendon_pain, dullness]")
    (region / "care.yaml").write_text(care, "utf-8")
    assert [str(problem) for problem in check_knowledge(read_knowledge(region))] == [
        "conditions/dullness.yaml:1:5: no question tells anything about 'dullness'."
        " Give one of its mechanisms a finding with a question.",
        "mechanisms/dull_ache.yaml:1:5: no finding depends on 'dull_ache'."
        " Name it in a finding, or remove it.",
    ]
