"""Which methods an address takes."""

from __future__ import annotations

from fastapi.openapi.utils import get_openapi
from starlette.requests import Request
from starlette.routing import compile_path


def allowed(request: Request) -> str:
    """Every method that an address takes; one route alone knows only its own."""
    place = request.url.path.removeprefix(str(request.scope.get("root_path", "")))
    paths = get_openapi(title="", version="", routes=request.app.routes)["paths"]
    fitting = (kinds for path, kinds in paths.items() if compile_path(path)[0].fullmatch(place))
    return ", ".join(sorted({kind.upper() for kinds in fitting for kind in kinds}))
