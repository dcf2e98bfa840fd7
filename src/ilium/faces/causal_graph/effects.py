"""The edges of the causal graph, one form of number after another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from ilium.faces.causal_graph.graph import Edge
from ilium.knowledge.beliefs import mean_log_ratio, mean_probability, mean_shares
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Probability, Shares
from ilium.knowledge.schema import Finding, Table

STRONG_ODDS = math.log(20)
"""An odds ratio of 20 draws the widest line."""

ALWAYS = "always"


def sets_off(knowledge: Knowledge, condition: str) -> Iterator[Edge]:
    """A condition sets off its mechanisms: always, or so often."""
    for id_, number in knowledge.conditions[condition].mechanisms.items():
        chance = mean_probability(number) if isinstance(number, Probability) else 1.0
        told = f"{chance:.2f}" if isinstance(number, Probability) else ALWAYS
        yield Edge(condition, id_, told, chance, chance)


def raises(finding: Finding) -> Iterator[Edge]:
    """A trigger raises (or lowers) the odds of conditions."""
    if finding.trigger is None:
        return
    for id_, ratio in finding.trigger.odds_ratios.items():
        log = mean_log_ratio(ratio)
        told = f"×{math.exp(log):.2g}"
        yield Edge(finding.id, id_, told, min(abs(log) / STRONG_ODDS, 1.0), abs(log), against=log < 0)


def brings_about(finding: Finding) -> Iterator[Edge]:
    """Mechanisms or conditions bring a finding about, or hold it back."""
    usual = finding.unlisted
    if finding.table is not None:
        yield from _typical(finding.table, finding.id)
    if usual is None or isinstance(usual, Shares):
        return
    background = mean_probability(usual)
    if finding.relief is not None:
        yield from _chances(finding.relief.mechanisms, finding.id, background)
    if finding.causes is not None:
        yield from _chances(finding.causes.mechanisms, finding.id, background)
        yield from _chances(finding.causes.conditions, finding.id, background)
        for id_, number in finding.causes.inhibited_by.items():
            held = mean_probability(number)
            yield Edge(id_, finding.id, f"−{held:.2f}", held, held - 1, against=True)


def _chances(numbers: Mapping[str, Probability], finding: str, background: float) -> Iterator[Edge]:
    for id_, number in numbers.items():
        chance = mean_probability(number)
        yield Edge(id_, finding, f"{chance:.2f}", chance, chance - background)


def _typical(table: Table, finding: str) -> Iterator[Edge]:
    """The value that a condition raises most above the rest."""
    usual = mean_shares(table.otherwise, table.values)
    for id_, row in table.conditions.items():
        shares = mean_shares(row, table.values)
        most = int((shares - usual).argmax())
        told = f"{table.values[most].replace('_', ' ')} {shares[most]:.2f}"
        yield Edge(id_, finding, told, float(shares[most]), float(shares[most] - usual[most]))
