"""What a tool's word for a cause may mean, and which place a cause that is right then has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Final

from pydantic import AfterValidator, Field

from ilium.documents.validation import validate
from ilium.knowledge.codes import FORMS, System
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Entry

FILE = "open_set_codes.yaml"
SYSTEM: Final[System] = "icd10cm"

_CODE = re.compile(r"(?:ICD-?10(?:-?CM)?[:\s]+)?([A-Z][0-9][0-9AB](?:\.?[0-9A-Z]{1,4})?)(?![0-9A-Z])", re.I)
_BLOCK = re.compile(r"[A-Z][0-9][0-9AB]-[A-Z][0-9][0-9AB]")
_BRACKETS = re.compile(r"\([^)]*\)")
_SIDES = frozenset({"left", "right", "bilateral"})
_SPELLINGS = (("ae", "e"), ("oe", "e"), ("our", "or"))
"""British spellings and what American ones have instead; both are read as the second."""


def _check_code(code: str) -> str:
    if not (FORMS[SYSTEM].fullmatch(code) or _BLOCK.fullmatch(code)):
        raise ValueError(f"'{code[:20]}' is neither a code of ICD-10-CM nor a block of its categories")
    return code


class Meaning(Entry):
    """Codes with their titles in the classification, and names, that stand for the same families."""

    means: Annotated[tuple[str, ...], Field(min_length=1)]
    codes: dict[Annotated[str, AfterValidator(_check_code)], str] = Field(default_factory=dict)
    names: tuple[str, ...] = ()


class Meanings(Entry):
    """All that the scorer knows about other tools' words."""

    groups: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A code and its title, and the families that it stands for."""

    code: str
    title: str
    families: frozenset[str]


@lru_cache(maxsize=1)
def read_meanings() -> Meanings:
    """The table of codes and names that lies beside this module."""
    return validate(Meanings, files(__package__).joinpath(FILE).read_text("utf-8"), FILE)


@lru_cache(maxsize=8)
def codes_named(knowledge: Knowledge) -> tuple[Named, ...]:
    """Every code that is read, by code: those of the table, and our own that the table says nothing of."""
    rows = [
        Named(code, title, frozenset(group.means))
        for group in read_meanings().groups
        for code, title in group.codes.items()
    ]
    own: dict[str, Named] = {}
    for condition in knowledge.conditions.values():
        for one in condition.codes:
            if one.system == SYSTEM and not any(_covers(row.code, _bare(one.code)) for row in rows):
                before = own[one.code].families if one.code in own else frozenset()
                families = before | {knowledge.family_of(condition.id)}
                own[one.code] = Named(one.code, one.display, families)
    return tuple(sorted((*rows, *own.values()), key=lambda row: row.code))


@lru_cache(maxsize=4096)
def families_named(knowledge: Knowledge, cause: str) -> frozenset[str]:
    """The families that a tool's word for a cause may mean: an id or name of ours, a usual name or a code."""
    id_ = knowledge.aliases.get(cause.strip(), cause.strip())
    if id_ in knowledge.families:
        return frozenset({id_})
    if id_ in knowledge.conditions:
        return frozenset({knowledge.family_of(id_)})
    code = _CODE.match(id_)
    if code:
        return _by_code(codes_named(knowledge), _bare(code[1]))
    names, spelt = _names(knowledge), map(_plain, _with_shorter(id_))
    return next((names[name] for name in spelt if name in names), frozenset())


def _by_code(rows: Sequence[Named], code: str) -> frozenset[str]:
    """What the longest code at or above this one means; where there is none, all that stand below."""
    above = [row for row in rows if _covers(row.code, code)]
    if above:
        return max(above, key=_length).families
    return frozenset().union(*(row.families for row in rows if _bare(row.code).startswith(code)))


def _length(row: Named) -> int:
    return 0 if _BLOCK.fullmatch(row.code) else len(row.code)


def _covers(top: str, code: str) -> bool:
    """Whether a code stands in a block, or is another one or below it."""
    if _BLOCK.fullmatch(top):
        first, last = top.split("-")
        return first <= code[:3] <= last
    return code.startswith(_bare(top))


def _bare(code: str) -> str:
    return code.replace(".", "").upper()


@lru_cache(maxsize=8)
def _names(knowledge: Knowledge) -> Mapping[str, frozenset[str]]:
    """Each plain name and its families. What other tools usually mean goes before titles and our names."""
    table: dict[str, frozenset[str]] = {}
    for names in (_usual_names(), _titles(knowledge), _own_names(knowledge)):
        found: dict[str, frozenset[str]] = {}
        for name, families in names:
            found[_plain(name)] = found.get(_plain(name), frozenset()) | families
        table = {**found, **table}
    return table


def _usual_names() -> Iterator[tuple[str, frozenset[str]]]:
    yield from ((name, frozenset(one.means)) for one in read_meanings().groups for name in one.names)


def _titles(knowledge: Knowledge) -> Iterator[tuple[str, frozenset[str]]]:
    yield from ((row.title, row.families) for row in codes_named(knowledge))


def _own_names(knowledge: Knowledge) -> Iterator[tuple[str, frozenset[str]]]:
    """Names of families and conditions, with and without what stands in brackets, and their codes' titles."""
    for group in knowledge.families.values():
        yield from ((name, frozenset({group.id})) for name in _with_shorter(group.name))
    for condition in knowledge.conditions.values():
        titles = (code.display for code in condition.codes)
        for name in (condition.id.replace("_", " "), condition.name, condition.clinical_name, *titles):
            family = frozenset({knowledge.family_of(condition.id)})
            yield from ((one, family) for one in _with_shorter(name))


def _with_shorter(name: str) -> Iterable[str]:
    return name, _BRACKETS.sub(" ", name)


def _plain(name: str) -> str:
    """A name without its case, signs, side and spelling, so that the same words are the same name."""
    text = " ".join(re.findall(r"[a-z0-9]+", name.lower()))
    for british, american in _SPELLINGS:
        text = text.replace(british, american)
    return " ".join(word for word in text.split() if word not in _SIDES)


def place_among(named: Sequence[frozenset[str]], right: frozenset[str]) -> int | None:
    """The place of the first right family: one more than the wrong ones named before or together with it.

    A cause that may mean several families takes as many places as they are, and the right one is the last of
    them. So it never does better than naming them one by one would, in whichever order. A cause of no family
    that we know takes one place.
    """
    wrong: set[str] = set()
    strange = 0
    for families in named:
        wrong |= families - right
        strange += not families
        if families & right:
            return 1 + len(wrong) + strange
    return None
