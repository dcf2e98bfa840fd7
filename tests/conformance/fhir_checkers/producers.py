"""Every FHIR resource that Ilium sends, by the call that sends it.

Whoever lets Ilium send another kind of resource adds a row to `PRODUCERS`: a name, and how to get them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.conformance.fhir_checkers.nested import Resource
from tests.faces.api.conftest import Program
from tests.faces.fhir.bundles import TODAY, diagnosis, medicine, patient, pregnancy, record
from tests.faces.fhir.client import FHIR, beginning, interview
from tests.faces.fhir.people import says

from ilium.answers.case import Case
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.api.problems import KINDS, Refused
from ilium.faces.fhir.assessed.bundle import assess_to_bundle
from ilium.faces.fhir.outcome import outcome
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.case_reading import case_reader, read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge

EXAMPLES = Path(__file__).parents[3] / "examples"
Sent = Iterator[tuple[str, Resource]]
"""Resources, each with what was asked for."""


@dataclass(frozen=True)
class Asking:
    """Who asks for resources."""

    knowledge: Knowledge

    @classmethod
    def begun(cls) -> Asking:
        """On the machine that Ilium runs on."""
        return cls(load_knowledge())

    @cached_property
    def program(self) -> Program:
        """The program that calls."""
        return Program(create_api(self.knowledge, Access()))

    @cached_property
    def examples(self) -> Mapping[str, Case]:
        """The cases that ship as examples, by name."""
        files = sorted(EXAMPLES.glob("*.yaml"))
        return {file.stem: read_case(self.knowledge, file.read_text("utf-8"), file.name) for file in files}

    @cached_property
    def textbook(self) -> Mapping[str, Case]:
        """The first textbook case of each condition."""
        assert self.knowledge.root is not None
        file = self.knowledge.root / "cases/textbook.yaml"
        cases = case_reader(self.knowledge).read_all(file.read_text("utf-8"), file.name)
        expected = {case.expected.diagnosis: case for case in reversed(cases) if case.expected}
        return {name: case for name, case in expected.items() if name}

    def get(self, path: str) -> tuple[str, Resource]:
        """What is answered to a reading call."""
        return f"GET {path}", self.program.call("GET", f"/fhir{path}").json()

    def post(self, path: str, resource: Resource) -> tuple[str, Resource]:
        """What is answered to a call that sends a resource."""
        answer = self.program.call("POST", f"/fhir{path}", json=resource, headers=FHIR)
        return f"POST {path} ({answer.status_code})", answer.json()


def statement(asking: Asking) -> Sent:
    """What Ilium can do."""
    yield asking.get("/metadata")


def terminology(asking: Asking) -> Sent:
    """The code systems, sets and maps as they are found, and what is answered about them."""
    yield from (asking.get(f"/{type_}") for type_ in ("ValueSet", "ConceptMap"))
    searched, found = asking.get("/CodeSystem")
    yield searched, found
    url = {entry["resource"]["id"]: entry["resource"]["url"] for entry in found["entry"]}
    for path in ("/CodeSystem/$lookup", "/ConceptMap/$translate"):
        yield asking.get(f"{path}?system={url['concepts']}&code=hip_osteoarthritis")
        yield asking.get(f"{path}?system={url['answers']}&code=yes")
    yield asking.get("/ValueSet/levels/$expand")
    yield asking.get("/ValueSet/conditions/$expand?count=3")
    yield asking.get("/ValueSet/answers-where-it-hurts/$expand?filter=toothache")


def refusals(asking: Asking) -> Sent:
    """What is told when a call is refused: as it is met, and of every kind."""
    yield asking.get("/Nothing")
    yield asking.post("/metadata", {})
    yield asking.post("/Questionnaire/$next-question", {"resourceType": "QuestionnaireResponse"})
    for kind in KINDS:
        yield kind, outcome(Refused(kind, "What is wrong, and what to do."))


def searches(asking: Asking) -> Sent:
    """Whatever can be searched: all of it at once, the first of it read alone, and nothing found."""
    _, said = asking.get("/metadata")
    for offered in said["rest"][0]["resource"]:
        if {"code": "search-type"} in offered["interaction"]:
            searched, found = asking.get(f"/{offered['type']}")
            yield searched, found
            yield asking.get(f"/{offered['type']}/{found['entry'][0]['resource']['id']}")
            yield asking.get(f"/{offered['type']}?_id=no-such-thing")


def interviews(asking: Asking) -> Sent:
    """Every page of interviews, from the first to the last."""
    for name in ("after_birth_si_pain", "strain"):
        case = asking.examples[name]
        for number, page in enumerate(interview(asking.program, says(asking.knowledge, case))):
            yield f"{name}, page {number}", page


def wrapped(asking: Asking) -> Sent:
    """A page within Parameters."""
    parameter = {"name": "questionnaire-response", "resource": beginning(asking.program)}
    sent = {"resourceType": "Parameters", "parameter": [parameter]}
    yield asking.post("/Questionnaire/$next-question", sent)


def assessments(asking: Asking) -> Sent:
    """The assessment of every example, and of a textbook case of every condition, from its answers."""
    for name, case in [*asking.examples.items(), *asking.textbook.items()]:
        asked, bundle = asking.post("/$assess", to_response(asking.knowledge, case, TODAY))
        yield f"{asked} {name}", bundle


def records(asking: Asking) -> Sent:
    """The assessment of what is on record: in another system, and in a bundle that we made."""
    told = (diagnosis("M54.30"), medicine("prednisolone"), pregnancy())
    yield asking.post("/$assess", record(patient(), *told))
    yield asking.post("/$assess", record(patient(gender="other"), diagnosis("Z00.0")))
    yield asking.post("/$assess", assess_to_bundle(asking.knowledge, asking.examples["stenosis"], TODAY))


def operations(asking: Asking) -> Sent:
    """The operations of our own, as they are defined."""
    yield asking.get("/OperationDefinition/ilium-assess")


def populated(asking: Asking) -> Sent:
    """Forms begun with what a record says."""
    said = (patient(), diagnosis("E11.9"), medicine("warfarin tablets"), pregnancy(), diagnosis("J06.9"))
    for form in ("upper-buttock", "upper-buttock-whole"):
        yield asking.post(f"/Questionnaire/{form}/$populate", record(*said))
        yield asking.post(f"/Questionnaire/{form}/$populate", record())


PRODUCERS: Mapping[str, Callable[[Asking], Sent]] = {
    "statement": statement,
    "terminology": terminology,
    "refusals": refusals,
    "searches": searches,
    "interviews": interviews,
    "wrapped": wrapped,
    "assessments": assessments,
    "populated": populated,
    "records": records,
    "operations": operations,
}
