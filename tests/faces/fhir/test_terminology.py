"""Our ids and answers as code systems: each stands there once, and what the sets and maps name exists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from ilium.faces.api.problems import Refused
from ilium.faces.fhir import names
from ilium.faces.fhir.systems import SYSTEMS
from ilium.faces.fhir.terminology.asking import look_up, translate, write_out
from ilium.faces.fhir.terminology.code_systems import code_systems
from ilium.faces.fhir.terminology.concept_maps import concept_maps
from ilium.faces.fhir.terminology.parameters import from_parameters, from_query
from ilium.faces.fhir.terminology.value_sets import set_url, value_sets
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.reading import load_knowledge

Plain = dict[str, Any]
KNOWLEDGE = load_knowledge()
CODES = {one["url"]: [c["code"] for c in one["concept"]] for one in code_systems(KNOWLEDGE)}
SHOWN = {
    (one["url"], concept["code"]): concept for one in code_systems(KNOWLEDGE) for concept in one["concept"]
}
OURS = sorted(SHOWN)


def ids_in(value: object) -> Iterator[str]:
    """Every id that the files about the whole region give, found without knowing which part gives ids."""
    if isinstance(value, BaseModel):
        if "id" in type(value).model_fields:
            yield str(value.id)  # type: ignore[attr-defined]
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from ids_in(part)


def told(parameters: Plain, name: str) -> list[Any]:
    """The values of a parameter."""
    found = [one for one in parameters["parameter"] if one["name"] == name]
    return [value for one in found for key, value in one.items() if key != "name"]


def matches_in(parameters: Plain) -> set[tuple[str, str, str]]:
    """What a translation found: how close, and the code."""
    parts = [{part["name"]: part for part in match} for match in told(parameters, "match")]
    codes = [(one["equivalence"]["valueCode"], one["concept"]["valueCoding"]) for one in parts]
    return {(how, coding["system"], coding["code"]) for how, coding in codes}


def test_every_id_of_the_knowledge_is_a_code_exactly_once(knowledge: Knowledge) -> None:
    given_ids = [id_ for folder in FOLDERS for id_ in knowledge.concepts(folder)]
    for part in (knowledge.region, knowledge.urgency, knowledge.care):
        given_ids += ids_in(part)
    counted = Counter(CODES[names.CONCEPTS])
    assert max(counted.values()) == 1
    assert {*given_ids, "unlisted", "be_seen"} == {*counted}


def test_every_choice_of_every_question_is_an_answer_code_exactly_once(knowledge: Knowledge) -> None:
    choices = [
        f"{question.id}.{choice.id}"
        for question in knowledge.questions.values()
        for choice in question.choices
    ]
    places = [
        f"{question.id}.{place.id}_{side}"
        for question in knowledge.questions.values()
        for place in question.places
        for side in place.sides
    ]
    counted = Counter(CODES[names.ANSWERS])
    assert max(counted.values()) == 1
    assert {*choices, *places} <= {*counted}
    rest = {*counted} - {*choices, *places}
    assert {one for one in rest if not one.startswith("case.")} == {
        *("yes", "no", "new", "same", "none", "unknown", "declined")
    }


def test_every_property_names_what_exists() -> None:
    for system in code_systems(KNOWLEDGE):
        declared = {one["code"]: one["type"] for one in system["property"]}
        for concept in system["concept"]:
            for one in concept["property"]:
                assert set(one) == {
                    "code",
                    {"string": "valueString", "code": "valueCode", "boolean": "valueBoolean"}[
                        declared[one["code"]]
                    ],
                }
                assert "valueCode" not in one or one["valueCode"] in CODES[system["url"]], concept["code"]


def test_every_code_of_a_set_exists_and_every_concept_of_its_kind_is_there(knowledge: Knowledge) -> None:
    sets = {one["id"]: write_out(knowledge, one, from_query([])) for one in value_sets(knowledge)}
    for value_set in sets.values():
        for one in value_set["expansion"]["contains"]:
            assert one["code"] in CODES[one["system"]]
    for id_, folder in (("conditions", "conditions"), ("red-flags", "red_flags"), ("actions", "actions")):
        listed = [one["code"] for one in sets[id_]["expansion"]["contains"]]
        assert listed == sorted(knowledge.concepts(folder))
    assert [one["code"] for one in sets["levels"]["expansion"]["contains"]] == sorted(
        level.id.value for level in knowledge.urgency.levels
    )


def test_every_question_with_answers_to_choose_from_has_a_set_of_them(knowledge: Knowledge) -> None:
    sets = {one["id"]: one for one in value_sets(knowledge)}
    for question in knowledge.questions.values():
        id_ = names.resource_id(f"answers-{question.id}")
        if question.kind.value == "number":
            assert id_ not in sets
            continue
        [include] = sets[id_]["compose"]["include"]
        offered = [one["code"].removeprefix(f"{question.id}.") for one in include["concept"]]
        assert {choice.id for choice in question.choices} <= {*offered}
        assert offered[-2:] == ["unknown", "declined"]


def test_every_source_of_a_map_exists_and_says_what_the_knowledge_says(knowledge: Knowledge) -> None:
    mapped = {
        (group["target"], element["code"], target["code"])
        for one in concept_maps(knowledge)
        for group in one["group"]
        for element in group["element"]
        for target in element["target"]
        if element["code"] in CODES[group["source"]]
    }
    held = {
        (SYSTEMS[code.system], concept.id, code.code)
        for concepts in (knowledge.conditions, knowledge.findings, knowledge.questions)
        for concept in concepts.values()
        for code in concept.codes
    }
    held |= {
        (SYSTEMS[code.system], f"{question.id}.{choice.id}", code.code)
        for question in knowledge.questions.values()
        for choice in question.choices
        for code in choice.codes
    }
    assert held <= mapped
    assert {one for one in mapped if one[0] == names.DATA_ABSENT} == {
        (names.DATA_ABSENT, "unknown", "asked-unknown"),
        (names.DATA_ABSENT, "declined", "asked-declined"),
    }
    elements = sum(
        len(element["target"])
        for one in concept_maps(knowledge)
        for group in one["group"]
        for element in group["element"]
    )
    assert elements == len(mapped)


def test_what_means_a_part_says_so() -> None:
    """FHIR wants a comment beside every match that is narrower (cmd-1)."""
    for one in concept_maps(KNOWLEDGE):
        for group in one["group"]:
            for element in group["element"]:
                assert all(t.get("comment") for t in element["target"] if t["equivalence"] == "narrower")


@given(st.sampled_from(OURS))
def test_a_code_looked_up_says_what_its_system_says(code: tuple[str, str]) -> None:
    found = look_up(KNOWLEDGE, from_query([("system", code[0]), ("code", code[1])]))
    concept = SHOWN[code]
    assert told(found, "display") == [concept["display"]]
    assert told(found, "definition") == [concept[key] for key in ("definition",) if key in concept]
    assert told(found, "version") == [KNOWLEDGE.hash]
    assert len(told(found, "property")) == len(concept["property"])
    coding = {"name": "coding", "valueCoding": {"system": code[0], "code": code[1]}}
    assert look_up(KNOWLEDGE, from_parameters({"parameter": [coding]})) == found


@given(st.sampled_from(OURS))
def test_a_code_translated_there_and_back_is_itself(code: tuple[str, str]) -> None:
    there = translate(KNOWLEDGE, from_query([("system", code[0]), ("code", code[1])]))
    found = matches_in(there)
    assert told(there, "result") == [bool(found)]
    turned = {"wider": "narrower", "narrower": "wider"}
    for how, system, theirs in found:
        asked = [("system", system), ("code", theirs), ("reverse", "true"), ("targetsystem", code[0])]
        back = matches_in(translate(KNOWLEDGE, from_query(asked)))
        assert (turned.get(how, how), *code) in back


def test_a_condition_is_translated_into_each_system(knowledge: Knowledge) -> None:
    asked = [("system", names.CONCEPTS), ("code", "hip_osteoarthritis")]
    found = matches_in(translate(knowledge, from_query(asked)))
    assert found == {
        ("relatedto", SYSTEMS["icd10cm"], "M16.9"),
        ("equivalent", SYSTEMS["snomed_ct"], "239872002"),
    }
    only = matches_in(translate(knowledge, from_query(asked), "to-snomed-ct"))
    assert only == {("equivalent", SYSTEMS["snomed_ct"], "239872002")}


def test_part_of_a_set_can_be_asked_for(knowledge: Knowledge) -> None:
    conditions = next(one for one in value_sets(knowledge) if one["url"] == set_url("conditions"))
    found = write_out(knowledge, conditions, from_query([("filter", "FRACTURE")]))["expansion"]
    assert {one["code"] for one in found["contains"]} == {
        "femoral_neck_fracture",
        "pelvic_or_sacral_fracture",
    }
    paged = write_out(knowledge, conditions, from_query([("offset", "2"), ("count", "3")]))["expansion"]
    assert [one["code"] for one in paged["contains"]] == sorted(knowledge.conditions)[2:5]
    assert (paged["total"], paged["offset"]) == (len(knowledge.conditions), 2)
    none = write_out(knowledge, conditions, from_query([("filter", "toothache")]))["expansion"]
    assert none["total"] == 0
    assert "contains" not in none


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ([("system", names.CONCEPTS), ("code", "hip_osteoartritis")], "Did you mean 'hip_osteoarthritis'?"),
        ([("system", "http://snomed.info/sct"), ("code", "239872002")], "There is no code system"),
        ([("code", "age")], "'system' is missing"),
        ([("system", names.CONCEPTS), ("code", "age"), ("code", "sex")], "Give 'code', once"),
    ],
)
def test_a_code_that_cannot_be_looked_up_is_told(asked: list[tuple[str, str]], said: str) -> None:
    with pytest.raises(Refused) as refused:
        look_up(KNOWLEDGE, from_query(asked))
    assert said in refused.value.detail


def test_a_number_that_is_none_is_told() -> None:
    [conditions] = [one for one in value_sets(KNOWLEDGE) if one["id"] == "conditions"]
    for wrong in ("-1", "many", "1.5", "²", "9999999"):
        with pytest.raises(Refused) as refused:
            write_out(KNOWLEDGE, conditions, from_query([("count", wrong)]))
        assert "'count' is a whole number" in refused.value.detail
