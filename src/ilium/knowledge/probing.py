"""From a question to the observations its answers may give."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ilium.answers.values import Kind, Ticked
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import NO, YES, Observation, sight
from ilium.knowledge.schema import Question

Parts = tuple[tuple[dict[str, Observation], ...], ...]


def possible_observations(knowledge: Knowledge, question: Question, known: frozenset[str]) -> Parts:
    """What the answers to a question may say: parts that are answered apart, each with its observations.

    Findings in `known` were observed before and are left out. A question that says nothing new has no parts.
    """
    parts = (tuple(_distinct(part, known)) for part in _all_parts(knowledge, question.id))
    return tuple(part for part in parts if len(part) > 1)


@lru_cache(maxsize=4096)
def _all_parts(knowledge: Knowledge, question: str) -> tuple[list[dict[str, Observation]], ...]:
    return tuple(_parts(knowledge, knowledge.questions[question]))


def _parts(knowledge: Knowledge, question: Question) -> Iterator[list[dict[str, Observation]]]:
    match question.kind:
        case Kind.YES_NO | Kind.SAFETY:
            if question.finding is not None:
                yield [{question.finding: YES}, {question.finding: NO}]
        case Kind.CHOICE:
            yield [
                {s.finding: s.observation for s in sight(knowledge, question, c.id)} for c in question.choices
            ]
        case Kind.NUMBER:
            if question.bands and question.finding is not None:
                table = knowledge.findings[question.finding].table
                values = table.values if table is not None else ()
                yield [{question.finding: tuple(float(v == value) for v in values)} for value in values]
        case Kind.CHECKLIST | Kind.BODY_MAP:
            yield from _items(knowledge, question)


def _items(knowledge: Knowledge, question: Question) -> Iterator[list[dict[str, Observation]]]:
    """One part for each item: ticked or left unticked."""
    if question.kind is Kind.CHECKLIST:
        items = {choice.id: choice.id for choice in question.choices if choice.id in knowledge.findings}
    else:
        items = {f"{p.id}_{p.sides[0]}": p.finding for p in question.places if p.finding is not None}
    for item, finding in items.items():
        ticked, blank = (
            {s.finding: s.observation for s in sight(knowledge, question, Ticked(frozenset(chosen)))}
            for chosen in ([item], [])
        )
        yield [{finding: ticked[finding]}, {finding: blank[finding]}]


def _distinct(part: list[dict[str, Observation]], known: frozenset[str]) -> Iterator[dict[str, Observation]]:
    seen: list[dict[str, Observation]] = []
    for observations in part:
        new = {finding: said for finding, said in observations.items() if finding not in known}
        if new not in seen:
            seen.append(new)
            yield new
