"""Ilium: why an adult's upper buttock hurts, whether it is safe to stay at home, and what to do now."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ilium.assessment import assess
    from ilium.interview.next_question import next_step as next_question
    from ilium.knowledge.case_reading import read_case
    from ilium.knowledge.reading import load_knowledge

__version__ = "0.1.0"
__all__ = ["__version__", "assess", "load_knowledge", "next_question", "read_case"]

_HOMES = {
    "assess": ("ilium.assessment", "assess"),
    "load_knowledge": ("ilium.knowledge.reading", "load_knowledge"),
    "next_question": ("ilium.interview.next_question", "next_step"),
    "read_case": ("ilium.knowledge.case_reading", "read_case"),
}


def __getattr__(name: str) -> object:
    """Bring in a public name when it is first used, so that `import ilium` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'ilium' has no attribute '{name}'")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)
