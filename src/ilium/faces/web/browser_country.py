"""The country that a browser's languages speak of."""

from __future__ import annotations

import re
from collections.abc import Container

from ilium.faces.asking.countries import DEFAULT

_REGION = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?-([A-Za-z]{2})\b")


def guess_country(accept_language: str, known: Container[str]) -> str:
    """The first region among the languages a browser asks for, if its numbers are known."""
    regions = (found[1].upper() for found in _REGION.finditer(accept_language[:200]))
    return next((region for region in regions if region in known), DEFAULT)
