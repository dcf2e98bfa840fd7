"""pyAgrum on the same network: read from our BIF text, warm, and asked in the way that is fastest for it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyagrum as gum

from ilium.knowledge.model import Array
from ilium.reasoning.bif import MECHANISM_SETS, SETS, write_bif
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import Evidence, Posterior

ENGINES: dict[str, Callable[[Any], Any]] = {
    "LazyPropagation": gum.LazyPropagation,
    "ShaferShenoyInference": gum.ShaferShenoyInference,
    "VariableElimination": gum.VariableElimination,
}


@dataclass(frozen=True)
class Peer:
    """One of pyAgrum's exact engines, asked for no more nodes than the work at hand needs."""

    name: str
    engine: Any
    network: Network

    def infer_sets(self, evidence: Evidence) -> Array:
        """P(condition set), which conditions and families follow from; only the evidence changes."""
        self.engine.setEvidence({id_: list(seen) for id_, seen in evidence.items()})
        return self._sets()

    def infer_sets_with(self, more: Evidence) -> Array:
        """The same with some evidence more than was set last, which is then taken away again."""
        for id_, seen in more.items():
            self.engine.addEvidence(id_, list(seen))
        sets = self._sets()
        for id_ in more:
            self.engine.eraseEvidence(id_)
        return sets

    def _sets(self) -> Array:
        self.engine.makeInference()
        return np.asarray(self.engine.posterior(SETS).toarray())

    def infer(self, evidence: Evidence) -> Posterior:
        """The posterior of everything that people read: of condition sets and of mechanism sets."""
        sets = self.infer_sets(evidence)
        states = self.engine.posterior(MECHANISM_SETS).toarray()
        worlds = self.network.worlds
        families = self.network.families @ sets
        return Posterior(sets @ worlds.members, families, states @ worlds.mechanism_sets, float(sets[0]))


EVERYTHING, CONDITIONS = frozenset({SETS, MECHANISM_SETS}), frozenset({SETS})


def peers(network: Network, targets: frozenset[str]) -> list[Peer]:
    """Every exact engine of pyAgrum on this network, asked for these nodes alone."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.bif"
        file.write_text(write_bif(network, "region"), "utf-8")
        net = gum.loadBN(str(file))
    made = []
    for name, make in ENGINES.items():
        engine = make(net)
        engine.setTargets(set(targets))
        made.append(Peer(name, engine, network))
    return made


def differ(ours: Posterior, theirs: Posterior) -> float:
    """The largest difference between two posteriors."""
    return float(
        max(
            np.abs(ours.conditions - theirs.conditions).max(),
            np.abs(ours.families - theirs.families).max(),
            np.abs(ours.mechanisms - theirs.mechanisms).max(),
            abs(ours.unlisted - theirs.unlisted),
        )
    )
