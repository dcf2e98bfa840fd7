"""How close a code of a public system is to our concept, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ilium.knowledge.codes import Match

MATCHES: Final[Mapping[Match, str]] = {
    "equal": "the same",
    "wider": "means more",
    "narrower": "means a part",
    "near": "close to it",
}
