"""`ilium assess --import`: a file with somebody's record, what is taken from it, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from textwrap import fill
from typing import TYPE_CHECKING

import click

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised
from ilium.documents.json_text import hold_to_json
from ilium.documents.problems import BadDocumentError, Problem
from ilium.documents.yaml_text import decode
from ilium.explanation.wording import say_answer
from ilium.faces.fhir.chart.taken import NotRead, Taken
from ilium.faces.fhir.importing import import_bundle
from ilium.faces.fhir.reading import hold_to_form, values_of
from ilium.faces.terminal import record_words as words
from ilium.faces.terminal.case_input import read_bytes
from ilium.faces.terminal.console import PLAIN_WIDTH
from ilium.knowledge.observation import contradictions
from ilium.safety.evaluation import is_asked

if TYPE_CHECKING:
    from ilium.faces.fhir.importing import Imported
    from ilium.knowledge.library import Knowledge

MOST_NOT_READ = 10
BUNDLE = "Bundle"


@dataclass(frozen=True, slots=True)
class FromRecord:
    """What a record says, for an interview: what need not be asked, and what is marked where it is asked."""

    known: Mapping[str, Answer]
    offered: Mapping[str, Answer]

    @classmethod
    def of(cls, knowledge: Knowledge, imported: Imported) -> FromRecord:
        """A list of which a record knows some items is asked all the same: the rest may be so too."""
        answers = imported.case.answers
        lists = {id_: one for id_, one in answers.items() if isinstance(one, Itemised)}
        words_of = {id_: knowledge.forms[id_].words for id_ in lists}
        offered = {id_: one for id_, one in lists.items() if len(one.items) < len(words_of[id_])}
        return cls({id_: one for id_, one in answers.items() if id_ not in offered}, offered)

    def complete(self, knowledge: Knowledge, case: Case) -> Case:
        """The case after the interview, with what the record says of lists that were not come to.

        Medicines are left out: unless somebody asks for advice on them, nobody is asked about them.
        """
        for id_, answer in self.offered.items():
            question, after = knowledge.questions[id_], case.answer(id_, answer)
            fits = is_asked(knowledge, question, case) and not contradictions(knowledge, after)
            if id_ not in case.answers and question.mode != "medicine" and fits:
                case = after
        return replace(case, answers=dict(sorted(case.answers.items())))


def read_record_file(knowledge: Knowledge, name: str, case: Case | None) -> Imported:
    """What a file says, beside a case. Raises BadDocumentError with every fault at its place in the file."""
    data, file = read_bytes(name)
    text = hold_to_json(decode(data, file), file)
    try:
        bundle = hold_to_form(values_of(text), BUNDLE)
        today = (case.today if case is not None else None) or date.today()
        return import_bundle(knowledge, bundle, today, case)
    except BadDocumentError as error:
        raise BadDocumentError([_in_file(one, file) for one in error.problems]) from None


def _in_file(problem: Problem, file: str) -> Problem:
    place = problem.place
    return replace(problem, place=replace(place, file=f"{file}: {place.file}"))


def show_taken(knowledge: Knowledge, imported: Imported, *, everything: bool, on_error: bool) -> None:
    """Print what was taken from which resource, and what was not read."""
    for line in _lines(knowledge, imported, everything):
        click.echo("\n".join(_wrapped(part) for part in line.split("\n")), err=on_error)


def _wrapped(line: str) -> str:
    """A line broken between words, and its rest a little further in."""
    blanks = " " * (len(line) - len(line.lstrip()) + 2)
    return fill(line, PLAIN_WIDTH, subsequent_indent=blanks, break_on_hyphens=False, break_long_words=False)


def _lines(knowledge: Knowledge, imported: Imported, everything: bool) -> Iterator[str]:
    reading = imported.reading
    if reading.taken:
        yield words.TAKEN
    elif imported.before.answers:
        yield words.WHOLE.format(n=len(imported.before.answers))
    else:
        yield words.NOTHING
    yield from (_taken(knowledge, one) for one in reading.taken)
    yield from _grouped(words.OTHERWISE, reading.conflicts, everything)
    yield from _grouped(words.NOT_READ, reading.not_read, everything)
    yield ""


def _taken(knowledge: Knowledge, one: Taken) -> str:
    origins = "; ".join(words.ORIGIN.format(place=origin.place, what=origin.what) for origin in one.origins)
    return words.LINE.format(text=say_answer(knowledge, one.question, one.answer), origins=origins)


def _grouped(title: str, told: Iterable[NotRead], everything: bool) -> Iterator[str]:
    """What has to be told beside what was taken, grouped by the reason."""
    by_why = sorted(told, key=lambda one: one.why)
    groups = [(why, list(same)) for why, same in groupby(by_why, key=lambda one: one.why)]
    if groups:
        yield title
    shown = groups if everything else groups[:MOST_NOT_READ]
    for why, same in shown:
        names = list(dict.fromkeys(f"{one.origin.what} ({one.origin.place})" for one in same))
        some = names if everything else names[:MOST_NOT_READ]
        more = words.MORE.format(n=len(names) - len(some)) if len(some) < len(names) else ""
        yield words.LINE_NOT.format(names="; ".join(some), more=more, why=why)
    if len(shown) < len(groups):
        yield words.MORE_REASONS.format(n=len(groups) - len(shown))
