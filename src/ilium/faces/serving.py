"""Everything that `ilium serve` serves, side by side: the pages for people, and the calls for programs."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send

from ilium.faces.api.access import Access
from ilium.faces.api.app import ROOT, create_api
from ilium.faces.api.store_door import StoreDoor
from ilium.faces.cds_hooks.calls import ROOT as CDS_ROOT
from ilium.faces.fhir.names import ROOT as FHIR_ROOT
from ilium.faces.web.app import create_app
from ilium.faces.web.settings import Settings
from ilium.knowledge.library import Knowledge


class Doors:
    """Sends each request to the part whose address it names; everything else goes to the pages."""

    def __init__(self, parts: Mapping[str, ASGIApp], pages: ASGIApp) -> None:
        self.parts, self.pages = dict(parts), pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        path: str = scope.get("path", "")
        found = (part for root, part in self.parts.items() if path == root or path.startswith(f"{root}/"))
        await next(found, self.pages)(scope, receive, send)


def create_server(
    knowledge: Knowledge, settings: Settings, access: Access, store: StoreDoor | None = None
) -> Doors:
    """The whole application."""
    programs = create_api(knowledge, access, store)
    parts = {ROOT: programs, CDS_ROOT: programs, FHIR_ROOT: programs}
    return Doors(parts, create_app(knowledge, settings))
