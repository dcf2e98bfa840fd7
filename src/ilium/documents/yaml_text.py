"""YAML 1.2 (and so JSON) into plain values: no tags, no anchors, no duplicate keys, limited depth.

Events come from libyaml and are folded without recursion, so that no nesting can exhaust the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ilium.documents.problems import BadDocumentError, Place, Problem, shorten

MOST_DEPTH = 32
MOST_CHARACTERS = 2_000_000

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]
"""What a document is made of."""

Path = tuple[str | int, ...]
Places = dict[Path, tuple[int, int]]

_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
Mark = Any
"""A place as libyaml tells it; its Python and C forms share no type."""
_Loader = getattr(yaml, "CLoader", yaml.Loader)


def decode(data: bytes, file: str) -> str:
    """The text of a file. Raises BadDocumentError when it is not text, empty, or too long."""
    if len(data) > MOST_CHARACTERS:
        raise _refusal(
            file, None, f"the file is {len(data):,} bytes long; at most {MOST_CHARACTERS:,} are read.", ""
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"this is not text (byte {error.start} is not UTF-8)."
        raise _refusal(file, None, what, "Give a YAML or JSON file.") from None
    if not text.strip():
        raise _empty(file)
    return text


def read_yaml(text: str, file: str, places: Places | None = None) -> Plain:
    """The values of a YAML text; `places` is filled with the line and column of every value when given.

    Raises BadDocumentError naming the place of the first fault.
    """
    if len(text) > MOST_CHARACTERS:
        raise _refusal(
            file,
            None,
            f"the text is {len(text):,} characters long; at most {MOST_CHARACTERS:,} are read.",
            "",
        )
    try:
        values = _fold(yaml.parse(text, Loader=_Loader), file, places)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"this is not valid YAML: {shorten(error.problem or error.context or 'unreadable', 120)}."
        raise _refusal(file, mark, what, "Check the indentation, quotes and brackets here.") from None
    except yaml.reader.ReaderError as error:
        raise _unreadable(text, error.character, file) from None
    except (yaml.YAMLError, UnicodeError) as error:
        what = f"this is not valid YAML: {shorten(error, 120)}."
        raise _refusal(file, None, what, "Give a YAML or JSON file.") from None
    if values is None:
        raise _empty(file)
    return values


class _Frame:
    """A list or mapping under construction."""

    __slots__ = ("key", "path", "values")

    def __init__(self, values: list[Plain] | dict[str, Plain], path: Path) -> None:
        self.values = values
        self.path = path
        self.key: str | None = None

    def next_path(self) -> Path:
        last = self.key if isinstance(self.values, dict) else len(self.values)
        return (*self.path, last if last is not None else "")

    def add(self, value: Plain) -> None:
        if isinstance(self.values, list):
            self.values.append(value)
        else:
            assert self.key is not None
            self.values[self.key] = value
            self.key = None


def _fold(events: Iterator[yaml.Event], file: str, places: Places | None) -> Plain:
    stack: list[_Frame] = []
    root: list[Plain] = []
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            _refuse_extras(event, file)
            if stack and isinstance(stack[-1].values, dict) and stack[-1].key is None:
                stack[-1].key = _read_key(event, stack[-1].values, file)
                continue
            _note(places, stack, event)
            _place(stack, root, _scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            _refuse_extras(event, file)
            _refuse_depth(event, stack, file)
            _note(places, stack, event)
            values: list[Plain] | dict[str, Plain] = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Frame(values, stack[-1].next_path() if stack else ()))
        elif isinstance(event, yaml.CollectionEndEvent):
            _place(stack, root, stack.pop().values)
        elif isinstance(event, yaml.AliasEvent):
            raise _refusal(
                file, event.start_mark, "references (*name) are not read here.", "Write the value out."
            )
        elif isinstance(event, yaml.DocumentStartEvent) and root:
            raise _refusal(
                file, event.start_mark, "a second document begins here.", "Give one document a file."
            )
    return root[0] if root else None


def _place(stack: list[_Frame], root: list[Plain], value: Plain) -> None:
    if stack:
        stack[-1].add(value)
    else:
        root.append(value)


def _note(places: Places | None, stack: list[_Frame], event: yaml.Event) -> None:
    if places is not None:
        mark: Mark = event.start_mark
        places[stack[-1].next_path() if stack else ()] = (mark.line + 1, mark.column + 1)


def _read_key(event: yaml.ScalarEvent, seen: dict[str, Plain], file: str) -> str:
    key = str(event.value)
    if key in seen:
        raise _refusal(
            file, event.start_mark, f"the key '{shorten(key)}' stands here twice.", "Keep one of them."
        )
    return key


def _scalar(event: yaml.ScalarEvent) -> Plain:
    """A scalar by the YAML 1.2 core schema: `true` and `false` are booleans; `yes`, `no`, `on` are words."""
    text: str = event.value
    if not event.implicit[0]:
        return text
    lower = text.lower() if len(text) <= 5 else text
    if lower in _WORDS:
        return _WORDS[lower]
    if _INTEGER.match(text):
        return int(text)
    if _NUMBER.match(text):
        return float(text)
    return text


def _refuse_extras(event: yaml.ScalarEvent | yaml.CollectionStartEvent, file: str) -> None:
    if event.anchor is not None:
        raise _refusal(
            file, event.start_mark, "anchors (&name) are not read here.", "Write the value out each time."
        )
    if event.tag is not None and event.tag != "!":
        raise _refusal(
            file, event.start_mark, f"tags ({shorten(event.tag)}) are not read here.", "Write a plain value."
        )


def _refuse_depth(event: yaml.Event, stack: list[_Frame], file: str) -> None:
    if len(stack) >= MOST_DEPTH:
        raise _refusal(
            file, event.start_mark, f"this is nested more than {MOST_DEPTH} levels deep.", "Make it flatter."
        )
    if stack and isinstance(stack[-1].values, dict) and stack[-1].key is None:
        raise _refusal(
            file, event.start_mark, "a key must be a word, not a list or mapping.", "Write 'name: value'."
        )


def _empty(file: str) -> BadDocumentError:
    return _refusal(file, None, "the file is empty.", "Give a YAML or JSON document.")


def _unreadable(text: str, character: object, file: str) -> BadDocumentError:
    """A sign that no text may hold. The place is counted here: libyaml counts bytes, not signs."""
    code = character if isinstance(character, int) else -1
    at = text.find(chr(code)) if code >= 0 else -1
    if at < 0:
        return _refusal(file, None, "this holds a sign that no text may hold.", "Give a YAML or JSON file.")
    place = Place(file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    what = f"here stands a character that no text may hold (U+{code:04X})."
    return BadDocumentError([Problem(place, what, "Delete it.")])


def _refusal(file: str, mark: Mark | None, what: str, remedy: str) -> BadDocumentError:
    place = Place(file) if mark is None else Place(file, mark.line + 1, mark.column + 1)
    return BadDocumentError([Problem(place, what, remedy)])
