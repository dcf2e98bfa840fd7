"""The numbers of the knowledge that tie a finding to a condition, with what they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ilium.faces.number_words import say_amount
from ilium.knowledge.beliefs import mean_shares
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation, Evidence
from ilium.knowledge.schema import Condition, Finding


def evidence_for(knowledge: Knowledge, finding: Finding, condition: Condition, value: str) -> Iterator[str]:
    """One line for each number: of what, how much, why, and its sources."""
    for of, number, told in numbers_for(knowledge, finding, condition, value):
        yield f"{of}{told} {say_basis(number)}"


def numbers_for(
    knowledge: Knowledge, finding: Finding, condition: Condition, value: str
) -> Iterator[tuple[str, Evidence, str]]:
    """Each number that ties a finding to a condition: of what, the number, and how much in words."""
    names = {id_: knowledge.mechanisms[id_].name for id_ in condition.mechanisms} | {condition.id: ""}
    if finding.causes is not None:
        yield from _named(finding.causes.mechanisms, names, "λ")
        yield from _named(finding.causes.conditions, names, "λ")
        yield from _named(finding.causes.inhibited_by, names, "held back")
    elif finding.relief is not None:
        yield from _named(finding.relief.mechanisms, names, "eased")
    elif finding.trigger is not None:
        yield from _named(finding.trigger.odds_ratios, names, "odds ratio")
    elif finding.table is not None and condition.id in finding.table.conditions:
        row = finding.table.conditions[condition.id]
        share = mean_shares(row, finding.table.values)[finding.table.values.index(value)]
        yield "", row, f"share {share:.2f},"


def _named(
    numbers: Mapping[str, Evidence], names: Mapping[str, str], role: str
) -> Iterator[tuple[str, Evidence, str]]:
    for id_, number in numbers.items():
        if id_ in names:
            of = f"{names[id_]}: " if names[id_] else ""
            yield of, number, f"{role} {say_amount(number)},"


def say_basis(number: Evidence) -> str:
    """What a number rests on: its basis, its reason, and its sources."""
    told = [f"{number.basis}. {number.why}".strip(), *map(say_citation, number.cite)]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in told if part)


def say_citation(citation: Citation) -> str:
    """A source, linked, the place in it, and what it says."""
    place = f", {citation.place}" if citation.place else ""
    return f"[{citation.source}](../sources.md#{citation.source}){place}: {citation.says}"
