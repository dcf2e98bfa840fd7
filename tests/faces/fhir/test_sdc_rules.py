"""The rules of SDC 4.0.0 for adaptive forms, each as a test; in brackets stands where it comes from.

They are written from the guide, https://hl7.org/fhir/uv/sdc/, because its profiles are in no package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from tests.faces.api.conftest import Program
from tests.faces.fhir.client import ask, beginning, every_item, fill_in, form_of, interview
from tests.faces.fhir.people import NOT_SURE, says

from ilium.answers.case import Case
from ilium.faces.fhir import names
from ilium.faces.fhir.questionnaire import VERSION_ALGORITHM
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
PATIENT = {"reference": "Patient/7"}
STRAIN = """
age: 31
sex: male
answers: {where_it_hurts: [upper_buttock_right], how_started: sudden_effort, how_long: 3, how_bad: 5}
"""


@pytest.fixture(scope="module")
def pages(program: Program, knowledge: Knowledge) -> list[Plain]:
    """An interview that ends by itself."""
    return interview(program, says(knowledge, read_case(knowledge, STRAIN)))


@pytest.fixture(scope="module")
def listed(program: Program) -> Plain:
    """The adaptive form as a search finds it."""
    return form_of(beginning(program))


def forms(pages: list[Plain]) -> Iterator[Plain]:
    return (form_of(page) for page in pages)


# The form that is found


def test_a_listed_adaptive_form_lists_no_item(listed: Plain) -> None:
    """[sdc-questionnaire-adapt-srch: item 0..0]."""
    assert "item" not in listed


def test_a_listed_adaptive_form_says_by_addresses_where_to_ask(listed: Plain) -> None:
    """[sdc-questionnaire-adapt-srch: questionnaireAdaptive 1..*; sdc-adaptive-1: all are addresses]."""
    found = [one for one in listed["extension"] if one["url"] == names.ENDPOINT]
    assert found
    assert all(one.keys() == {"url", "valueUrl"} for one in found)
    assert found[0]["valueUrl"].endswith("/Questionnaire/$next-question")


def test_a_listed_form_has_a_title_a_day_and_an_address(listed: Plain) -> None:
    """[sdc-questionnaire-search: title, date 1..1; sdc-questionnaire: url 1..1; cnl-1: no | # or space]."""
    assert listed["title"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", listed["date"])
    assert re.fullmatch(r"[^|# ]+", listed["url"])


def test_a_form_with_a_version_says_how_versions_compare(program: Program) -> None:
    """[sdc-2]."""
    for entry in program.call("GET", "/fhir/Questionnaire").json()["entry"]:
        form = entry["resource"]
        assert form["version"]
        assert VERSION_ALGORITHM in {one["url"] for one in form["extension"]}


def test_the_name_of_a_form_suits_a_program(program: Program) -> None:
    """[cnl-0]."""
    for entry in program.call("GET", "/fhir/Questionnaire").json()["entry"]:
        assert re.fullmatch(r"[A-Z]([A-Za-z0-9_]){1,254}", entry["resource"]["name"])


# The form inside a response


def test_the_form_that_is_answered_is_contained_and_referred_to(pages: list[Plain]) -> None:
    """[sdc-questionnaireresponse-adapt: contained 1..*, questionnaire 1..1, contained; sdc-adapt-1]."""
    for page in pages:
        assert page["questionnaire"] == f"#{form_of(page)['id']}"


def test_a_contained_form_has_neither_address_nor_version_of_its_own(pages: list[Plain]) -> None:
    """[sdc-questionnaire-adapt: url 0..0, version 0..0]."""
    assert not [form for form in forms(pages) if "url" in form or "version" in form]


def test_a_contained_form_names_the_one_form_it_came_of_with_its_version(
    pages: list[Plain], knowledge: Knowledge
) -> None:
    """[sdc-questionnaire-adapt: derivedFrom 1..1]."""
    assert {str(form["derivedFrom"]) for form in forms(pages)} == {
        str([f"{names.ADAPTIVE}|{knowledge.hash}"])
    }


def test_a_contained_form_and_each_of_its_items_has_words(pages: list[Plain]) -> None:
    """[sdc-questionnaire-adapt: title, item.text 1..1]."""
    for form in forms(pages):
        assert form["title"]
        assert all(item["text"] for item in every_item(form))


def test_no_name_of_an_item_stands_twice_in_a_form(program: Program, pages: list[Plain]) -> None:
    """[que-2; que-15: at most 255 letters]."""
    listed = [entry["resource"] for entry in program.call("GET", "/fhir/Questionnaire").json()["entry"]]
    for form in (*forms(pages), *listed):
        links = [item["linkId"] for item in every_item(form)]
        assert len(links) == len(set(links))
        assert all(len(link) <= 255 for link in links)


def test_a_group_has_items_and_what_is_only_told_has_none(program: Program, pages: list[Plain]) -> None:
    """[que-1a, que-1b, que-1c]."""
    listed = [entry["resource"] for entry in program.call("GET", "/fhir/Questionnaire").json()["entry"]]
    for form in (*forms(pages), *listed):
        for item in every_item(form):
            assert item["type"] != "group" or item["item"], item["linkId"]
            assert item["type"] != "display" or "item" not in item, item["linkId"]


def test_what_must_be_answered_first_stands_in_the_same_form(program: Program, pages: list[Plain]) -> None:
    """[que-7 and the meaning of enableWhen: it names an item of the form]."""
    listed = [entry["resource"] for entry in program.call("GET", "/fhir/Questionnaire").json()["entry"]]
    for form in (*forms(pages), *listed):
        links = {item["linkId"] for item in every_item(form)}
        named = [one for item in every_item(form) for one in item.get("enableWhen", [])]
        assert all(one["question"] in links for one in named)
        assert all(one["operator"] != "exists" or isinstance(one["answerBoolean"], bool) for one in named)


# The response


def test_a_response_has_a_day(pages: list[Plain]) -> None:
    """[sdc-questionnaireresponsecommon: authored 1..1]."""
    assert all(page["authored"] for page in pages)


def test_who_it_is_about_and_who_wrote_it_come_back_as_they_were_sent(program: Program) -> None:
    """[sdcqr-1: a subject should be there; sdcqr-3: what was the source stays the source]."""
    told = {
        "subject": PATIENT,
        "author": PATIENT,
        "source": PATIENT,
        "encounter": {"reference": "Encounter/3"},
        "identifier": {"system": "urn:ietf:rfc:3986", "value": "urn:uuid:7"},
        "extension": [{"url": "http://example.org/x", "valueString": "kept"}],
    }
    answer = ask(program, {**beginning(program), **told})
    assert {key: answer[key] for key in told} == told


def test_no_question_is_answered_in_two_items(pages: list[Plain]) -> None:
    """[sdcqr-2]."""
    for page in pages:
        links = [item["linkId"] for item in every_item(page) if "answer" in item]
        assert len(links) == len(set(links))


def test_every_answer_stands_under_an_item_of_the_form_and_in_its_order(pages: list[Plain]) -> None:
    """[R4 QuestionnaireResponse: the items mirror those of the form]."""
    for page in pages:
        links = [item["linkId"] for item in every_item(form_of(page))]
        places = [links.index(item["linkId"]) for item in every_item(page)]
        assert places == sorted(places)


def test_every_chosen_answer_is_an_option_of_its_item(pages: list[Plain]) -> None:
    """[R4 QuestionnaireResponse: a choice is one of answerOption]."""
    for page in pages:
        offered = {item["linkId"]: item.get("answerOption") for item in every_item(form_of(page))}
        for item in every_item(page):
            options = offered[item["linkId"]]
            if options is not None:
                codes = {(one["valueCoding"]["system"], one["valueCoding"]["code"]) for one in options}
                given = [value["valueCoding"] for value in item["answer"]]
                assert {(one["system"], one["code"]) for one in given} <= codes


# The operation


def test_the_first_call_has_no_item_and_brings_the_first_page(program: Program) -> None:
    """[$next-question: at the first call neither the response nor its form has items]."""
    first = beginning(program)
    assert "item" not in first
    assert "item" not in form_of(first)
    assert form_of(ask(program, first))["item"]


def test_what_was_asked_stays_and_what_is_new_is_added(pages: list[Plain]) -> None:
    """[$next-question: the form grows by the next question or questions]."""
    for before, after in pairwise(pages):
        then = [item["linkId"] for item in every_item(form_of(before)) if item["type"] != "display"]
        now = [item["linkId"] for item in every_item(form_of(after)) if item["type"] != "display"]
        assert [link for link in now if link in then] == then
        assert now != then


def test_answers_come_back_as_they_were_given(program: Program, knowledge: Knowledge) -> None:
    """[$next-question: the response comes back with all answers so far]."""
    person = says(knowledge, read_case(knowledge, STRAIN))
    filled = fill_in(ask(program, beginning(program)), person)
    answer = ask(program, filled)
    given = {item["linkId"]: item["answer"] for item in every_item(filled) if "answer" in item}
    assert {item["linkId"]: item["answer"] for item in every_item(answer) if "answer" in item} == given


def test_it_is_in_progress_until_nothing_is_left_and_then_completed(pages: list[Plain]) -> None:
    """[$next-question: the status says when it is over]."""
    *before, last = [page["status"] for page in pages]
    assert {*before} == {"in-progress"}
    assert last == "completed"


def test_a_completed_form_has_its_outcome_as_a_read_only_item(pages: list[Plain]) -> None:
    """[$next-question: scores are readOnly items, with their values in the response]."""
    [item] = [one for one in every_item(form_of(pages[-1])) if one["linkId"] == "told.urgency"]
    [answer] = [one for one in every_item(pages[-1]) if one["linkId"] == "told.urgency"]
    assert item["readOnly"] is True
    assert answer["answer"] == item["answerOption"]


def test_both_forms_of_the_call_are_answered_in_the_form_of_the_call(
    program: Program, knowledge: Knowledge
) -> None:
    """[parameters-questionnaire-next-question-in: questionnaire-response 1..1; -out: return 1..1]."""
    filled = fill_in(ask(program, beginning(program)), says(knowledge, Case()))
    assert ask(program, filled, wrapped=True) == ask(program, filled)


def test_a_question_that_must_be_answered_is_asked_until_it_is(program: Program) -> None:
    """[$next-question: the caller includes the answers to all required questions]."""
    first = ask(program, beginning(program))
    only_sex = fill_in(first, lambda item: NOT_SURE if item["linkId"] == "sex" else None)
    again = ask(program, only_sex)
    assert again["status"] == "in-progress"
    links = [item["linkId"] for item in every_item(form_of(again))]
    assert "age" in links
    assert not [link for link in links if link.startswith("page.safety")]
