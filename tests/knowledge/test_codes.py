"""Codes look like codes of their system, and every condition that ships has one."""

import pytest
from pydantic import ValidationError

from ilium.knowledge.codes import LIKE, SYSTEMS, Code, System
from ilium.knowledge.reading import load_knowledge


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_code_given_as_an_example_is_a_code(system: System) -> None:
    assert Code(system=system, code=LIKE[system], display="x").code == LIKE[system]


@pytest.mark.parametrize("code", ["M54.5O!", "54.50", "M5", "M54.", "m54.50", "M54.50000", "M545.0"])
def test_what_is_no_icd_code_is_refused(code: str) -> None:
    with pytest.raises(ValidationError, match=r"is not a code of ICD-10-CM: write it like M54\.50"):
        Code(system="icd10cm", code=code, display="x")


@pytest.mark.parametrize(
    ("system", "code"), [("loinc", "72514"), ("snomed_ct", "012345"), ("loinc", "M54.50")]
)
def test_what_is_no_code_of_its_system_is_refused(system: System, code: str) -> None:
    with pytest.raises(ValidationError, match="is not a code of"):
        Code(system=system, code=code, display="x")


def test_every_condition_says_where_its_side_is_unknown() -> None:
    """The side is for whoever examines: no code says right or left."""
    codes = [code for condition in load_knowledge().conditions.values() for code in condition.codes]
    assert not [code.code for code in codes if {"right", "left"} & set(code.display.split())]


def test_the_notice_names_every_system_that_is_used() -> None:
    from pathlib import Path

    knowledge = load_knowledge()
    concepts = [*knowledge.conditions.values(), *knowledge.findings.values()]
    used = {SYSTEMS[code.system] for concept in concepts for code in concept.codes}
    notice = (Path(__file__).parents[2] / "NOTICE").read_text("utf-8")
    assert not [system for system in used if system not in notice]
