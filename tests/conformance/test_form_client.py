"""A form program of others leads somebody through the whole interview, over FHIR alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext
from tests.conformance.fhir_checkers.checkers import Checker, faults
from tests.conformance.fhir_checkers.nested import Resource
from tests.conformance.form_client.client import Filler, with_client
from tests.conformance.form_client.person import Interviewed
from tests.faces.fhir.client import FHIR
from tests.faces.web.conftest import serve
from tests.faces.web.person import DESK

from ilium.answers.case import Case
from ilium.assessment import assess
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.fhir.names import CONCEPTS
from ilium.faces.fhir.reading_responses import from_response
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

EXAMPLES = Path(__file__).parents[2] / "examples"
FORM = "/fhir/Questionnaire/upper-buttock"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def address(knowledge: Knowledge) -> Iterator[str]:
    """Where our own server feeds the form program."""
    yield from serve(with_client(create_api(knowledge, Access())))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=DESK, locale="en-GB") as opened:
        yield opened


@pytest.fixture(params=["sciatica", "saddle_numbness"])
def interviewed(
    request: pytest.FixtureRequest, context: BrowserContext, address: str, knowledge: Knowledge
) -> Interviewed:
    """Somebody who was led to the end of the interview."""
    file = EXAMPLES / f"{request.param}.yaml"
    story = read_case(knowledge, file.read_text("utf-8"), file.name)
    person = Interviewed(Filler(context.new_page(), address), knowledge, story)
    person.go_through(FORM)
    return person


def test_the_interview_comes_to_its_end(
    interviewed: Interviewed, knowledge: Knowledge, checkers: Mapping[str, Checker]
) -> None:
    assert interviewed.filler.troubles == []
    assert interviewed.pages > 2
    received: list[Resource] = [one["received"] for one in interviewed.filler.exchanged()]
    assert [one["status"] for one in received] == ["in-progress"] * (len(received) - 1) + ["completed"]
    assert {fault for one in received for fault in faults(checkers, one)} == set()

    case = from_response(knowledge, received[-1])
    clicked = Case(answers=interviewed.answers, country=interviewed.story.country)
    assert (case.answers, case.country) == (clicked.answers, clicked.country)
    told = assess(knowledge, clicked)
    assert assess(knowledge, case) == told
    assert told.next_question is None
    assert judged_over_fhir(interviewed.filler.address, received[-1]) == (
        told.urgency.level.value,
        {one.id: pytest.approx(100 * one.probability, abs=1e-9) for one in told.conditions},
    )


def judged_over_fhir(address: str, response: Resource) -> tuple[str, dict[str, float]]:
    """The urgency and the probability of each condition, in per cent, that the server gives a response."""
    answer = httpx.post(f"{address}/fhir/$assess", json=response, headers=FHIR)
    assert answer.status_code == 200, answer.text
    held = {one["resource"]["resourceType"]: one["resource"] for one in reversed(answer.json()["entry"])}
    predictions = held["RiskAssessment"]["prediction"]
    likely = {our_code(one["outcome"]): one["probabilityDecimal"] for one in predictions}
    conditions = load_knowledge().conditions
    return our_code(held["Flag"]["code"]), {id_: one for id_, one in likely.items() if id_ in conditions}


def our_code(concept: Resource) -> str:
    """Our own code in a concept."""
    return next(str(one["code"]) for one in concept["coding"] if one["system"] == CONCEPTS)
