"""A case becomes a QuestionnaireResponse and comes back as it was; faults are told at their places."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.questionnaireresponse import QuestionnaireResponse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.faces.fhir.cases import answers, cases

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Missing, Ticked
from ilium.documents.problems import BadDocumentError, Problem
from ilium.documents.yaml_text import decode
from ilium.faces.fhir import layout, names
from ilium.faces.fhir.coding import answer_codes
from ilium.faces.fhir.reading import hold_to_form
from ilium.faces.fhir.reading_responses import from_response, read_response
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
WRITTEN = date(2026, 11, 22)
NO = {"valueCoding": {"system": names.ANSWERS, "code": "no"}}
Plain = dict[str, Any]


def through_json(case: Case) -> Plain:
    """What another system gets to see."""
    plain: Plain = json.loads(json.dumps(to_response(KNOWLEDGE, case, WRITTEN)))
    return hold_to_form(plain, "QuestionnaireResponse")


def response(*items: Plain, **more: object) -> Plain:
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": list(items), **more}


def said(link_id: str, *values: Plain) -> Plain:
    return {"linkId": link_id, "answer": list(values)}


def group(link_id: str, *items: Plain) -> Plain:
    return {"linkId": link_id, "item": list(items)}


def code(word: str, system: str = names.ANSWERS) -> Plain:
    return {"valueCoding": {"system": system, "code": word}}


UNSURE = code("unknown")


def faults(resource: Plain) -> tuple[Problem, ...]:
    hold_to_form(resource, "QuestionnaireResponse")
    with pytest.raises(BadDocumentError) as caught:
        from_response(KNOWLEDGE, resource)
    return caught.value.problems


@given(cases(KNOWLEDGE))
@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_every_case_comes_back_as_it_was(case: Case) -> None:
    assert read_response(KNOWLEDGE, through_json(case)).case == case


@pytest.mark.parametrize("id_", [one.id for one in layout.askable(KNOWLEDGE)])
@given(st.data())
@settings(max_examples=4)
def test_every_question_comes_back_with_every_kind_of_answer(id_: str, data: st.DataObject) -> None:
    case = Case(answers={id_: data.draw(answers(KNOWLEDGE.forms[id_]))})
    assert read_response(KNOWLEDGE, through_json(case)).case == case


def shipped(knowledge: Knowledge) -> list[Case]:
    assert knowledge.root is not None
    examples = Path(__file__).parents[3] / "examples"
    files = sorted([*knowledge.root.glob("cases/*.yaml"), *examples.glob("*.yaml")])
    reader = case_reader(knowledge)
    return [case for file in files for case in reader.read_all(decode(file.read_bytes(), "f"), file.name)]


def test_every_case_that_ships_comes_back_as_it_was() -> None:
    whole = shipped(KNOWLEDGE)
    assert len(whole) > 100
    for case in whole:
        back = from_response(KNOWLEDGE, to_response(KNOWLEDGE, case, WRITTEN))
        assert back == Case(**{f: getattr(case, f) for f in case.__dataclass_fields__ if f != "expected"})


def test_what_was_not_asked_has_no_item() -> None:
    assert "item" not in to_response(KNOWLEDGE, Case(), WRITTEN)
    QuestionnaireResponse.model_validate(to_response(KNOWLEDGE, Case(), WRITTEN))
    assert from_response(KNOWLEDGE, response(said("fever", NO), {"linkId": "trend"})).answers == {
        "fever": "no"
    }


def test_no_code_of_an_answer_stands_twice_with_other_words() -> None:
    found = list(answer_codes(KNOWLEDGE))
    assert len(found) == len({code for code, _ in found})


@pytest.mark.parametrize(
    ("item", "answers"),
    [
        (said("age", {"valueInteger": 44}), {"age": 44.0}),
        (said("age", {"valueQuantity": {"value": 44, "code": "a"}}), {"age": 44.0}),
        (said("age", {"valueQuantity": {"value": 44, "unit": "years"}}), {"age": 44.0}),
        (said("both_lower_legs", {"valueBoolean": True}), {"both_lower_legs": "yes"}),
        (said("fever", {"valueCoding": {"code": "new"}}), {"fever": "new"}),
        (said("fever", code("unknown", names.DATA_ABSENT)), {"fever": Missing.UNKNOWN}),
        (said("fever", code("asked-unknown", names.DATA_ABSENT)), {"fever": Missing.UNKNOWN}),
        (said("age.missing", code("asked-declined", names.DATA_ABSENT)), {"age": Missing.DECLINED}),
        (said("health_history", code("none")), {"health_history": Ticked(frozenset())}),
        (
            {
                "linkId": "health_history.each",
                "item": [said("health_history.cancer_ever", {"valueBoolean": False})],
            },
            {"health_history": Itemised({"cancer_ever": "no"})},
        ),
    ],
)
def test_what_others_write_a_little_differently_is_read_too(item: Plain, answers: Plain) -> None:
    assert from_response(KNOWLEDGE, response(item)).answers == answers


def test_a_value_that_says_why_it_is_absent_is_read_as_not_known() -> None:
    reason = {"url": f"{names.CORE}/data-absent-reason", "valueCode": "asked-declined"}
    item = said("age", {"_valueDecimal": {"extension": [reason]}})
    assert from_response(KNOWLEDGE, response(item)).answers == {"age": Missing.DECLINED}


@pytest.mark.parametrize(
    ("item", "place", "what"),
    [
        (said("fewer", NO), "item[0]", "Did you mean 'fever'?"),
        (said("fever", code("newer")), "item[0].answer[0]", "Did you mean 'new'?"),
        (said("fever", code("no", "http://snomed.info/sct")), "item[0].answer[0]", "not one of our codes"),
        (said("fever", {"valueString": "no"}), "item[0].answer[0]", "answered with a code"),
        (said("fever", NO, code("new")), "item[0]", "takes one answer"),
        (said("age", {"valueDecimal": 12}), "item[0]", "12 is not possible for 'age'"),
        (said("age", {"valueString": "old"}), "item[0].answer[0]", "asks for a number"),
        (said("age", {"valueQuantity": {"value": 9, "code": "mo"}}), "item[0].answer[0]", "not the unit"),
        (said("age.missing", NO), "item[0]", "does not say why"),
        (said("health_history", code("none"), code("health_history.cancer_ever")), "item[0]", "exclude"),
        (
            said("health_history", code("none"), UNSURE),
            "item[0]",
            "exclude",
        ),
        (
            group("health_history.each", said("health_history.cancer", NO)),
            "item[0].item[0]",
            "Did you mean 'health_history.cancer_ever'?",
        ),
        (
            group("health_history.each", said("health_history.cancer_ever", code("new"))),
            "item[0].item[0]",
            "no answer to",
        ),
        (group("health_history", said("health_history.cancer_ever", NO)), "item[0].item[0]", "history.each"),
        (said("course_day", {"valueDecimal": 3}), "item[0]", "there is no question 'course_day'"),
        (
            group("case", said("case.today", {"valueDate": "2026-11"})),
            "item[0].item[0]",
            "no day",
        ),
        (
            group("case", said("case.mode", code("x", names.ANSWERS))),
            "item[0].item[0]",
            "Use one",
        ),
        (
            group("case", said("case.country", code("gb", names.COUNTRIES))),
            "item[0].item[0]",
            "no country code",
        ),
        (
            group("case", said("case.modus", NO)),
            "item[0].item[0]",
            "Did you mean 'case.mode'?",
        ),
        (group("check_in", said("check_in.fever", NO)), "item[0]", "a check-in has no day"),
        (
            group("cleared", said("cleared.test", {"valueString": "MRI"})),
            "item[0]",
            "a clearing",
        ),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(item: Plain, place: str, what: str) -> None:
    [fault] = faults(response(item))
    assert fault.place.file == f"QuestionnaireResponse.{place}"
    assert what in f"{fault.what} {fault.remedy}"


def test_a_question_that_is_answered_twice_is_refused() -> None:
    [fault] = faults(response(said("fever", NO), group("page.safety_c", said("fever", NO))))
    assert (fault.place.file, fault.what) == (
        "QuestionnaireResponse.item[1].item[0]",
        "'fever' is answered twice.",
    )


def test_answers_that_contradict_are_told_where_they_stand() -> None:
    [fault] = faults(response(said("fever", NO), said("fever_kind", code("fever_kind.hot_flushes"))))
    assert fault.place.file == "QuestionnaireResponse.item[1]"


def test_days_in_a_wrong_order_are_told_where_they_stand() -> None:
    looks = [
        group("check_in", said("check_in.date", {"valueDate": day})) for day in ("2026-03-09", "2026-03-02")
    ]
    [fault] = faults(response(*looks))
    assert fault.place.file == "QuestionnaireResponse.item[1]"


def test_every_fault_is_told_at_once() -> None:
    found = faults(response(said("fewer", NO), said("age", {"valueDecimal": 12}), said("fever", code("x"))))
    assert len(found) == 3


def test_no_item_of_a_list_is_called_like_a_part_of_a_form() -> None:
    parts = {part.removeprefix(".") for part in (*layout.NOTES, layout.EACH, layout.MISSING)}
    assert not [form.id for form in KNOWLEDGE.forms.values() if parts & {*form.words}]
