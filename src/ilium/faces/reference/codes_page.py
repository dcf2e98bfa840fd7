"""The page of codes: what everything is called in public systems, where that was read, and the notices."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.faces.code_words import MATCHES
from ilium.faces.reference import words
from ilium.faces.reference.markdown import section, table
from ilium.knowledge.coded import coded_entries
from ilium.knowledge.codes import SYSTEMS
from ilium.knowledge.library import Knowledge
from ilium.knowledge.terminologies import Terminology


def write_codes(knowledge: Knowledge) -> str:
    """The page in Markdown."""
    lines = [words.MADE, f"# {words.CODES_TITLE}", "", words.CODES_ABOUT, ""]
    for kind, title in words.CODED.items():
        lines += section(title, _mapped(knowledge, kind))
    lines += section(words.UNITS, _units(knowledge))
    for terminology in knowledge.terminologies.values():
        lines += section(terminology.name, _terms(terminology))
    return "\n".join(lines).rstrip() + "\n"


def _mapped(knowledge: Knowledge, kind: str) -> Iterator[str]:
    rows = [
        (
            f"`{one.id}`",
            one.name,
            SYSTEMS[code.system],
            code.code,
            code.display,
            MATCHES[code.match],
            code.note,
        )
        for one in coded_entries(knowledge)
        for code in one.codes
        if one.kind == kind
    ]
    if rows:
        yield from table(words.CODES_HEAD, rows)


def _units(knowledge: Knowledge) -> Iterator[str]:
    rows = sorted({(one.unit, one.ucum) for one in knowledge.questions.values() if one.ucum})
    if rows:
        yield from table(words.UNITS_HEAD, ((unit, f"`{code}`") for unit, code in rows))


def _terms(terminology: Terminology) -> Iterator[str]:
    """What the system is, its notices, and where each of its codes was read."""
    yield f"{terminology.about.strip()} <{terminology.url}>, {terminology.version}. {terminology.licence}."
    yield ""
    for paragraph in terminology.notice:
        yield f"> {paragraph.strip()}"
        yield ""
    rows = [
        (row.code, row.term, "; ".join(f"[{c.source}](sources.md#{c.source}), {c.place}" for c in row.cite))
        for row in terminology.codes
    ]
    if rows:
        yield from table(words.READ_IN_HEAD, rows)
