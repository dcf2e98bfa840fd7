"""The network for one person as BIF text, which other programs for Bayesian networks read.

Worlds become two nodes: `condition_set`, and `mechanism_set` below it. Conditions, families and mechanisms
are read off them; findings hang on the one they depend on. So no table grows with the number of mechanisms
that a finding names. Readers may round: pyAgrum keeps about seven digits of every number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from ilium.knowledge.model import YES_NO, Array
from ilium.reasoning.network import BY_SETS, Network

SETS, MECHANISM_SETS = "condition_set", "mechanism_set"


def write_bif(network: Network, name: str) -> str:
    """The network as BIF text: the same worlds, prior and tables, under the same ids."""
    nodes = [*_worlds(network), *_members(network), *_findings(network)]
    return "\n".join([f'network "{name}" {{\n}}', *(line for node in nodes for line in node)]) + "\n"


def _worlds(network: Network) -> Iterator[list[str]]:
    worlds = network.worlds
    sets = [f"set_{number}" for number in range(len(worlds.members))]
    states = [f"state_{number}" for number in range(len(worlds.mechanism_sets))]
    below = np.zeros((len(sets), len(states)))
    below[worlds.set_of, worlds.mechanisms_of] = worlds.chance
    yield [_variable(SETS, sets), f"probability ({SETS}) {{\n  table {_numbers(network.prior)};\n}}"]
    yield [_variable(MECHANISM_SETS, states), _table(MECHANISM_SETS, SETS, sets, below)]


def _members(network: Network) -> Iterator[list[str]]:
    """Conditions, families and mechanisms: whether each is in the set. A condition can be its own family."""
    model, worlds = network.model, network.worlds
    kinds: tuple[tuple[str, Sequence[str], Iterable[Array]], ...] = (
        (SETS, model.conditions, worlds.members.T),
        (SETS, model.families, network.families),
        (MECHANISM_SETS, model.mechanisms, worlds.mechanism_sets.T),
    )
    written: set[str] = set()
    for parent, ids, rows in kinds:
        for id_, row in zip(ids, rows, strict=True):
            if id_ not in written:
                written.add(id_)
                yield _child(id_, YES_NO, parent, np.stack([row, 1 - row]))


def _findings(network: Network) -> Iterator[list[str]]:
    for id_, table in network.tables.items():
        parent = SETS if table.layer == BY_SETS else MECHANISM_SETS
        yield _child(id_, table.values, parent, table.chances)


def _child(id_: str, values: Sequence[str], parent: str, chances: Array) -> list[str]:
    stem = "set" if parent == SETS else "state"
    states = [f"{stem}_{number}" for number in range(chances.shape[1])]
    return [_variable(id_, values), _table(id_, parent, states, chances.T)]


def _variable(id_: str, values: Sequence[str]) -> str:
    return f"variable {id_} {{\n  type discrete[{len(values)}] {{{', '.join(values)}}};\n}}"


def _table(id_: str, parent: str, states: Sequence[str], rows: Array) -> str:
    lines = [f"  ({state}) {_numbers(row)};" for state, row in zip(states, rows, strict=True)]
    return "\n".join([f"probability ({id_} | {parent}) {{", *lines, "}"])


def _numbers(row: Array) -> str:
    return ", ".join(f"{number:.17g}" for number in row)
