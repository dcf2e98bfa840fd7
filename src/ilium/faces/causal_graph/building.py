"""From a concept of the knowledge to its causal graph: what brings it about, and what it brings about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ilium.faces.causal_graph.effects import ALWAYS, brings_about, raises, sets_off
from ilium.faces.causal_graph.graph import Edge, Graph, Kind, Node
from ilium.knowledge.library import Knowledge

MOST = 12
"""A picture keeps so many edges between two columns, the strongest; a table holds them all."""

DRAWN = ("conditions", "mechanisms", "findings")
"""The folders whose concepts have a causal graph."""


def build_graph(knowledge: Knowledge, folder: str, id_: str, most: int | None = None) -> Graph:
    """The graph around a condition, a mechanism or a finding; `most` keeps the strongest of each layer."""
    layers = {"conditions": _condition, "mechanisms": _mechanism, "findings": _finding}[folder](
        knowledge, id_
    )
    edges = tuple(edge for layer in layers for edge in _strongest(layer, most))
    columns = tuple(column for column in _columns(knowledge, edges, id_) if column)
    name: str = knowledge.concepts(folder)[id_].name  # type: ignore[attr-defined]
    return Graph(id_, name, columns, edges, sum(map(len, layers)) - len(edges))


def _strongest(layer: list[Edge], most: int | None) -> list[Edge]:
    return sorted(layer, key=lambda edge: (-edge.weight, edge.source, edge.target))[:most]


def _columns(knowledge: Knowledge, edges: tuple[Edge, ...], id_: str) -> Iterator[tuple[Node, ...]]:
    """The concepts of each layer, in the order in which causes run."""
    ids = dict.fromkeys([id_, *(end for edge in edges for end in (edge.source, edge.target))])
    kinds: tuple[Kind, ...] = ("trigger", "condition", "mechanism", "finding")
    nodes = [_node(knowledge, one) for one in ids]
    for kind in kinds:
        yield tuple(node for node in nodes if node.kind == kind)


def _node(knowledge: Knowledge, id_: str) -> Node:
    if id_ in knowledge.conditions:
        return Node(id_, "condition", knowledge.conditions[id_].name)
    if id_ in knowledge.mechanisms:
        return Node(id_, "mechanism", knowledge.mechanisms[id_].name)
    finding = knowledge.findings[id_]
    return Node(id_, "trigger" if finding.trigger else "finding", finding.name)


def _condition(knowledge: Knowledge, id_: str) -> list[list[Edge]]:
    """Triggers to the condition, the condition to its mechanisms, and both to findings."""
    findings = knowledge.findings.values()
    own = list(sets_off(knowledge, id_))
    chance = {edge.target: edge.strength for edge in own} | {id_: 1.0}
    seen = [
        replace(edge, weight=edge.weight * chance[edge.source])
        for finding in findings
        for edge in brings_about(finding)
        if edge.source in chance
    ]
    return [[edge for finding in findings for edge in raises(finding) if edge.target == id_], own, seen]


def _mechanism(knowledge: Knowledge, id_: str) -> list[list[Edge]]:
    """Conditions to the mechanism, and the mechanism to its findings."""
    behind = [edge for one in knowledge.conditions for edge in sets_off(knowledge, one) if edge.target == id_]
    findings = knowledge.findings.values()
    return [behind, [edge for finding in findings for edge in brings_about(finding) if edge.source == id_]]


def _finding(knowledge: Knowledge, id_: str) -> list[list[Edge]]:
    """What brings a finding about, and the conditions that always set that off; a trigger's conditions."""
    finding = knowledge.findings[id_]
    direct = [*raises(finding), *brings_about(finding)]
    strong = {edge.source for edge in _strongest(direct, MOST)}
    every = [edge for one in knowledge.conditions for edge in sets_off(knowledge, one)]
    return [[edge for edge in every if edge.target in strong and edge.label == ALWAYS], direct]
