"""A small layered graph: what causes what, and how strongly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["trigger", "condition", "mechanism", "finding"]


@dataclass(frozen=True, slots=True)
class Node:
    """A concept in the picture."""

    id: str
    kind: Kind
    name: str


@dataclass(frozen=True, slots=True)
class Edge:
    """From a cause to what it brings about. `against` marks what makes it rarer.

    `strength`, 0 to 1, is the width of its line; `weight` says which edges to keep when there are too many.
    """

    source: str
    target: str
    label: str
    strength: float
    weight: float
    against: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """Columns of nodes from left to right, edges between them, and how many were left out."""

    center: str
    title: str
    columns: tuple[tuple[Node, ...], ...]
    edges: tuple[Edge, ...]
    left_out: int = 0

    @property
    def names(self) -> dict[str, str]:
        """The name of each node."""
        return {node.id: node.name for column in self.columns for node in column}
