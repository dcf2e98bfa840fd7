"""Any concept of the knowledge as readable lines: words as they are, numbers with range, basis and source."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ilium.faces.number_words import say_amount, say_list
from ilium.faces.reference.rule_text import EXPRESSIONS, say_rule
from ilium.faces.terminal import words
from ilium.knowledge.codes import SYSTEMS, Code
from ilium.knowledge.numbers import Citation, Evidence
from ilium.knowledge.schema import Choice, Concept
from ilium.knowledge.terminologies import Listed

KINDS = {
    "red_flags": "red flag",
    "losses": "loss",
    "families": "family",
    "terminologies": "code system",
}
STEP = "  "
QUIET = ("id", "aliases", "basis", "cite", "why", "value", "counts", "n", "ci", "range", "shares")
"""Fields that are told elsewhere: in the heading, or on the line of a number."""


def describe(folder: str, concept: Concept, width: int) -> Iterator[str]:
    """A concept as lines of at most that width."""
    kind = KINDS.get(folder, folder.removesuffix("s"))
    yield f"{concept.id} ({kind})"
    if concept.aliases:
        yield STEP + words.EARLIER_CALLED.format(ids=", ".join(concept.aliases))
    for name, value in _fields(concept):
        yield from _field(name.replace("_", " ").strip(), value, STEP, width)
    yield from _tail(concept, width)


def _tail(concept: Concept, width: int) -> Iterator[str]:
    """The reason and the sources of the concept itself."""
    if getattr(concept, "basis", None):
        yield f"{STEP}basis: {concept.basis}"  # type: ignore[attr-defined]
    if getattr(concept, "why", ""):
        yield from wrap(f"why: {concept.why}", STEP, width)  # type: ignore[attr-defined]
    yield from _citations(getattr(concept, "cite", ()), STEP, width)


def _fields(entry: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if name not in QUIET and value not in (None, "", (), {}):
            yield name, value


def _field(name: str, value: Any, indent: str, width: int) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, Evidence):
        return _number(name, value, indent, width)
    if isinstance(value, tuple):
        return _several(name, value, indent, width)
    if isinstance(value, Mapping) or (hasattr(type(value), "model_fields") and not _is_one_line(value)):
        return _inner(name, value, indent, width)
    return iter(wrap(_line(name, value), indent, width))


def _is_one_line(value: object) -> bool:
    return isinstance(value, (*EXPRESSIONS, Choice, Code, Listed))


def _line(name: str, value: Any) -> str:  # noqa: ANN401
    if isinstance(value, EXPRESSIONS):
        return f"{name}: {say_rule(value)}"
    if isinstance(value, Choice):
        return f"{value.id}: {value.text}{_sets(value)}{_coded(value)}"
    if isinstance(value, Listed):
        read = ", ".join(f"{citation.source}, {citation.place}" for citation in value.cite)
        return f"{value.code}: {value.term} (read in {read})"
    if isinstance(value, Code):
        note = f" ({value.note})" if value.note else ""
        return f"{SYSTEMS[value.system]} {value.code}: {value.display}{note}"
    return f"{name}: {_plain(value)}"


def _inner(name: str, value: Any, indent: str, width: int) -> Iterator[str]:  # noqa: ANN401
    yield f"{indent}{name}:"
    inner = value.items() if isinstance(value, Mapping) else _fields(value)
    for key, part in inner:
        told = str(key) if isinstance(value, Mapping) else str(key).replace("_", " ").strip()
        yield from _field(told, part, indent + STEP, width)


def _several(name: str, values: tuple[Any, ...], indent: str, width: int) -> Iterator[str]:
    if all(isinstance(value, str | int | float) for value in values):
        yield from wrap(f"{name}: {say_list([_plain(value) for value in values])}", indent, width)
        return
    yield f"{indent}{name}:"
    for value in values:
        yield from _field(getattr(value, "id", "-"), value, indent + STEP, width)


def _coded(choice: Choice) -> str:
    told = ", ".join(f"{SYSTEMS[code.system]} {code.code}" for code in choice.codes)
    return f" [{told}]" if told else ""


def _sets(choice: Choice) -> str:
    told = [f"{finding}: {_plain(value)}" for finding, value in choice.sets.items()]
    return f" ({', '.join(told)})" if told else ""


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _number(name: str, number: Evidence, indent: str, width: int) -> Iterator[str]:
    amount = say_amount(number)
    yield from wrap(f"{name}: {amount}{'; ' if amount else ''}{number.basis}", indent, width)
    for inner_name, inner in _fields(number):
        yield from _field(inner_name, inner, indent + STEP, width)
    if number.why:
        yield from wrap(f"why: {number.why}", indent + STEP, width)
    yield from _citations(number.cite, indent + STEP, width)


def _citations(cites: Iterable[Citation], indent: str, width: int) -> Iterator[str]:
    for cite in cites:
        place = f", {cite.place}" if cite.place else ""
        yield from wrap(f"source {cite.source}{place}: {cite.says}", indent, width)


def wrap(text: str, indent: str, width: int) -> list[str]:
    """A text as lines of at most that width, each after the first a step further in."""
    return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent + STEP) or [indent]
