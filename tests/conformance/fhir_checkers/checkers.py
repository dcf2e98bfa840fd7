"""Checkers of FHIR resources: three that others wrote, and our own for what those overlook.

Each overlooks faults that another sees, so all must agree.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from fhir.resources.R4B import get_fhir_model_class
from frontend.assets import node
from jsonschema_rs import Draft6Validator
from pydantic import ValidationError
from tests.conformance.fhir_checkers.links import by_links
from tests.conformance.fhir_checkers.nested import Resource, inside
from tests.conformance.fhir_checkers.packages import FHIR, PACKAGES
from tests.conformance.fhir_checkers.published import by_publication

Checker = Callable[[Resource], list[str]]
"""Gives the faults of a resource, each as its place and what is wrong there."""


def by_models(resource: Resource) -> list[str]:
    """What the models of the Python package fhir.resources refuse."""
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValidationError as refused:
        return [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in refused.errors()]
    return []


def by_schema(resource: Resource) -> list[str]:
    """What the JSON schema of FHIR R4 by HL7 refuses, in the resource and in those inside it."""
    return [
        f"{place}{''.join(f'.{step}' for step in fault.instance_path)}: {fault.message[:300]}"
        for place, one in inside(resource)
        for fault in schema_of(one["resourceType"]).iter_errors(one)
    ]


@cache
def schema_of(kind: str) -> Draft6Validator:
    """The validator of one kind of resource."""
    return Draft6Validator({"$ref": f"#/definitions/{kind}", "definitions": definitions()})


@cache
def definitions() -> dict[str, Any]:
    """The parts of the schema. Medplum has added kinds of its own, which use two parts that it forgot."""
    parts: dict[str, Any] = json.loads((FHIR / "fhir.schema.json").read_text("utf-8"))["definitions"]
    return {**parts, "Resource": {"$ref": "#/definitions/ResourceList"}, "integer64": {"type": "string"}}


@contextmanager
def medplum() -> Iterator[Checker]:
    """What Medplum refuses by the definitions of FHIR R4. One Node.js serves many resources."""
    script = Path(__file__).with_name("medplum.mjs")
    with subprocess.Popen(
        [str(node()), str(script), f"{PACKAGES.resolve()}/"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as running:

        def check(resource: Resource) -> list[str]:
            assert running.stdin and running.stdout
            running.stdin.write(json.dumps(resource) + "\n")
            running.stdin.flush()
            answer = running.stdout.readline()
            assert answer, "Medplum has stopped: what it said stands above."
            told: list[str] = json.loads(answer)
            return told

        yield check
        assert running.stdin
        running.stdin.close()


@contextmanager
def all_checkers() -> Iterator[Mapping[str, Checker]]:
    """All of them, by name."""
    with medplum() as by_medplum:
        yield {
            "models": by_models,
            "schema": by_schema,
            "medplum": by_medplum,
            "links": by_links,
            "publication": by_publication,
        }


def faults(checkers: Mapping[str, Checker], resource: Resource) -> list[str]:
    """Whatever any of them finds wrong with a resource, as it would be sent."""
    sent: Resource = json.loads(json.dumps(resource))
    return [f"{name}: {fault}" for name, check in checkers.items() for fault in check(sent)]
