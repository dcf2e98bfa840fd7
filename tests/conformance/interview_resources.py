"""Every resource that an interview over FHIR sends: the forms, and the pages of whole interviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from tests.conformance.fhir_checkers.nested import Resource
from tests.faces.api.conftest import Program
from tests.faces.fhir.client import ask, fill_in, interview
from tests.faces.fhir.people import says

from ilium.answers.case import Case
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.case_reading import case_reader, read_case
from ilium.knowledge.reading import load_knowledge

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
GO_ON = {"told.go_on": [{"valueBoolean": True}]}
Sent = Iterator[tuple[str, Resource]]
EPISODE = """
age: 44
today: 2026-03-10
start: 2026-03-01
answers: {health_history: {cancer_ever: no, weak_bones: unknown}, where_it_hurts: [], how_bad: unknown}
check_ins: [{date: 2026-03-08, answers: {buttock_pain: 3.5, fever: no}}]
cleared: [{rule: a1_saddle_feeling, date: 2026-03-09, test: "MRI, normal"}]
"""


def forms(program: Program) -> Sent:
    """The Questionnaires: found, and each by itself."""
    found = program.call("GET", "/fhir/Questionnaire").json()
    yield "GET /Questionnaire", found
    yield "GET /Questionnaire?url=nothing", program.call("GET", "/fhir/Questionnaire?url=nothing").json()
    for entry in found["entry"]:
        place = f"/fhir/Questionnaire/{entry['resource']['id']}"
        yield place, program.call("GET", place).json()


def pages(program: Program) -> Sent:
    """The pages of interviews, an emergency among them, after which somebody goes on."""
    knowledge = load_knowledge()
    for file in EXAMPLES:
        person = says(knowledge, read_case(knowledge, file.read_text("utf-8")))
        for number, page in enumerate(interview(program, person)):
            yield f"{file.stem}, page {number}", page
            if page["status"] == "completed":
                yield f"{file.stem}, going on", ask(program, fill_in(page, says(knowledge, _case(""), GO_ON)))
                wrapped = {"name": "questionnaire-response", "resource": page}
                sent = {"resourceType": "Parameters", "parameter": [wrapped]}
                answer = program.call("POST", "/fhir/Questionnaire/$next-question", json=sent)
                yield f"{file.stem}, wrapped", answer.json()


def cases(_program: Program) -> Sent:
    """Cases as responses, of every shape that ships."""
    knowledge = load_knowledge()
    shipped = [read_case(knowledge, file.read_text("utf-8")) for file in EXAMPLES]
    shipped += [_case(EPISODE), _case("{id: a, mode: clinician, setting: spine_clinic, country: FR}")]
    for number, case in enumerate(shipped):
        yield f"case {number}", to_response(knowledge, case, date(2026, 3, 10))


def _case(text: str) -> Case:
    return case_reader(load_knowledge()).read(text or "{}", "case")
