"""From a case file to a case; every fault is told at its place."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from pydantic import ValidationError

from ilium.answers.case import AGE, SEX, Case, Expected
from ilium.answers.case_document import CaseDocument, CheckInDocument
from ilium.answers.check_ins import CheckIn, Cleared, misdated
from ilium.answers.forms import AnswerForm
from ilium.answers.values import LISTS, Answer, Itemised, Kind, Missing, Ticked
from ilium.documents.problems import MOST_TOLD, BadDocumentError, Problem, shorten, suggest
from ilium.documents.validation import nearest_place, problems_of
from ilium.documents.yaml_text import Path, Places, Plain, read_yaml

UNLISTED = "unlisted"
"""Says of a case that its main cause is none of the conditions and families."""
RULES_NAMED = "The result names each rule under 'reasons'."
SEE_QUESTIONS = "'ilium knowledge questions' lists them all."
Given = tuple[Path, str, Plain]
"""One answer as it is written: where, to which question, and what."""
Forms = Mapping[str, AnswerForm]
Contradictions = Callable[[Case], list[tuple[str, str]]]
"""Finds answers that contradict each other: pairs of a question and what is wrong with its answer."""


class BadAnswerError(Exception):
    """A fault in one answer: what is wrong, what to do, and where inside the answer."""

    def __init__(self, what: str, remedy: str = "", inside: Path = ()) -> None:
        super().__init__(what)
        self.what, self.remedy, self.inside = what, remedy, inside


@dataclass(frozen=True, slots=True)
class CaseReader:
    """Reads cases against the forms of the questions of one region."""

    forms: Forms
    aliases: Mapping[str, str]
    contradictions: Contradictions
    causes: Set[str]
    """What a case may be known to be: conditions and families, by the ids they have or had."""
    rules: Set[str] = frozenset()
    """The rules that a clinician can clear."""

    def read(self, text: str, file: str) -> Case:
        """The one case of a text. Raises BadDocumentError with every fault found."""
        places: Places = {}
        values = read_yaml(text, file, places)
        if isinstance(values, list):
            problem = Problem(
                nearest_place((), file, places), "this is a list of cases; one case is wanted here."
            )
            raise BadDocumentError([Problem(problem.place, problem.what, "Give one of them.")])
        return self._case(values, (), file, places)

    def read_all(self, text: str, file: str) -> list[Case]:
        """All cases of a text that is a list of cases."""
        places: Places = {}
        values = read_yaml(text, file, places)
        if not isinstance(values, list):
            values, start = [values], [()]
        else:
            start = [(number,) for number in range(len(values))]  # type: ignore[misc]
        return [self._case(value, path, file, places) for value, path in zip(values, start, strict=True)]

    def read_check_in(self, text: str, file: str, today: datetime.date) -> CheckIn:
        """The check-in of a text: its date, today's where it says none, and what was answered."""
        places: Places = {}
        values = read_yaml(text, file, places)
        if isinstance(values, dict) and "date" not in values:
            values = {**values, "date": today.isoformat()}
        try:
            document = CheckInDocument.model_validate(values)
        except ValidationError as error:
            raise BadDocumentError(problems_of(error, CheckInDocument, file, places)) from None
        given: list[Given] = [(("answers", id_), id_, raw) for id_, raw in document.answers.items()]
        problems: list[Problem] = []
        answers = self._read_answers(given, file, places, problems)
        clashes = self.contradictions(Case(answers=answers)) if not problems else []
        problems += [Problem(nearest_place(("answers", q), file, places), what) for q, what in clashes]
        if problems:
            raise BadDocumentError(sorted(problems))
        return CheckIn(document.date, dict(sorted(answers.items())))

    def _case(self, values: Plain, path: Path, file: str, places: Places) -> Case:
        if not isinstance(values, dict):
            what = (
                f"a case is a mapping with keys such as 'age', 'sex' and 'answers', "
                f"not {'nothing' if values is None else repr(shorten(values))}."
            )
            raise BadDocumentError(
                [Problem(nearest_place(path, file, places), what, "See 'ilium schema case'.")]
            )
        inner = {p[len(path) :]: mark for p, mark in places.items() if p[: len(path)] == path}
        try:
            document = CaseDocument.model_validate(values)
        except ValidationError as error:
            raise BadDocumentError(problems_of(error, CaseDocument, file, inner)) from None
        problems: list[Problem] = []
        answers = self._answers(document, file, inner, problems)
        check_ins = self._check_ins(document, file, inner, problems)
        problems += self._unknown_cause(document, file, inner)
        problems += self._misdated(document, file, inner)
        problems += self._unknown_rules(document, file, inner)
        if problems:
            raise BadDocumentError(sorted(problems))
        case = _assemble(document, answers, check_ins, self.aliases)
        clashes = [
            Problem(nearest_place((*where, "answers", q), file, inner), what)
            for where, part in _parts(case)
            for q, what in self.contradictions(part)
        ]
        if clashes:
            raise BadDocumentError(clashes)
        return case

    def _check_ins(
        self, document: CaseDocument, file: str, places: Places, problems: list[Problem]
    ) -> tuple[CheckIn, ...]:
        read = []
        for number, one in enumerate(document.check_ins):
            given = [(("check_ins", number, "answers", id_), id_, raw) for id_, raw in one.answers.items()]
            answers = self._read_answers(given, file, places, problems)
            read.append(CheckIn(one.date, dict(sorted(answers.items()))))
        return tuple(read)

    def _misdated(self, document: CaseDocument, file: str, places: Places) -> list[Problem]:
        check_ins, cleared = [one.date for one in document.check_ins], [one.date for one in document.cleared]
        return [
            Problem(nearest_place(path, file, places), what, remedy)
            for path, what, remedy in misdated(document.start, document.today, check_ins, cleared)
        ]

    def _unknown_rules(self, document: CaseDocument, file: str, places: Places) -> list[Problem]:
        return [
            Problem(
                nearest_place(("cleared", number, "rule"), file, places),
                f"there is no rule '{shorten(one.rule)}'.",
                suggest(one.rule, self.rules if number < MOST_TOLD else (), RULES_NAMED),
            )
            for number, one in enumerate(document.cleared)
            if self.aliases.get(one.rule, one.rule) not in self.rules
        ]

    def _unknown_cause(self, document: CaseDocument, file: str, places: Places) -> list[Problem]:
        """A main cause that is none of ours. Causes found beside it (`also`) may be."""
        cause = document.expected.diagnosis if document.expected else None
        if cause is None or cause == UNLISTED or cause in self.causes:
            return []
        place = nearest_place(("expected", "diagnosis"), file, places)
        remedy = suggest(cause, self.causes, f"Write '{UNLISTED}' for a cause that Ilium does not know.")
        return [Problem(place, f"there is no condition or family '{shorten(cause)}'.", remedy)]

    def _answers(
        self, document: CaseDocument, file: str, places: Places, problems: list[Problem]
    ) -> dict[str, Answer]:
        given: list[Given] = [(("answers", id_), id_, raw) for id_, raw in document.answers.items()]
        given += [((key,), key, raw) for key in (AGE, SEX) if (raw := getattr(document, key)) is not None]
        return self._read_answers(given, file, places, problems)

    def _read_answers(
        self, given: Sequence[Given], file: str, places: Places, problems: list[Problem]
    ) -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        for path, id_, raw in given:
            try:
                name, answer = self._answer(id_, raw, near=len(problems) < MOST_TOLD)
                if answers.get(name, answer) != answer:
                    raise BadAnswerError(
                        f"'{name}' is answered twice, with different answers.", "Keep one of them."
                    )
                answers[name] = answer
            except BadAnswerError as fault:
                place = nearest_place((*path, *fault.inside), file, places)
                problems.append(Problem(place, fault.what, fault.remedy))
        return answers

    def _answer(self, id_: str, raw: Plain, *, near: bool) -> tuple[str, Answer]:
        """A question and its answer; `near` says whether to look for the name nearest to a wrong one."""
        name = self.aliases.get(id_, id_)
        form = self.forms.get(name)
        if form is None:
            remedy = suggest(id_, self.forms, SEE_QUESTIONS) if near else SEE_QUESTIONS
            raise BadAnswerError(f"there is no question '{shorten(id_)}'.", remedy)
        return name, read_answer(form, raw)


def read_answer(form: AnswerForm, raw: Plain) -> Answer:
    """The answer to a question from its plain value; `true` and `false` read as yes and no."""
    value = _as_word(raw)
    if isinstance(value, str) and value in (Missing.UNKNOWN, Missing.DECLINED):
        return Missing(value)
    if form.kind is Kind.NUMBER:
        return _read_number(form, value)
    if form.kind in LISTS:
        return _read_list(form, value)
    if isinstance(value, str) and value in form.words:
        return value
    raise BadAnswerError(f"'{shorten(value)}' is no answer to '{form.id}'.", _better_word(form, value))


def can_read(form: AnswerForm, raw: Plain) -> bool:
    """Whether a plain value is an answer to a question."""
    try:
        read_answer(form, raw)
    except BadAnswerError:
        return False
    return True


def _better_word(form: AnswerForm, value: Plain) -> str:
    """What to write instead of a word that is no answer: the nearest one, or all of them."""
    words = [*form.words, Missing.UNKNOWN.value, Missing.DECLINED.value]
    if form.kind is Kind.SAFETY and value == "yes":
        return "Is it 'new' with this pain, or the 'same' as before it?"
    if isinstance(value, str):
        near = suggest(value, words)
        if near.startswith("Did") or len(words) > 12:
            return near or f"'ilium knowledge show {form.id}' lists the answers."
    return f"Use one of: {', '.join(words)}."


def _read_number(form: AnswerForm, value: Plain) -> float:
    if not isinstance(value, (int, float)) or not _is_finite(value):
        raise BadAnswerError(f"'{shorten(value)}' is no number, and '{form.id}' asks for one.", _bounds(form))
    if (form.minimum is not None and value < form.minimum) or (
        form.maximum is not None and value > form.maximum
    ):
        raise BadAnswerError(f"{value:g} is not possible for '{form.id}'.", _bounds(form))
    return float(value)


def _is_finite(value: float) -> bool:
    """Whether a number can be reckoned with; a whole number may have thousands of digits."""
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def _bounds(form: AnswerForm) -> str:
    low = "" if form.minimum is None else f" from {form.minimum:g}"
    high = "" if form.maximum is None else f" to {form.maximum:g}"
    return f"Give a number{low}{high} {form.unit}".rstrip() + ", or 'unknown'."


def _read_list(form: AnswerForm, value: Plain) -> Answer:
    if isinstance(value, list):
        for place, item in enumerate(value):
            _check_item(form, item, place)
        return Ticked(frozenset(str(item) for item in value))
    if isinstance(value, dict):
        return Itemised({item: _read_item(form, item, word) for item, word in sorted(value.items())})
    raise BadAnswerError(
        f"'{shorten(value)}' is no answer to '{form.id}', which is a list.",
        "Give the true ones as [a, b], none of them as [], or each as {a: yes, b: no, c: unknown}.",
    )


def _read_item(form: AnswerForm, item: str, value: Plain) -> str:
    _check_item(form, item, item)
    word = _as_word(value)
    if word not in ("yes", "no", "unknown"):
        raise BadAnswerError(
            f"'{shorten(word)}' is no answer to '{item}'.", "Use yes, no or unknown.", (item,)
        )
    return str(word)


def _as_word(value: Plain) -> Plain:
    """`true` and `false` read as yes and no."""
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _check_item(form: AnswerForm, item: Plain, place: str | int) -> None:
    if item not in form.words:
        remedy = suggest(str(item), form.words, f"'ilium knowledge show {form.id}' lists them.")
        raise BadAnswerError(f"'{form.id}' has no item '{shorten(item)}'.", remedy, (place,))


def _parts(case: Case) -> Iterator[tuple[Path, Case]]:
    """What was answered together: the case as it began, and each check-in for itself."""
    yield (), case
    yield from ((("check_ins", n), Case(answers=one.answers)) for n, one in enumerate(case.check_ins))


def _assemble(
    document: CaseDocument,
    answers: dict[str, Answer],
    check_ins: tuple[CheckIn, ...],
    aliases: Mapping[str, str],
) -> Case:
    known = document.expected
    expected = Expected(known.diagnosis, tuple(known.also), known.urgency, known.ambiguous) if known else None
    return Case(
        answers=dict(sorted(answers.items())),
        id=document.id,
        today=document.today,
        start=document.start,
        check_ins=check_ins,
        cleared=tuple(Cleared(aliases.get(c.rule, c.rule), c.date, c.test) for c in document.cleared),
        mode=document.mode,
        country=document.country,
        setting=document.setting,
        expected=expected,
    )


def plain_answer(answer: Answer) -> str | float | list[str] | dict[str, str]:
    """An answer as it is written in a case file."""
    if isinstance(answer, Ticked):
        return sorted(answer.items)
    if isinstance(answer, Itemised):
        return dict(answer.items)
    if isinstance(answer, float):
        return int(answer) if answer.is_integer() else answer
    return str(answer)
