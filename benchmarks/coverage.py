"""`python -m benchmarks.coverage`: how often a 90 % range holds the probability under the true numbers.

Whole sets of true numbers are drawn from the same distributions, with another seed. People are simulated
under each, and are interviewed until the interview stops, or answer every question. The range that Ilium
tells is then held against the posterior under the true numbers, which nobody could know.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.observation import observe
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.sampling import draw_model
from ilium.reasoning.engine import network_for, spread_of
from ilium.reasoning.network import BY_MECHANISMS, Frame, Network, Person, build_frame, fit_person
from ilium.reasoning.posterior import infer
from ilium.reasoning.ranges import HIGH, LOW, bound, infer_draws
from ilium.study.people import SimulatedPerson, ask_everything, interview

TRUTHS, PEOPLE_EACH = 100, 10
ASKING: dict[str, Callable[[Knowledge, SimulatedPerson], Case]] = {
    "interview": lambda knowledge, person: interview(knowledge, person).case,
    "everything": ask_everything,
}


@dataclass(frozen=True)
class Told:
    """One person: what was told of every condition, and what was true; which ends come from widening."""

    point: Array
    truth: Array
    plain: Array
    widened: Array


def simulate(knowledge: Knowledge, truths: int, each: int, asking: str) -> Iterator[Told]:
    """People under drawn truths, with what is told to them."""
    drawn = draw_model(knowledge, truths, seed=knowledge.region.limits.seed + 1)
    for number in range(truths):
        frame = build_frame(drawn.at(number))
        for place in range(each):
            yield tell(knowledge, frame, number * each + place, asking)


def tell(knowledge: Knowledge, frame: Frame, seed: int, asking: str) -> Told:
    """Simulate one person under the true numbers, and infer with and without knowing them."""
    random = np.random.default_rng([20261123, seed])
    person = Person(
        age=float(np.clip(random.normal(50, 17), 18, 95).round()), sex=str(random.choice(["female", "male"]))
    )
    true_network, network = fit_person(frame, person), network_for(knowledge, person)
    simulated = draw_answers(knowledge, true_network, person, seed)
    evidence = observe(knowledge, ASKING[asking](knowledge, simulated))
    point = infer(network, evidence).conditions
    draws = infer_draws(spread_of(knowledge), network, person, evidence).conditions
    plain = np.percentile(draws, [LOW, HIGH], axis=-1).T
    return Told(point, infer(true_network, evidence).conditions, plain, bound(draws, point))


def draw_answers(knowledge: Knowledge, network: Network, person: Person, seed: int) -> SimulatedPerson:
    """Somebody of this age and sex: a world and the findings in it, drawn from the true network."""
    random = np.random.default_rng([20261124, seed])
    worlds = network.worlds
    chances = network.prior[worlds.set_of] * worlds.chance
    world = int(random.choice(len(chances), p=chances / chances.sum()))
    truth = {}
    for id_, table in network.tables.items():
        columns = worlds.mechanisms_of if table.layer == BY_MECHANISMS else worlds.set_of
        shares = table.chances[:, columns[world]]
        truth[id_] = str(random.choice(table.values, p=shares / shares.sum()))
    members = np.flatnonzero(worlds.members[worlds.set_of[world]])
    conditions = tuple(network.model.conditions[k] for k in members)
    return SimulatedPerson(knowledge, seed, int(person.age or 50), person.sex, conditions, truth)


def table(people: list[Told]) -> list[str]:
    """Coverage over groups of (person, condition) pairs."""
    point = np.concatenate([one.point for one in people])
    truth = np.concatenate([one.truth for one in people])
    first = np.concatenate([one.point == one.point.max() for one in people])
    groups = {
        "all conditions": np.ones(len(point), dtype=bool),
        "told as 1 % or more": point >= 0.01,
        "told as 10 % or more": point >= 0.1,
        "the first condition": first,
    }
    ends = [np.concatenate([getattr(one, kind) for one in people]) for kind in ("plain", "widened")]
    lines = [
        "| which | pairs | percentiles hold the truth | the range told holds it | mean width |",
        "|---|---|---|---|---|",
    ]
    for name, group in groups.items():
        held = [((both[:, 0] <= truth) & (truth <= both[:, 1]))[group].mean() for both in ends]
        width = (ends[1][:, 1] - ends[1][:, 0])[group].mean()
        lines.append(f"| {name} | {group.sum():,} | {held[0]:.1%} | {held[1]:.1%} | {width:.2f} |")
    return lines


def main(asking: str = "interview", truths: str = str(TRUTHS), each: str = str(PEOPLE_EACH)) -> None:
    people = list(simulate(load_knowledge(), int(truths), int(each), asking))
    print(f"{asking}: {truths} sets of true numbers, {each} people each.\n")
    print("\n".join(table(people)))


if __name__ == "__main__":
    main(*sys.argv[1:4])
