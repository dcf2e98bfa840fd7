"""Cards in an open chart: their form, what they rest on, and when there are none."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.faces.api.conftest import TODAY, Program

from ilium.episode.store.feedback import FeedbackBook
from ilium.episode.store.keys import KeyRing
from ilium.explanation.cannot_miss import not_to_miss
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.api.store_door import StoreDoor
from ilium.faces.cds_hooks.cards import shortened
from ilium.faces.cds_hooks.examples import call_example, feedback_example
from ilium.faces.cds_hooks.prefetch import Chart, Read, read_call
from ilium.faces.fhir.chart.person import age_on
from ilium.interview.best_next import best_tests
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.verdict import reach_verdict

SERVICE = "/cds-services/ilium-upper-buttock"
EMERGENCY = {"ilium.case": {"answers": {"saddle_feeling": "new"}}}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture
def door(tmp_path: Path) -> Iterator[StoreDoor]:
    door = StoreDoor(str(tmp_path / "kept.sqlite3"))
    yield door
    door.close()


@pytest.fixture
def system(knowledge: Knowledge, door: StoreDoor) -> Program:
    """A hospital's system."""
    return Program(create_api(knowledge, Access(today=lambda: TODAY), door))


@pytest.fixture(scope="module")
def call(knowledge: Knowledge) -> dict[str, Any]:
    return call_example(knowledge)


def cards(system: Program, sent: dict[str, Any]) -> list[dict[str, Any]]:
    answer = system.call("POST", SERVICE, json=sent)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["cards"]
    return found


def test_the_list_of_services_says_what_to_send_along(system: Program) -> None:
    (service,) = system.call("GET", "/cds-services").json()["services"]
    assert (service["id"], service["hook"]) == ("ilium-upper-buttock", "patient-view")
    assert service["title"] and service["description"]
    assert all("{{context.patientId}}" in query for query in service["prefetch"].values())


def test_every_card_has_the_form_that_the_standard_asks_for(system: Program, call: dict[str, Any]) -> None:
    found = [*cards(system, call), *cards(system, {**call, "extension": EMERGENCY})]
    for card in found:
        assert 0 < len(card["summary"]) < 140
        assert card["indicator"] in ("info", "warning", "critical")
        assert card["source"]["label"] and httpx.URL(card["source"]["url"]).is_absolute_url
        assert all(reason["display"] for reason in card["overrideReasons"])
        assert all(link["type"] == "absolute" for link in card["links"])
        assert "/knowledge/" in card["detail"] or "still open" in card["summary"]
        assert not [value for value in card.values() if value in (None, "", [], {})]
    assert len({card["uuid"] for card in found[:3]}) == 3


def test_a_red_flag_comes_first_with_its_citations_and_no_tests_hold_it_up(
    system: Program, call: dict[str, Any]
) -> None:
    first, *others = cards(system, {**call, "extension": EMERGENCY})
    assert first["indicator"] == "critical"
    assert "cauda equina" in first["detail"] and "guideline" in first["detail"]
    assert not [card for card in others if "Tests" in card["summary"]]


def test_the_cards_say_what_the_engine_says(
    system: Program, call: dict[str, Any], knowledge: Knowledge
) -> None:
    read = read_call(knowledge, Chart("example", call["prefetch"], {}), TODAY)
    assert isinstance(read, Read)
    case = read.case
    assert case.age == 58 and case.sex == "female"
    verdict = reach_verdict(knowledge, case)
    unasked, still_open, tests = cards(system, call)
    assert (unasked["indicator"], still_open["indicator"], tests["indicator"]) == ("warning", "info", "info")
    for one in [one for one in not_to_miss(knowledge, case, verdict) if one.is_open][:6]:
        assert knowledge.conditions[one.condition].clinical_name in still_open["detail"]
    for one in best_tests(knowledge, case, verdict, 3):
        assert one.question.text in tests["detail"] and one.question.id in tests["detail"]


@pytest.mark.parametrize("left_out", ["prefetch", "patient", "conditions"])
def test_what_is_not_sent_along_is_no_fault(system: Program, call: dict[str, Any], left_out: str) -> None:
    kept = {key: value for key, value in call["prefetch"].items() if key != left_out}
    sent = {key: value for key, value in call.items() if key != left_out}
    found = cards(system, {**sent, "prefetch": kept} if left_out != "prefetch" else sent)
    assert bool(found) == (left_out == "patient")


@pytest.mark.parametrize(
    "changed",
    [
        {"clinicalStatus": {"coding": [{"code": "resolved"}]}},
        {"verificationStatus": {"coding": [{"code": "entered-in-error"}]}},
        {"code": {"coding": [{"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "J45.909"}]}},
        {"code": {"text": "back pain"}},
        {"code": None},
        {"resourceType": "Observation"},
    ],
)
def test_a_chart_without_such_a_pain_gets_no_card(
    system: Program, call: dict[str, Any], changed: dict[str, Any]
) -> None:
    resource = {**call["prefetch"]["conditions"]["entry"][0]["resource"], **changed}
    bundle = {"resourceType": "Bundle", "entry": [{"resource": resource}, {}, None, {"resource": 3}]}
    assert cards(system, {**call, "prefetch": {"conditions": bundle}}) == []


def test_the_same_call_names_its_cards_the_same(system: Program, call: dict[str, Any]) -> None:
    first, again = cards(system, call), cards(system, call)
    other = cards(system, {**call, "hookInstance": "11111111-1111-4111-8111-111111111111"})
    assert first == again
    assert not {card["uuid"] for card in first} & {card["uuid"] for card in other}


def test_feedback_is_kept_once_and_can_be_read(system: Program, door: StoreDoor) -> None:
    path = f"{SERVICE}/feedback"
    assert system.call("POST", path, json=feedback_example()).json() == {"kept": 1}
    assert system.call("POST", path, json=feedback_example()).json() == {"kept": 0}
    (one,) = FeedbackBook(door.open()).list()
    assert (one.outcome, one.details["overrideReason"]["reason"]["code"]) == ("overridden", "already_done")


def test_a_server_that_keeps_nothing_keeps_no_feedback(knowledge: Knowledge, door: StoreDoor) -> None:
    silent = Program(create_api(knowledge, Access(today=lambda: TODAY, keeps_episodes=False), door))
    answer = silent.call("POST", f"{SERVICE}/feedback", json=feedback_example())
    assert answer.status_code == 404 and "--keep-nothing" in answer.text
    assert not FeedbackBook(door.open()).list()


@pytest.mark.parametrize(("opens", "status"), [(False, 403), (True, 200)])
def test_only_a_key_that_opens_what_is_kept_writes_feedback(
    knowledge: Knowledge, door: StoreDoor, opens: bool, status: int
) -> None:
    end, begun = TODAY + datetime.timedelta(days=9), TODAY
    token = KeyRing(door.open()).create("ward", end, begun, episodes=opens)[1]
    access = Access(key_needed=True, find_key=door.find_key(lambda: TODAY), today=lambda: TODAY)
    ward = Program(create_api(knowledge, access, door), Authorization=f"Bearer {token}")
    assert ward.call("POST", f"{SERVICE}/feedback", json=feedback_example()).status_code == status
    assert bool(FeedbackBook(door.open()).list()) == opens


def test_a_test_that_tells_nothing_is_not_told(
    system: Program, call: dict[str, Any], monkeypatch: pytest.MonkeyPatch, knowledge: Knowledge
) -> None:
    read = read_call(knowledge, Chart("example", call["prefetch"], {}), TODAY)
    assert isinstance(read, Read)
    best, second, third = best_tests(knowledge, read.case, reach_verdict(knowledge, read.case), 3)
    found = (best, replace(second, bits=0.004, rise=0.0), replace(third, bits=0.0, rise=0.02))
    monkeypatch.setattr("ilium.faces.cds_hooks.cards.best_tests", lambda *_: found)
    tests = cards(system, call)[-1]
    assert second.question.text not in tests["detail"] and "raises the urgency at 2.0%" in tests["detail"]
    monkeypatch.setattr("ilium.faces.cds_hooks.cards.best_tests", lambda *_: found[1:2])
    assert not [card for card in cards(system, call) if "Tests" in card["summary"]]


@pytest.mark.parametrize(
    ("path", "sent", "status"),
    [
        ("/cds-services/other", {}, 404),
        (SERVICE, {}, 422),
        (SERVICE, {"hook": "order-sign"}, 422),
        (SERVICE, [], 422),
        (f"{SERVICE}/feedback", {"feedback": []}, 422),
        (f"{SERVICE}/feedback", {"feedback": [{"card": "x", "outcome": "accepted"}]}, 422),
    ],
)
def test_what_is_no_call_is_refused(system: Program, path: str, sent: Any, status: int) -> None:  # noqa: ANN401
    answer = system.call("POST", path, json=sent)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_wrong_case_in_a_call_is_told(system: Program, call: dict[str, Any]) -> None:
    sent = {**call, "extension": {"ilium.case": {"answers": {"fevr": "no"}}}}
    answer = system.call("POST", SERVICE, json=sent)
    assert answer.status_code == 422 and "'fever'" in answer.text


@pytest.mark.parametrize(
    ("birth", "age"),
    [("1968", 57), ("1968-04", 58), ("1968-12-01", 57), ("1968-11-22", 58), ("1968-13", None), ("x", None),
     ("2030", None), ("2000-02-31", None)],
)  # fmt: skip
def test_the_age_is_the_one_that_is_sure(birth: str, age: int | None) -> None:
    assert age_on(birth, datetime.date(2026, 11, 22)) == age


def test_a_long_line_is_cut_between_words() -> None:
    assert shortened("word " * 50).endswith("word…") and len(shortened("word " * 50)) < 140
    assert len(shortened("w" * 300)) < 141
