"""Whole populations interviewed to the end, block by block."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ilium.interview.next_question import Stop
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.batch.drawing import draw_crowd
from ilium.study.batch.interviewing import hold_interviews
from ilium.study.batch.populations import POPULATIONS, population
from ilium.study.batch.tally import (
    MICRO,
    Counts,
    add_counts,
    calibration_error,
    count_block,
    mean_probability,
    quantile,
)
from ilium.study.ledger import Ledger
from ilium.study.listening import NOBODY, Listener
from ilium.study.runners import OtherKnowledgeError, Runner
from ilium.study.scores import Share, share_from

BLOCK = 2048
"""People interviewed together; part of what a run is, as sums in single precision hang on it."""
SEED = 20261122
PLACES = 6


@dataclass(frozen=True, slots=True)
class Task:
    """One block of people: everything that its result hangs on."""

    root: Path | None
    hash: str
    population: str
    seed: int
    block: int
    people: int

    @property
    def name(self) -> str:
        """The name of the block in a ledger."""
        return f"{self.population}-{self.block:06}"


@dataclass(frozen=True, slots=True)
class Order:
    """What to simulate: how many people in all, shared evenly by the populations, and the seed."""

    people: int
    seed: int = SEED
    populations: tuple[str, ...] = tuple(one.id for one in POPULATIONS)

    def shares(self) -> dict[str, int]:
        """How many people each population gets; the first ones get what is left over."""
        each, over = divmod(self.people, len(self.populations))
        return {id_: each + (number < over) for number, id_ in enumerate(self.populations)}

    def tasks(self, knowledge: Knowledge) -> Iterator[Task]:
        """Every block of every population."""
        for id_, people in self.shares().items():
            for block, start in enumerate(range(0, people, BLOCK)):
                size = min(BLOCK, people - start)
                yield Task(knowledge.root, knowledge.hash, id_, self.seed, block, size)


@dataclass(frozen=True, slots=True)
class Figures:
    """What one population shows. Shares come with Wilson's 95 % interval.

    `first` and `first_three` count people with a listed condition who were not told of an emergency:
    whether the
    first family, or one of the first three, is one that they have. `calibration_error` goes over all families
    of everybody, `first_calibration_error` over the first family; `first_probability` is what the first
    family is
    said to be on average. `caught`: people with a serious condition sent to a clinician within two weeks
    or sooner. `at_home`: people without one who are not.
    """

    population: str
    people: int
    impossible: int
    questions_median: int
    questions_nine_in_ten: int
    answers_median: int
    stops: dict[str, int]
    levels: dict[str, int]
    first: Share
    first_three: Share
    first_probability: float
    calibration_error: float
    first_calibration_error: float
    brier: float
    caught: Share
    at_home: Share
    told_within_six: Share


@dataclass(frozen=True, slots=True)
class Simulation:
    """A finished simulation: the knowledge, what was ordered, and the figures of each population."""

    version: str
    hash: str
    people: int
    seed: int
    block: int
    populations: tuple[Figures, ...]


def simulate(
    knowledge: Knowledge,
    order: Order,
    runner: Runner,
    ledger: Ledger | None = None,
    listener: Listener = NOBODY,
) -> Simulation:
    """Interview everybody, and count. The result hangs on knowledge and order alone, never on the runner.

    Blocks that the ledger holds are not held again. The listener hears of every block.
    """
    totals: dict[str, Counts] = {id_: {} for id_ in order.populations}
    missing = []
    for task in order.tasks(knowledge):
        kept = ledger.find(task.name) if ledger is not None else None
        if kept is not None:
            totals[task.population] = add_counts(totals[task.population], json.loads(kept))
            listener.found(task.people)
        else:
            missing.append(task)
    for task, counts in zip(missing, runner.run(simulate_block, missing), strict=True):
        if ledger is not None:
            ledger.put(task.name, json.dumps(counts).encode())
        totals[task.population] = add_counts(totals[task.population], counts)
        listener.done(task.people)
    figures = tuple(_figures(id_, counts) for id_, counts in totals.items() if counts)
    return Simulation(knowledge.version, knowledge.hash, order.people, order.seed, BLOCK, figures)


def open_ledger(folder: Path, knowledge: Knowledge, order: Order) -> Ledger:
    """The ledger of one simulation. Raises what Ledger does where the folder belongs to another."""
    study = {
        "study": "simulate",
        "knowledge": knowledge.hash,
        "people": order.people,
        "seed": order.seed,
        "block": BLOCK,
        "populations": list(order.populations),
    }
    return Ledger(folder, study)


def simulate_block(task: Task) -> Counts:
    """Draw, interview and count one block of people: a function of its task alone."""
    knowledge = knowledge_at(task.root, task.hash)
    crowd = draw_crowd(knowledge, population(task.population), task.seed, task.block, task.people)
    return count_block(knowledge, crowd, hold_interviews(knowledge, crowd.answers))


@lru_cache(maxsize=2)
def knowledge_at(root: Path | None, hash_: str) -> Knowledge:
    """The knowledge in a folder, or the one that Ilium brings; it must be the one that was meant."""
    knowledge = load_knowledge() if root is None or not root.is_dir() else load_knowledge(root)
    if knowledge.hash != hash_:
        raise OtherKnowledgeError(knowledge.hash)
    return knowledge


def _figures(id_: str, counts: Counts) -> Figures:
    def share(hits: str, of: str) -> Share:
        return share_from(counts[hits][0], counts[of][0])

    emergencies = counts["stops"][list(Stop).index(Stop.EMERGENCY)]
    ranked = sum(counts["firsts_n"])
    return Figures(
        population=id_,
        people=counts["people"][0],
        impossible=counts["impossible"][0],
        questions_median=quantile(counts["pages"], 0.5),
        questions_nine_in_ten=quantile(counts["pages"], 0.9),
        answers_median=quantile(counts["answers"], 0.5),
        stops=dict(zip((stop.value for stop in Stop), counts["stops"], strict=True)),
        levels=dict(zip((level.value for level in Level), counts["levels"], strict=True)),
        first=share("first_whole", "listed_whole"),
        first_three=share("first_three_whole", "listed_whole"),
        first_probability=round(mean_probability(counts, "firsts"), PLACES),
        calibration_error=round(calibration_error(counts, "families"), PLACES),
        first_calibration_error=round(calibration_error(counts, "firsts"), PLACES),
        brier=round(counts["brier"][0] / MICRO / max(ranked, 1), PLACES),
        caught=share("serious_caught", "serious"),
        at_home=share("well_at_home", "well"),
        told_within_six=share_from(counts["alarmed_soon"][0], emergencies),
    )
