"""How a resource is sent, and from which address it is said to come."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse

from ilium.faces.fhir.names import FHIR_JSON, ROOT


def send(resource: dict[str, Any]) -> JSONResponse:
    """A resource as it is sent."""
    return JSONResponse(resource, media_type=FHIR_JSON)


def base_of(request: Request) -> str:
    """The address of the FHIR interface, as the caller sees it."""
    return str(request.base_url).rstrip("/") + ROOT
