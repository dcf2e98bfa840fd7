"""And and or over many parts. z3's own check the sort of every part again, which takes most of their time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import z3


def all_of(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """That all parts hold."""
    return _join(z3.Z3_mk_and, list(parts))


def any_of(parts: Iterable[z3.BoolRef]) -> z3.BoolRef:
    """That some part holds."""
    return _join(z3.Z3_mk_or, list(parts))


def _join(make: Callable[..., Any], parts: list[z3.BoolRef]) -> z3.BoolRef:
    if len(parts) == 1:
        return parts[0]
    context = z3.main_ctx()
    array = (z3.Ast * len(parts))(*(part.as_ast() for part in parts))
    return z3.BoolRef(make(context.ref(), len(parts), array), context)
