"""How a resource is sent, and from which address it is said to come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import JSONResponse

from ilium.faces.fhir.names import FHIR_JSON, ROOT

Plain = dict[str, Any]


def send(resource: Plain) -> JSONResponse:
    """A resource as it is sent."""
    return JSONResponse(resource, media_type=FHIR_JSON)


def base_of(request: Request) -> str:
    """The address of the FHIR interface, as the caller sees it."""
    return str(request.base_url).rstrip("/") + ROOT


def searchset(found: Sequence[Plain], type_: str, base: str, wanted: Sequence[tuple[str, str]]) -> Plain:
    """What a search has found; its own address names the parameters that were heeded."""
    query = f"?{urlencode(wanted)}" if wanted else ""
    entries = [
        {"fullUrl": f"{base}/{type_}/{one['id']}", "resource": one, "search": {"mode": "match"}}
        for one in found
    ]
    bundle: Plain = {
        "resourceType": "Bundle",
        "type": "searchset",
        "total": len(found),
        "link": [{"relation": "self", "url": f"{base}/{type_}{query}"}],
    }
    return bundle | ({"entry": entries} if entries else {})
