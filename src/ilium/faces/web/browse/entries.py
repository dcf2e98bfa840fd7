"""A concept of any kind as a tree to show: words, numbers with what they rest on, and links to others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ilium.faces.code_words import MATCHES
from ilium.faces.number_words import say_amount, say_list
from ilium.faces.reference.rule_text import EXPRESSIONS, say_rule
from ilium.knowledge.codes import SYSTEMS, Code
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.numbers import Citation, Evidence
from ilium.knowledge.schema import Concept
from ilium.knowledge.terminologies import Listed

HEAD = ("id", "aliases", "name", "clinical_name", "about", "title", "cite")
"""Fields of a concept that stand at the head of its page."""
OF_NUMBER = ("basis", "cite", "why", "value", "counts", "n", "ci", "range", "shares", "pool")
"""Fields that are told on the line of a number."""
DRAWN = ("pictures",)
"""Kinds that are drawings; they are looked at, not read."""
BROWSED = tuple(folder for folder in FOLDERS if folder not in DRAWN)


@dataclass(frozen=True, slots=True)
class NumberTold:
    """A number as it was written, and what it rests on."""

    amount: str
    basis: str
    why: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """One entry: its name, and a text, a number, another concept or more entries."""

    name: str
    text: str = ""
    link: str = ""
    number: NumberTold | None = None
    children: tuple[Node, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept by id, its kind and what it is called."""

    id: str
    folder: str
    name: str


def find(knowledge: Knowledge, id_: str) -> Mention | None:
    """The concept with an id, whatever its kind."""
    for folder in BROWSED:
        concept = knowledge.concepts(folder).get(id_)
        if concept is not None:
            return Mention(id_, folder, name_of(concept))
    return None


def name_of(concept: Concept) -> str:
    """What a concept is called."""
    told = (getattr(concept, field, "") for field in ("name", "title", "topic", "citation", "text"))
    return next((text for text in told if isinstance(text, str) and text), concept.id)


def tree_of(knowledge: Knowledge, concept: Concept) -> tuple[Node, ...]:
    """Everything that a concept holds, but for what stands at the head of its page."""
    return tuple(
        node
        for name, value in _fields(concept)
        if name not in HEAD and name != "why"
        for node in _entry(knowledge, name, value)
    )


def _fields(entry: BaseModel) -> Iterator[tuple[str, Any]]:
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if value not in (None, "", (), {}):
            yield name.strip("_"), value


def _entry(knowledge: Knowledge, name: str, value: Any) -> Iterator[Node]:  # noqa: ANN401
    if isinstance(value, Evidence):
        yield _number(knowledge, name, value)
    elif isinstance(value, EXPRESSIONS):
        yield Node(name, say_rule(value))
    elif isinstance(value, Code | Listed | Citation):
        yield _leaf(name, value)
    elif isinstance(value, BaseModel):
        yield _branch(knowledge, name, value)
    elif isinstance(value, Mapping):
        inner = (node for key, part in value.items() for node in _keyed(knowledge, str(key), part))
        yield Node(name, children=tuple(inner))
    elif isinstance(value, tuple | list | frozenset):
        yield from _several(knowledge, name, list(value))
    else:
        yield _plain(knowledge, name, value)


def _leaf(name: str, value: Code | Listed | Citation) -> Node:
    """An entry that is told in one line."""
    if isinstance(value, Listed):
        return Node(value.code, value.term, citations=value.cite)
    if isinstance(value, Citation):
        return Node(name, citations=(value,))
    note = f" ({value.note})" if value.note else ""
    return Node(SYSTEMS[value.system], f"{value.code}: {value.display}, {MATCHES[value.match]}{note}")


def _branch(knowledge: Knowledge, name: str, value: BaseModel) -> Node:
    """An inner entry: its words first, then what else it holds."""
    inner = dict(_fields(value))
    citations = inner.pop("cite", ())
    told = str(inner.pop("id", name))
    text = str(inner.pop("text", ""))
    children = tuple(node for key, part in inner.items() for node in _entry(knowledge, key, part))
    mention = find(knowledge, told)
    return Node(
        mention.name if mention else told,
        text,
        mention.id if mention else "",
        None,
        children,
        tuple(citations),
    )


def _keyed(knowledge: Knowledge, key: str, value: Any) -> Iterator[Node]:  # noqa: ANN401
    """An entry under a key that may be the id of another concept."""
    mention = find(knowledge, key)
    for node in _entry(knowledge, mention.name if mention else key, value):
        told = Node(node.name, node.text, node.link, node.number, node.children, node.citations)
        yield told if mention is None or node.link else _linked(told, mention.id)


def _linked(node: Node, id_: str) -> Node:
    return Node(node.name, node.text, id_, node.number, node.children, node.citations)


def _several(knowledge: Knowledge, name: str, values: list[Any]) -> Iterator[Node]:
    if all(isinstance(value, str | int | float) for value in values):
        mentions = [find(knowledge, str(value)) for value in values]
        if any(mentions):
            children = (
                Node("", one.name, one.id) if one else Node("", str(value))
                for one, value in zip(mentions, values, strict=True)
            )
            yield Node(name, children=tuple(children))
        else:
            yield Node(name, say_list([str(value) for value in values]))
        return
    inner = (node for n, value in enumerate(values, 1) for node in _entry(knowledge, str(n), value))
    yield Node(name, children=tuple(inner))


def _plain(knowledge: Knowledge, name: str, value: object) -> Node:
    if isinstance(value, bool):
        return Node(name, "yes" if value else "no")
    if isinstance(value, float):
        return Node(name, f"{value:g}")
    mention = find(knowledge, str(value))
    return Node(name, mention.name, mention.id) if mention else Node(name, str(value))


def _number(knowledge: Knowledge, name: str, number: Evidence) -> Node:
    inner = tuple(
        node for key, part in _fields(number) if key not in OF_NUMBER for node in _entry(knowledge, key, part)
    )
    told = NumberTold(say_amount(number), number.basis, number.why, number.cite)
    return Node(name, number=told, children=inner)
