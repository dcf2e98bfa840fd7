"""Strict JSON, held to its limits before anything is built from it, and then read like every document."""

from __future__ import annotations

import json
import re
from typing import NoReturn

from ilium.documents.problems import BadDocumentError, Place, Problem
from ilium.documents.yaml_text import MOST_DEPTH

_MARKS = re.compile(r'"(?:[^"\\]|\\.?)*+(?:"|\Z)|[\[\]{}]', re.DOTALL)
"""A whole string, or one bracket; possessive, so that no text makes it look twice at the same letter."""
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_BLANKS = " \t\r\n"


def hold_to_json(text: str, file: str) -> str:
    """The text, if it is strict JSON and not too deep; it then reads as YAML to the same values.

    Raises BadDocumentError naming the place of the first fault.
    """
    _refuse_depth(text, file)
    try:
        json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        what = f"this is not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}."
        place = Place(file, error.lineno, error.colno)
        raise BadDocumentError(
            [Problem(place, what, "Check the quotes, commas and brackets here.")]
        ) from None
    except ValueError as error:
        what = f"this is not valid JSON: {error}."
        raise BadDocumentError([Problem(Place(file), what, "Write a number, or null.")]) from None
    return _PAIR.sub(_join, text.lstrip(_BLANKS))


def _refuse_depth(text: str, file: str) -> None:
    depth = 0
    for mark in _MARKS.finditer(text):
        if mark[0] in "[{":
            depth += 1
        elif mark[0] in "]}":
            depth -= 1
        if depth > MOST_DEPTH:
            at = mark.start()
            place = Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
            what = f"this is nested more than {MOST_DEPTH} levels deep."
            raise BadDocumentError([Problem(place, what, "Make it flatter.")])


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(f"'{word}' is no number")


def _join(found: re.Match[str]) -> str:
    """The one letter that two escapes of JSON stand for; YAML has no such pairs."""
    high, low = int(found[2], 16), int(found[3], 16)
    return found[1] + chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))
