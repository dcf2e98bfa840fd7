"""What stands on the summary, as plain values for its template."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ilium import __version__
from ilium.answers.case import Case
from ilium.explanation.cannot_miss import NotToMiss, not_to_miss
from ilium.faces.summary.course import course_of
from ilium.faces.summary.told import name_of, sort_answers
from ilium.faces.telling.soon import time_words
from ilium.interview.best_next import Suggestion, best_tests
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.result import Assessment, ConditionShown
from ilium.safety.past import at_present
from ilium.verdict import reach_verdict

RANKED, SURELY_RANKED, WORTH_RANKING = 7, 3, 0.005
"""At most so many conditions are ranked, the first ones always, the others from this probability on."""
REASONS, WHY, TESTS = 4, 2, 3
LONGEST, LONGEST_REASON = 110, 220
"""Of a text that could be of any length, so much is shown."""


def summarise(knowledge: Knowledge, case: Case, result: Assessment) -> dict[str, Any]:
    """The summary of a case and its assessment."""
    today = at_present(knowledge, case)
    verdict = reach_verdict(knowledge, case)
    tests = best_tests(knowledge, case, verdict, TESTS)
    misses = not_to_miss(knowledge, case, verdict)
    return {
        "date": case.today.isoformat() if case.today else "",
        "age": f"{today.age:g}" if today.age is not None else "",
        "sex": today.sex,
        "mode": case.mode,
        "urgency": _urgency(result),
        "ranking": [_line(one) for one in _ranked(result)],
        "unlisted": [_percent(result.unlisted), *map(_percent, result.unlisted_interval)],
        "course": course_of(knowledge, case, result),
        "open": [_open(knowledge, one) for one in misses if one.is_open],
        "closed": [knowledge.conditions[one.condition].clinical_name for one in misses if not one.is_open],
        "tests": [_test(knowledge, one) for one in tests],
        "told": asdict(sort_answers(knowledge, today)),
        "knowledge": {"version": knowledge.version, "hash": knowledge.hash, "region": knowledge.region.name},
        "version": __version__,
    }


def _urgency(result: Assessment) -> dict[str, Any]:
    urgency = result.urgency
    reasons = urgency.reasons[:REASONS]
    return {
        "level": urgency.level.value,
        "emergency": urgency.level is Level.EMERGENCY_NOW,
        "name": urgency.name,
        "when": time_words(urgency.level, urgency.within_hours),
        "who": urgency.who,
        "reasons": [{"text": _short(one.text, LONGEST_REASON), "rule": one.rule} for one in reasons],
        "more": len(urgency.reasons) - len(reasons),
    }


def _ranked(result: Assessment) -> list[ConditionShown]:
    return [
        one
        for place, one in enumerate(result.conditions[:RANKED])
        if place < SURELY_RANKED or one.probability >= WORTH_RANKING
    ]


def _line(one: ConditionShown) -> dict[str, Any]:
    return {
        "name": one.clinical_name,
        "percent": _percent(one.probability),
        "low": _percent(one.interval[0]),
        "high": _percent(one.interval[1]),
        "serious": one.serious,
        "for": [_short(reason.text) for reason in one.for_[:WHY]],
        "against": [_short(reason.text) for reason in one.against[:WHY]],
    }


def _percent(probability: float) -> float:
    return round(probability * 100, 1)


def _open(knowledge: Knowledge, one: NotToMiss) -> dict[str, Any]:
    """A serious condition that is still open, with the first things that keep it so."""
    return {
        "name": knowledge.conditions[one.condition].clinical_name,
        "rules": [reason.rule for reason in one.fired[:WHY]],
        "likely": one.is_likely,
        "unanswered": [name_of(knowledge, knowledge.questions[id_]) for id_ in one.unanswered[:WHY]],
        "more": max(len(one.unanswered) - WHY, 0),
    }


def _test(knowledge: Knowledge, one: Suggestion) -> dict[str, Any]:
    return {
        "name": name_of(knowledge, one.question),
        "how": one.question.help or one.question.text,
        "bits": f"{one.bits:.2f}",
        "exact": one.exact,
    }


def _short(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
