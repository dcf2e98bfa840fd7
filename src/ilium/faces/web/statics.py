"""Style, scripts and pictures: our own, and those that came from npm when the package was built."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from ilium.faces.pictures.styles import page_style
from ilium.faces.web.refusals import Refusal, RefusalError

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "static", HERE / "vendor")
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FOREVER = "public, max-age=31536000, immutable"


@cache
def _files() -> dict[str, Path]:
    """Every file that may be sent, by name."""
    return {file.name: file for folder in FOLDERS for file in folder.glob("*") if file.suffix in TYPES}


@cache
def _made() -> dict[str, bytes]:
    """What is made when it is needed: the style of the pictures."""
    return {"pictures.css": page_style().encode()}


@cache
def static_url(name: str) -> str:
    """Where a file is found; the address changes with its content, so that browsers may keep it."""
    content = _made().get(name) or _files()[name].read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


async def send_static(request: Request) -> Response:
    """Send one file."""
    name = request.path_params["name"]
    kept = FOREVER if "v" in request.query_params else "no-cache"
    if name in _made():
        return Response(_made()[name], media_type="text/css", headers={"Cache-Control": kept})
    file = _files().get(name)
    if file is None:
        raise RefusalError(Refusal.NOT_FOUND)
    return FileResponse(file, media_type=TYPES[file.suffix], headers={"Cache-Control": kept})
