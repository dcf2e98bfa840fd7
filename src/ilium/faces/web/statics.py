"""Style, scripts and pictures: our own, and those that came from npm when the package was built."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response

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
def static_url(name: str) -> str:
    """Where a file is found; the address changes with its content, so that browsers may keep it."""
    content = _files()[name].read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


async def send_static(request: Request) -> Response:
    """Send one file."""
    file = _files().get(request.path_params["name"])
    if file is None:
        raise RefusalError(Refusal.NOT_FOUND)
    kept = FOREVER if "v" in request.query_params else "no-cache"
    return FileResponse(file, media_type=TYPES[file.suffix], headers={"Cache-Control": kept})
