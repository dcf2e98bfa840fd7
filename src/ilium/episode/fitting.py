"""An old case under newer knowledge: renamed questions are followed, and what no longer fits is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ilium.answers.case import Case
from ilium.answers.case_reader import can_read, plain_answer
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer
from ilium.documents.yaml_text import Plain
from ilium.knowledge.library import Knowledge


@dataclass(frozen=True, slots=True)
class Fitted:
    """A case as the knowledge of today reads it, and what it cannot read any more."""

    case: Case
    left_out: tuple[str, ...]
    """Questions whose answers the knowledge no longer takes, and rules that it no longer has."""


def fit(knowledge: Knowledge, case: Case) -> Fitted:
    """The case as the knowledge reads it. What is left out counts as not asked, never as *no*."""
    gone: set[str] = set()
    check_ins = tuple(CheckIn(one.date, _fit_answers(knowledge, one.answers, gone)) for one in case.check_ins)
    cleared = []
    for one in case.cleared:
        rule = knowledge.aliases.get(one.rule, one.rule)
        if rule in knowledge.red_flags:
            cleared.append(replace(one, rule=rule))
        else:
            gone.add(one.rule)
    answers = _fit_answers(knowledge, case.answers, gone)
    fitted = replace(case, answers=answers, check_ins=check_ins, cleared=tuple(cleared))
    return Fitted(fitted, tuple(sorted(gone)))


def _fit_answers(knowledge: Knowledge, answers: Mapping[str, Answer], gone: set[str]) -> Mapping[str, Answer]:
    kept: dict[str, Answer] = {}
    for question, answer in answers.items():
        name = knowledge.aliases.get(question, question)
        form = knowledge.forms.get(name)
        if form is not None and can_read(form, _plain(answer)):
            kept[name] = answer
        else:
            gone.add(question)
    return dict(sorted(kept.items()))


def _plain(answer: Answer) -> Plain:
    """An answer as a case file would hold it."""
    plain = plain_answer(answer)
    return [*plain] if isinstance(plain, list) else {**plain} if isinstance(plain, dict) else plain
