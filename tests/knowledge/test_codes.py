"""Codes look like codes of their system, and every condition that ships has one."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from ilium.documents.problems import BadDocumentError
from ilium.knowledge.check_digits import ends_by_luhn, ends_by_verhoeff
from ilium.knowledge.codes import LIKE, LOOKED_UP, SYSTEMS, Code, System, fault_in
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.reading import load_knowledge, read_knowledge


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


NOTICE = Path(__file__).parents[2] / "NOTICE"


def unfolded(text: str) -> str:
    return " ".join(text.split())


def test_the_notice_repeats_what_every_licence_wants_said() -> None:
    notice = unfolded(NOTICE.read_text("utf-8"))
    wanted = [
        unfolded(part)
        for terminology in load_knowledge().terminologies.values()
        for part in terminology.notice
    ]
    assert [part for part in wanted if part not in notice] == []


def test_every_system_that_is_used_has_its_terms() -> None:
    knowledge = load_knowledge()
    assert {code.system for code in coded(knowledge)} == set(SYSTEMS) == {*knowledge.terminologies} - {"ucum"}


def coded(knowledge: Knowledge) -> list[Code]:
    """Every code that stands anywhere, found without knowing where codes may stand."""

    def inside(value: object) -> Iterator[Code]:
        if isinstance(value, Code):
            yield value
        elif isinstance(value, BaseModel):
            yield from (found for name in type(value).model_fields for found in inside(getattr(value, name)))
        elif isinstance(value, Mapping):
            yield from (found for part in value.values() for found in inside(part))
        elif isinstance(value, list | tuple):
            yield from (found for part in value for found in inside(part))

    return [code for folder in FOLDERS for code in inside(knowledge.concepts(folder))]


@pytest.mark.parametrize("system", sorted(LOOKED_UP))
def test_every_code_with_terms_of_use_names_where_it_was_read(system: System) -> None:
    knowledge = load_knowledge()
    listed = {row.code: row.term for row in knowledge.terminologies[system].codes}
    ours = {code.code: code.display for code in coded(knowledge) if code.system == system}
    assert ours == listed
    assert all(row.cite for row in knowledge.terminologies[system].codes)


def test_every_number_with_a_unit_says_it_as_ucum_does() -> None:
    knowledge = load_knowledge()
    units = {(question.unit, question.ucum) for question in knowledge.questions.values() if question.unit}
    assert units == {("years", "a"), ("days", "d"), ("points", "1")}


# An oracle for the check digits: Verhoeff's tables as they are published, and Luhn's rule word for word.
MULTIPLY = (
    "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
    "5987604321", "6598710432", "7659821043", "8765932104", "9876543210",
)  # fmt: skip
PERMUTE = (
    "0123456789", "1576283094", "5803796142", "8916043527",
    "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def verhoeff(digits: str) -> bool:
    check = 0
    for place, digit in enumerate(reversed(digits)):
        check = int(MULTIPLY[check][int(PERMUTE[place % 8][int(digit)])])
    return check == 0


def luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


@given(st.text("0123456789", min_size=2, max_size=18))
def test_check_digits_are_those_of_an_independent_table(digits: str) -> None:
    assert ends_by_verhoeff(digits) == verhoeff(digits)
    assert ends_by_luhn(f"{digits[:-1]}-{digits[-1]}") == luhn(digits)


@given(st.sampled_from([c.code for c in coded(load_knowledge()) if c.system != "icd10cm"]), st.data())
def test_one_slip_in_a_digit_is_found(code: str, data: st.DataObject) -> None:
    place = data.draw(st.sampled_from([n for n, digit in enumerate(code) if digit.isdigit()]))
    digit = data.draw(st.sampled_from([one for one in "0123456789" if one != code[place]]))
    slipped = code[:place] + digit + code[place + 1 :]
    system: System = "loinc" if "-" in code else "snomed_ct"
    assert fault_in(system, code) == ""
    assert fault_in(system, slipped)


def test_a_code_of_one_country_is_refused() -> None:
    with pytest.raises(ValidationError, match="is a code of one country"):
        Code(system="snomed_ct", code="311211000119105", display="x")


SLIPS = {
    "code: M22.2X9": ("code: M222", "13:5", "is not a code of ICD-10-CM: write it like M54.50"),
    "system: icd10cm\n    code: M22.2X9": (
        "system: snomed_ct\n    code: '23056006'",
        "13:5",
        "its last digit does not fit the others",
    ),
}


@pytest.mark.parametrize("old", SLIPS)
def test_a_code_with_a_slip_is_refused_at_its_place(region: Path, old: str) -> None:
    new, place, what = SLIPS[old]
    file = region / "conditions/kneecap_pain.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(BadDocumentError) as refused:
        read_knowledge(region)
    [problem] = refused.value.problems
    assert what in str(problem)
    assert str(problem.place) == f"conditions/kneecap_pain.yaml:{place}"
