"""Many posteriors at once, against pyAgrum one by one, and against the machine's own matrix products."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.peer import CONDITIONS, EVERYTHING, Peer, differ, peers
from benchmarks.row import Row
from benchmarks.timing import best_of
from ilium.answers.case import AGE, SEX
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import observe
from ilium.reasoning.engine import network_for, person_of
from ilium.reasoning.posterior import Evidence, Posterior
from ilium.study.batch.drawing import draw_crowd
from ilium.study.batch.engine import BatchEngine, Beliefs, batch_engine
from ilium.study.batch.evidence import sights_in
from ilium.study.batch.populations import POPULATIONS
from ilium.study.batch.sheet import NOT_ASKED, Sheet

PEOPLE, ANSWERS, SEED = 512, 25, 11
SAMPLE = 24
"""How many of the people pyAgrum is timed with; the time of all of them is extrapolated."""
SIDE = 1024
"""Rows and columns of the square matrices whose product tells what the machine can do."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Seconds for all people by Ilium, for one by each engine of pyAgrum, and for one matrix product."""

    ours: float
    theirs: dict[str, float]
    product: float


def batch_rows(knowledge: Knowledge) -> Iterator[Row]:
    """Both rows, measured in turns."""
    engine, people = batch_engine(knowledge), some_people(knowledge)
    cases = [people.case(row) for row in range(SAMPLE)]
    network = network_for(knowledge, person_of(cases[0]))
    sample = [observe(knowledge, case) for case in cases]
    gap = max(furthest(engine, people, peer, sample) for peer in peers(network, EVERYTHING))
    assert gap < 1e-6, f"the posteriors differ by {gap}"
    timed = time_all(engine, people, peers(network, CONDITIONS), sample)
    fastest = min(timed.theirs, key=lambda name: timed.theirs[name])
    theirs = timed.theirs[fastest] * PEOPLE
    note = f"P(condition set) of {PEOPLE} people, {ANSWERS} answers each; {SAMPLE} timed with pyAgrum"
    bound = least_work(engine) / (2 * SIDE**3) * timed.product
    limit = (
        f"the machine's own matrix products, at the rate of the next row, would take {bound * 1e3:.3g} ms: "
        f"{theirs / bound:.0f} x is all that this way of working can reach here."
    )
    yield Row(
        "batch posteriors",
        fastest,
        timed.ours,
        theirs,
        "500 x",
        theirs / timed.ours >= 500,
        note,
        limit=limit,
    )
    note = (
        "the bound: the two products of 0/1 answers and log chances that our way needs, "
        "2 x people x (sights x sets, of mechanisms and of conditions), at the measured rate"
    )
    met = bound >= timed.ours / 2
    limit = "exponentials and logarithms of every chance come on top."
    yield Row(
        "batch posteriors",
        "matrix products",
        timed.ours,
        bound,
        "half the bound's speed",
        met,
        note,
        limit=limit,
    )


def some_people(knowledge: Knowledge) -> Sheet:
    """Drawn people of one age and sex, with so many answers each."""
    people = draw_crowd(knowledge, POPULATIONS[0], SEED, 0, PEOPLE).answers
    luck, layout = np.random.default_rng(SEED), people.layout
    age, sex = layout.column[AGE], layout.column[SEX]
    asked = np.array([q.mode == "person" and q.refines is None for q in layout.questions])
    rank = np.where((people.codes >= 0) & asked, luck.random(people.codes.shape), 2.0)
    rank[:, [age, sex]] = -1.0
    people.codes[np.argsort(np.argsort(rank, axis=1), axis=1) >= ANSWERS] = NOT_ASKED
    people.codes[:, sex] = people.codes[0, sex]
    people.numbers[:, layout.numbers[AGE]] = 50.0
    return people


def believe(engine: BatchEngine, people: Sheet) -> Beliefs:
    """The posterior of everybody, from coded answers."""
    return engine.believe(sights_in(engine.evidence, people), engine.kinds(people))


def furthest(engine: BatchEngine, people: Sheet, peer: Peer, sample: Sequence[Evidence]) -> float:
    """The largest difference between our posteriors and those of a peer."""
    beliefs, worlds = believe(engine, people), engine.frame.worlds
    gap = 0.0
    for row, evidence in enumerate(sample):
        theirs, sets = peer.infer(evidence), beliefs.sets[row]
        mechanisms = beliefs.worlds[row] @ worlds.mechanism_sets[worlds.mechanisms_of]
        ours = Posterior(sets @ worlds.members, engine.frame.families @ sets, mechanisms, float(sets[0]))
        gap = max(gap, differ(ours, theirs))
    return gap


def time_all(engine: BatchEngine, people: Sheet, engines: list[Peer], sample: Sequence[Evidence]) -> Timed:
    """The shortest times of several rounds, everybody taking turns."""
    ours = product = math.inf
    theirs = dict.fromkeys((peer.name for peer in engines), math.inf)
    square = np.random.default_rng(SEED).random((SIDE, SIDE))
    for _ in range(5):
        ours = min(ours, best_of(lambda: believe(engine, people), 3))
        product = min(product, best_of(lambda: square @ square, 3))
        for peer in engines:
            spent = best_of(lambda peer=peer: [peer.infer_sets(one) for one in sample], 1)  # type: ignore[misc]
            theirs[peer.name] = min(theirs[peer.name], spent / len(sample))
    return Timed(ours, theirs, product)


def least_work(engine: BatchEngine) -> float:
    """Floating-point operations of the two matrix products that this way of working cannot do without."""
    return 2.0 * PEOPLE * (engine.by_mechanisms.size + engine.by_sets.size)
