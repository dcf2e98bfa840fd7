"""pyAgrum on the same network: read from our BIF text, warm, and asked in the way that is fastest for it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyagrum as gum

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
    """One of pyAgrum's exact engines, asked for the two nodes that everything people read follows from."""

    name: str
    engine: Any
    network: Network

    def infer(self, evidence: Evidence) -> Posterior:
        """The posterior of the evidence. Only the evidence changes between two calls."""
        self.engine.setEvidence({id_: list(seen) for id_, seen in evidence.items()})
        self.engine.makeInference()
        sets = self.engine.posterior(SETS).toarray()
        states = self.engine.posterior(MECHANISM_SETS).toarray()
        worlds = self.network.worlds
        families = self.network.families @ sets
        return Posterior(sets @ worlds.members, families, states @ worlds.mechanism_sets, float(sets[0]))


def peers(network: Network) -> list[Peer]:
    """Every exact engine of pyAgrum on this network."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "network.bif"
        file.write_text(write_bif(network, "region"), "utf-8")
        net = gum.loadBN(str(file))
    made = []
    for name, make in ENGINES.items():
        engine = make(net)
        engine.setTargets({SETS, MECHANISM_SETS})
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
