"""Every call that a program can make, found in the application itself: whatever is added is among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.routing import Mount

from ilium.faces.api.app import OPENAPI
from ilium.faces.cds_hooks.calls import ROOT as CDS_ROOT
from ilium.faces.fhir.calls import METADATA
from ilium.faces.fhir.names import ROOT as FHIR_ROOT

OPEN = frozenset({OPENAPI, CDS_ROOT, METADATA})
"""What is open to everybody: what can be called, and how."""


@dataclass(frozen=True)
class Door:
    """A call: its method, its path as described, and what it takes."""

    method: str
    path: str
    marked: bool
    """Whether it takes an idempotency key."""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def is_fhir(self) -> bool:
        return self.path.startswith(FHIR_ROOT)

    @property
    def is_open(self) -> bool:
        return self.path in OPEN

    @property
    def of_episodes(self) -> bool:
        return "/episodes" in self.path

    @property
    def reads(self) -> bool:
        """Whether it reads a body."""
        return self.method == "POST"

    def filled(self, words: Mapping[str, str]) -> str:
        """Its path with a word for each name; `cause` too, which stands in the query."""
        place = self.path
        for name, word in words.items():
            place = place.replace(f"{{{name}}}", word)
        return f"{place}?cause={words['cause']}" if place.endswith("/explain") else place


def doors_of(app: FastAPI) -> Iterator[Door]:
    """The calls of an application, with those of the applications mounted in it."""
    for path, methods in get_openapi(title="", version="", routes=app.routes)["paths"].items():
        for method, operation in methods.items():
            named = {one["name"] for one in operation.get("parameters", [])}
            yield Door(method.upper(), path, "Idempotency-Key" in named)
    for mount in app.routes:
        if isinstance(mount, Mount) and isinstance(mount.app, FastAPI):
            for inner in doors_of(mount.app):
                yield Door(inner.method, f"{mount.path}{inner.path}", inner.marked)
