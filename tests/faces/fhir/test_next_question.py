"""The interview over FHIR is the interview of Ilium: the same questions, and nothing remembered."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, assume, given, settings
from tests.faces.api.conftest import TODAY, Program
from tests.faces.fhir.cases import cases
from tests.faces.fhir.client import FHIR, PATH, ask, beginning, every_item, fill_in, form_of, interview
from tests.faces.fhir.people import ours, says

from ilium.answers.case import Case
from ilium.answers.values import Itemised, Missing
from ilium.assessment import assess
from ilium.care.cautions import open_medicine_questions
from ilium.documents.yaml_text import MOST_DEPTH
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.asking.interview import Interview
from ilium.faces.fhir import names
from ilium.faces.fhir.case_items import about_items
from ilium.faces.fhir.reading_responses import from_response
from ilium.faces.fhir.responses import to_response
from ilium.faces.telling.soon import time_words
from ilium.interview.next_question import Stop
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.knowledge.reading import load_knowledge

Plain = dict[str, Any]
ROOT = Path(__file__).parents[3]
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))
TOY = load_knowledge(ROOT / "tests" / "toy_region")
SADDLE = {"saddle_feeling": ours("new")}


def by_our_own_interview(knowledge: Knowledge, case: Case) -> tuple[Case, Stop | None]:
    """The answers of a whole interview in which somebody says what a case says, and is else not sure."""
    at = Interview.begin(knowledge, Case(mode=case.mode, country=case.country, setting=case.setting))
    while at.step is not None and at.step.question is not None:
        for question in at.open:
            said = case.answer_to(question.id)
            at = at.answer(question.id, Missing.UNKNOWN if said is Missing.NOT_ASKED else said)
        at = at.forward()
    return at.case, at.step.stopped if at.step else None


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_a_whole_interview_ends_with_the_same_answers_and_the_same_assessment(
    program: Program, knowledge: Knowledge, file: Path
) -> None:
    case = read_case(knowledge, file.read_text("utf-8"))
    last = interview(program, says(knowledge, case))[-1]
    asked, stopped = by_our_own_interview(knowledge, case)
    given = from_response(knowledge, last)
    assert given == asked
    assert assess(knowledge, given) == assess(knowledge, asked)
    level = assess(knowledge, asked).urgency.level.value
    [told] = [item for item in every_item(last) if item["linkId"] == "told.urgency"]
    assert told["answer"][0]["valueCoding"]["code"] == level
    assert stopped is not None


def test_a_clinician_is_asked_for_what_hands_find(program: Program, knowledge: Knowledge) -> None:
    case = Case(answers={"sex": "male", "age": 50.0}, mode="clinician", setting="spine_clinic")
    asked, _ = by_our_own_interview(knowledge, case)
    person = says(knowledge, case)
    first = {**beginning(program), "item": to_response(knowledge, case, TODAY)["item"]}
    page = ask(program, first)
    while page["status"] == "in-progress":
        page = ask(program, fill_in(page, person))
    assert from_response(knowledge, page) == asked
    assert any(knowledge.questions[id_].mode == "clinician" for id_ in asked.answers)


def test_whoever_wants_advice_on_painkillers_is_asked_a_few_more_questions(
    program: Program, knowledge: Knowledge
) -> None:
    file = ROOT / "examples" / "strain.yaml"
    case = read_case(knowledge, file.read_text("utf-8"))
    over = interview(program, says(knowledge, case))[-1]
    assert "told.medicines" in [item["linkId"] for item in every_item(form_of(over))]
    wish = says(knowledge, case, {"told.medicines": [{"valueBoolean": True}]})
    page = ask(program, fill_in(over, wish))
    assert page["status"] == "in-progress"
    while page["status"] == "in-progress":
        assert "told.urgency" in [item["linkId"] for item in every_item(page)]
        page = ask(program, fill_in(page, wish))
    given = from_response(knowledge, page)
    assert {id_ for id_ in given.answers if knowledge.questions[id_].mode == "medicine"}
    assert not list(open_medicine_questions(knowledge, given))
    assert assess(knowledge, given).plan.medicines_asked


def test_a_call_remembers_nothing_of_another(program: Program, knowledge: Knowledge) -> None:
    person = says(knowledge, Case(answers={"sex": "male", "age": 40.0}))
    for page in interview(program, person, most=4):
        assert ask(program, page) == page


def test_an_emergency_is_told_at_once_with_the_number_to_call(program: Program, knowledge: Knowledge) -> None:
    case = read_case(knowledge, "{age: 44, sex: male, country: GB, answers: {saddle_feeling: new}}")
    pages = interview(program, says(knowledge, case))
    assert pages[-1]["status"] == "completed"
    asked = [i for i in every_item(form_of(pages[-1])) if i["type"] == "choice" and i.get("required")]
    assert len(asked) <= 6
    told = [item["text"] for item in every_item(form_of(pages[-1])) if item["linkId"].startswith("told.")]
    assert any("999" in text for text in told) and any("not a medical device" in text for text in told)
    assert "Emergency" in told[0]
    assert form_of(pages[-1])["item"][0]["linkId"] == pages[-1]["item"][0]["linkId"] == "told"


def test_the_form_says_what_it_is_from_its_first_page_and_by_when_to_be_seen_at_its_end(
    program: Program, knowledge: Knowledge
) -> None:
    case = read_case(knowledge, (ROOT / "examples" / "sciatica.yaml").read_text("utf-8"))
    pages = interview(program, says(knowledge, case))
    assert any("not a medical device" in item.get("text", "") for item in every_item(form_of(pages[0])))
    urgency = assess(knowledge, from_response(knowledge, pages[-1])).urgency
    [when] = [item for item in every_item(form_of(pages[-1])) if item["linkId"] == "told.when"]
    assert when["text"] == f"{time_words(urgency.level, urgency.within_hours)}."


def test_after_an_emergency_one_can_go_on_and_it_stays_told(program: Program, knowledge: Knowledge) -> None:
    case = read_case(knowledge, "{age: 44, sex: male, answers: {saddle_feeling: new}}")
    going_on = says(knowledge, case, {"told.go_on": [{"valueBoolean": True}]})
    stopped = interview(program, says(knowledge, case))[-1]
    page = ask(program, fill_in(stopped, going_on))
    assert page["status"] == "in-progress"
    links = [item["linkId"] for item in every_item(form_of(page))]
    assert "told.do" in links
    assert len(links) > len(list(every_item(form_of(stopped))))
    back = fill_in(page, lambda item: None)
    for item in every_item(back):
        if item["linkId"] == "saddle_feeling":
            item["answer"] = ours("no")
    assert "told.do" not in [item["linkId"] for item in every_item(form_of(ask(program, back)))]


def test_a_changed_answer_takes_back_what_hung_on_it(program: Program, knowledge: Knowledge) -> None:
    case = read_case(knowledge, "{age: 44, answers: {urine_trouble: new, urine_kind: stinging_only}}")
    pages = interview(program, says(knowledge, case), most=5)
    assert "urine_kind" in {item["linkId"] for item in every_item(pages[-1])}
    changed: Plain = json.loads(json.dumps(pages[-1]))
    for item in every_item(changed):
        if item["linkId"] == "urine_trouble":
            item["answer"] = ours("no")
    answer = ask(program, changed)
    assert "urine_kind" not in {item["linkId"] for item in every_item(answer)}
    assert "urine_kind" not in {item["linkId"] for item in every_item(form_of(answer))}


def test_a_question_without_a_page_keeps_the_place_in_which_it_came(
    program: Program, knowledge: Knowledge
) -> None:
    file = ROOT / "examples" / "after_birth_si_pain.yaml"
    pages = interview(program, says(knowledge, read_case(knowledge, file.read_text("utf-8"))))
    shown = [item["linkId"] for item in form_of(pages[-1])["item"] if item["type"] != "group"]
    assert len(shown) > 1
    came = [form_of(page)["item"][-1]["linkId"] for page in pages[:-1]]
    assert shown == [link for link in came if link in shown]


def test_a_response_without_its_form_is_taken_too(program: Program, knowledge: Knowledge) -> None:
    page = interview(program, says(knowledge, Case(answers={"sex": "male"})), most=3)[2]
    bare = {key: page[key] for key in ("resourceType", "item")}
    bare |= {"questionnaire": f"{names.ADAPTIVE}|{knowledge.hash}", "status": "completed"}
    answer = ask(program, bare)
    assert answer["item"] == page["item"]
    assert answer["status"] == "in-progress"


@given(cases(TOY))
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_the_same_is_asked_of_anybody_in_another_region_too(case: Case) -> None:
    as_asked = {id_: said for id_, said in case.answers.items() if not isinstance(said, Itemised)}
    one_day = replace(case, answers=as_asked, id=None, today=None, start=None)
    asked, _ = by_our_own_interview(TOY, one_day)
    assume(not contradictions(TOY, asked))
    person = says(TOY, one_day)
    program = Program(create_api(TOY, Access()))
    page = ask(program, {**beginning(program), "item": about_items(one_day)})
    while page["status"] == "in-progress":
        page = ask(program, fill_in(page, person))
    assert from_response(TOY, page) == asked


# What is refused


def refused(program: Program, sent: Plain | bytes, status: int) -> Plain:
    content = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
    answer = program.call("POST", PATH, content=content, headers=FHIR)
    assert answer.status_code == status, answer.text
    outcome: Plain = answer.json()
    assert outcome["resourceType"] == "OperationOutcome"
    issue: Plain = outcome["issue"][0]
    return issue


def test_answers_to_the_questions_of_another_knowledge_are_refused(program: Program) -> None:
    stale = beginning(program)
    stale["contained"][0]["version"] = "0" * 64
    issue = refused(program, stale, 409)
    assert issue["code"] == "conflict"
    assert issue["expression"] == ["QuestionnaireResponse.contained[0].url"]
    assert "Begin again" in issue["diagnostics"]
    page = ask(program, beginning(program))
    form_of(page)["derivedFrom"] = [f"{names.ADAPTIVE}|{'0' * 64}"]
    assert refused(program, page, 409)["expression"] == ["QuestionnaireResponse.contained[0].derivedFrom[0]"]


def test_answers_of_before_can_be_taken_along_to_a_new_knowledge(program: Program) -> None:
    page = ask(program, beginning(program))
    form_of(page)["derivedFrom"] = [names.ADAPTIVE]
    assert ask(program, page)["contained"] != page["contained"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"questionnaire": "http://example.org/other"}, "QuestionnaireResponse.questionnaire"),
        ({"questionnaire": "#other"}, "QuestionnaireResponse.questionnaire"),
        ({"questionnaire": None}, "QuestionnaireResponse.questionnaire"),
        ({"status": "entered-in-error"}, "QuestionnaireResponse.status"),
        ({"implicitRules": "http://example.org/x"}, "QuestionnaireResponse.implicitRules"),
        (
            {"modifierExtension": [{"url": "http://example.org/x", "valueString": "not"}]},
            "QuestionnaireResponse.modifierExtension",
        ),
        (
            {"contained": [{"resourceType": "Questionnaire", "id": "form", "status": "draft"}]},
            "QuestionnaireResponse.contained[0].url",
        ),
        ({"status": "finished"}, "QuestionnaireResponse.status"),
        ({"item": [{"linkId": "fewer", "answer": ours("no")}]}, "QuestionnaireResponse.item[0]"),
        ({"item": [{"answer": ours("no")}]}, "QuestionnaireResponse.item[0].linkId"),
        ({"items": []}, "QuestionnaireResponse.items"),
        ({"item": [{"linkId": "age", "text": None}]}, "QuestionnaireResponse.item[0].text"),
        ({"item": [None]}, "QuestionnaireResponse.item[0]"),
    ],
)
def test_what_is_no_answer_to_ours_is_refused_at_its_place(
    program: Program, change: Plain, place: str
) -> None:
    sent = {key: value for key, value in {**beginning(program), **change}.items() if value is not None}
    assert refused(program, sent, 422)["expression"] == [place]


def test_a_case_over_many_days_is_refused(program: Program) -> None:
    look = {"linkId": "check_in.date", "answer": [{"valueDate": "2026-11-20"}]}
    sent = {**beginning(program), "item": [{"linkId": "check_in", "item": [look]}]}
    assert "one day" in refused(program, sent, 422)["details"]["text"]


@pytest.mark.parametrize(
    ("sent", "status", "words"),
    [
        (b"", 400, "empty"),
        (b"{", 400, "valid JSON"),
        (b"[" * 100 + b"]" * 100, 400, f"more than {MOST_DEPTH} levels"),
        (b'{"resourceType": "Patient", "resourceType": "Patient"}', 400, "stands twice"),
        (b"[]", 422, "no resourceType"),
        (b'"x"', 422, "no resourceType"),
        (b'{"resourceType": "Patient"}', 422, "Patient is not what is wanted"),
        (b'{"resourceType": "Parameters"}', 422, "there are 0"),
        (
            b'{"resourceType": "Parameters", "parameter": [{"name": "questionnaire-response"}]}',
            422,
            "holds no QuestionnaireResponse",
        ),
        (b'{"resourceType": "QuestionnaireResponse"}', 422, "status"),
    ],
)
def test_what_is_no_response_at_all_is_refused(
    program: Program, sent: bytes, status: int, words: str
) -> None:
    issue = refused(program, sent, status)
    assert words in f"{issue['details']['text']} {issue.get('expression')}"


def test_too_much_is_refused_before_it_is_read(make: Callable[..., Program]) -> None:
    program = make(most_bytes=1000)
    issue = refused(program, b" " * 2000, 413)
    assert issue["code"] == "too-long"


def test_a_program_without_a_key_gets_no_question(make: Callable[..., Program]) -> None:
    assert refused(make(key_needed=True), b"{}", 401)["code"] == "login"


def test_answers_that_cannot_all_be_true_are_refused(program: Program, knowledge: Knowledge) -> None:
    half = fill_in(ask(program, beginning(program)), says(knowledge, Case()))
    half["item"] += [
        {"linkId": "fever", "answer": ours("no")},
        {"linkId": "fever_kind", "answer": ours("fever_kind.hot_flushes")},
    ]
    assert ask(program, half)["status"] == "in-progress", "a follow-up that nothing calls up is dropped"


# Search and read


def found(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    bundle = answer.json()
    assert bundle["total"] == len(bundle.get("entry", []))
    return [entry["resource"]["url"] for entry in bundle.get("entry", [])]


@pytest.mark.parametrize(
    ("query", "urls"),
    [
        ("", [names.ADAPTIVE, names.WHOLE]),
        (f"url={names.ADAPTIVE}", [names.ADAPTIVE]),
        (f"url={names.ADAPTIVE},{names.WHOLE}", [names.ADAPTIVE, names.WHOLE]),
        ("url=http://example.org/other", []),
        ("_id=upper-buttock-whole", [names.WHOLE]),
        ("title=inter", [names.ADAPTIVE]),
        ("status=active&name=ilium", [names.ADAPTIVE, names.WHOLE]),
        ("version=1", []),
        ("status=draft", []),
    ],
)
def test_forms_are_found_by_what_was_asked(program: Program, query: str, urls: list[str]) -> None:
    assert found(program.call("GET", f"/fhir/Questionnaire?{query}")) == urls


def test_a_search_says_which_of_its_parameters_were_heeded(program: Program) -> None:
    bundle = program.call("GET", "/fhir/Questionnaire?name=ilium&colour=red").json()
    assert bundle["link"] == [{"relation": "self", "url": "http://127.0.0.1/fhir/Questionnaire?name=ilium"}]


def test_a_form_is_read_under_the_address_at_which_it_was_found(program: Program) -> None:
    for entry in program.call("GET", "/fhir/Questionnaire").json()["entry"]:
        place = entry["fullUrl"].removeprefix("http://127.0.0.1")
        assert program.call("GET", place).json() == entry["resource"]


def test_a_form_that_is_not_there_is_told_with_the_nearest(program: Program) -> None:
    answer = program.call("GET", "/fhir/Questionnaire/upper-buttok")
    assert answer.status_code == 404
    assert "Did you mean 'upper-buttock'?" in answer.json()["issue"][0]["details"]["text"]
