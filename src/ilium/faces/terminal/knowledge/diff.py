"""`ilium knowledge diff OLD NEW --cases FILE`: what a change to the knowledge does to known cases."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import asdict, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ilium.faces.terminal.knowledge import author_words as words

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.knowledge.library import Knowledge
    from ilium.study.comparing import Change, Comparison, Moved

MOST_CHANGES = 60
LONGEST = 48
FOLDER = click.Path(path_type=Path)


@click.command()
@click.argument("old", type=FOLDER)
@click.argument("new", type=FOLDER)
@click.option("--cases", required=True, metavar="FILE", help="The cases to judge; '-' reads standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
def diff(old: Path, new: Path, cases: str, *, as_json: bool) -> None:
    """Tell which cases get another urgency or first family with the region NEW than with OLD, and why."""
    from ilium.faces.terminal.console import open_console, print_json
    from ilium.study.comparing import compare

    before, after = _read_region(old), _read_region(new)
    found = compare(before, after, _read_cases(before, after, cases))
    if as_json:
        print_json(_plain(found))
        return
    for line in _lines(found, open_console().width):
        click.echo(line)


def _read_region(folder: Path) -> Knowledge:
    """The knowledge of a folder, without a fault; the folder stands before the place of every fault."""
    from ilium.documents.problems import BadDocumentError, Problem
    from ilium.knowledge.checks import check_knowledge
    from ilium.knowledge.reading import read_knowledge

    try:
        knowledge = read_knowledge(folder)
        if problems := check_knowledge(knowledge):
            raise BadDocumentError(problems)
    except BadDocumentError as error:
        told = [(one, str(folder / one.place.file)) for one in error.problems]
        raise BadDocumentError(
            Problem(replace(one.place, file=file), one.what, one.remedy) for one, file in told
        ) from None
    return knowledge


def _read_cases(old: Knowledge, new: Knowledge, name: str) -> list[tuple[Case, Case]]:
    """Each case as either knowledge reads it."""
    from ilium.documents.yaml_text import decode
    from ilium.faces.terminal.case_input import read_bytes
    from ilium.knowledge.case_reading import case_reader

    data, file = read_bytes(name)
    text = decode(data, file)
    before = case_reader(old, new).read_all(text, file)
    after = case_reader(new, old).read_all(text, file)
    return list(zip(before, after, strict=True))


def _plain(found: Comparison) -> dict[str, Any]:
    plain = asdict(found)
    for case in plain["moved"]:
        for shift in case["shifts"]:
            shift |= {key: round(shift[key], 12) for key in ("old", "new") if shift[key] is not None}
    return plain


def _lines(found: Comparison, width: int) -> Iterator[str]:
    if found.old_hash == found.new_hash:
        yield words.SAME.format(hash=found.old_hash[:12])
        return
    yield words.VERSIONS.format(old=found.old_hash[:12], new=found.new_hash[:12])
    told = words.MOVED if found.moved else words.NONE_MOVED
    yield from _wrap(told.format(n=len(found.moved), cases=found.cases), "", width)
    for case in found.moved:
        yield from _moved(case, width)
    yield from _differences(found, width)


def _moved(case: Moved, width: int) -> Iterator[str]:
    yield ""
    yield case.id
    if case.old_urgency is not case.new_urgency:
        yield from _wrap(f"urgency: {case.old_urgency.value} → {case.new_urgency.value}", "  ", width)
    if case.old_first != case.new_first:
        old, new = case.old_first or words.NOTHING, case.new_first or words.NOTHING
        yield from _wrap(f"first: {old} → {new}", "  ", width)
    for told, rules in ((words.NOW, case.now_fires), (words.NO_LONGER, case.no_longer_fires)):
        if rules:
            yield from _wrap(f"{told}: {', '.join(rules)}", "  ", width)
    for one in case.other_levels:
        told = words.OTHER_LEVEL.format(rule=one.rule, old=one.old.value, new=one.new.value)
        yield from _wrap(told, "  ", width)
    for shift in case.shifts:
        yield f"  {_chance(shift.old)} → {_chance(shift.new)}  {shift.family}"


def _chance(chance: float | None) -> str:
    return f"{words.NOTHING:>7}" if chance is None else f"{chance * 100:5.1f} %"


def _differences(found: Comparison, width: int) -> Iterator[str]:
    yield ""
    yield words.DIFFERENCES
    for told, files in ((words.ADDED, found.added), (words.REMOVED, found.removed)):
        for file in files:
            yield f"  {told}: {file}"
    shown = found.changes[:MOST_CHANGES]
    for file, changes in groupby(shown, key=lambda change: change.file):
        yield f"  {file}"
        for change in changes:
            yield from _wrap(_change(change), "    ", width)
    if len(found.changes) > len(shown):
        yield "  " + words.MORE.format(n=len(found.changes) - len(shown))


def _change(change: Change) -> str:
    told = [_value(value) for value in (change.old, change.new)]
    if max(map(len, told)) > LONGEST:
        return f"{change.path}: {words.OTHER_WORDS}"
    return f"{change.path}: {told[0]} → {told[1]}"


def _value(value: object) -> str:
    if value is None:
        return words.NOTHING
    return f"{value:g}" if isinstance(value, float) else str(value)


def _wrap(text: str, indent: str, width: int) -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=indent, subsequent_indent=indent + "  ", break_on_hyphens=False
    )
