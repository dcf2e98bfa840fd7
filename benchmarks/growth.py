"""How one posterior grows with the number of conditions, on made-up networks of the shipped one's make.

Two curves: the mechanisms stay as many, so that more conditions share them; or there are more of them too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from time import perf_counter

import numpy as np

from benchmarks.timing import best_of
from ilium.knowledge.model import CausedFinding, Model, SettingModel, TableFinding
from ilium.reasoning.network import Network, Person, build_frame, fit_person
from ilium.reasoning.posterior import Evidence, infer

SAME_MECHANISMS = "as many mechanisms"
CONDITIONS = (12, 24, 48, 96)
FIXED, PER_CONDITION = 20, 0.8
"""How many mechanisms there are: as many whatever the conditions, or so many for each."""
SIGNS, TABLES, ANSWERS = 100, 12, 25
EXACT_IN = 1.0
"""Seconds within which a posterior counts as exact at once."""


@dataclass(frozen=True)
class Grown:
    """One made-up network: its size, how long it took to make, and one posterior."""

    curve: str
    conditions: int
    mechanisms: int
    worlds: int
    mechanism_sets: int
    making: float
    posterior: float


def grow() -> Iterator[Grown]:
    """Both curves."""
    for conditions in CONDITIONS:
        yield measure_one(SAME_MECHANISMS, conditions, FIXED)
    for conditions in CONDITIONS:
        yield measure_one("more mechanisms too", conditions, round(PER_CONDITION * conditions))


def measure_one(curve: str, conditions: int, mechanisms: int) -> Grown:
    """Make a network of this size and time one posterior on it."""
    model = make_model(np.random.default_rng(conditions), conditions, mechanisms)
    start = perf_counter()
    network = fit_person(build_frame(model), Person("first_contact", 50.0, "female"))
    making = perf_counter() - start
    evidence = make_evidence(np.random.default_rng(1), network)
    posterior = best_of(lambda: infer(network, evidence), 7, 5)
    worlds, sets = len(network.worlds.set_of), len(network.worlds.mechanism_sets)
    return Grown(curve, conditions, mechanisms, worlds, sets, making, posterior)


def make_model(rng: np.random.Generator, conditions: int, mechanisms: int) -> Model:
    """Each condition has a mechanism of its own making and may set off two more."""
    activation = np.zeros((conditions, mechanisms))
    for k in range(conditions):
        own, *others = rng.choice(mechanisms, size=3, replace=False)
        activation[k, own] = 1.0
        activation[k, others] = rng.uniform(0.2, 0.7, size=2)
    return Model(
        conditions=tuple(f"condition_{k}" for k in range(conditions)),
        families=tuple(f"condition_{k}" for k in range(conditions)),
        family_of=np.arange(conditions),
        serious=np.zeros(conditions, dtype=bool),
        mechanisms=tuple(f"mechanism_{j}" for j in range(mechanisms)),
        activation=activation,
        settings={"first_contact": SettingModel(rng.uniform(0.5, 1.0, conditions), 0.1, 0.15)},
        age_rates=(None,) * conditions,
        sex_rates=np.zeros((conditions, 2)),
        findings=(
            *(_sign(rng, f"sign_{n}", mechanisms) for n in range(SIGNS)),
            *(_table(rng, f"table_{n}", conditions) for n in range(TABLES)),
        ),
        conditions_per_world=2,
        most_mechanism_sets=10_000_000,
    )


def _sign(rng: np.random.Generator, id_: str, mechanisms: int) -> CausedFinding:
    strengths = np.zeros(mechanisms)
    named = rng.choice(mechanisms, size=min(4, mechanisms), replace=False)
    strengths[named] = rng.uniform(0.2, 0.8, size=len(named))
    return CausedFinding(id_, "mechanisms", strengths, 0.05, np.zeros(mechanisms), False, 0.15)


def _table(rng: np.random.Generator, id_: str, conditions: int) -> TableFinding:
    shares = rng.dirichlet(np.ones(4), size=conditions)
    return TableFinding(id_, ("a", "b", "c", "d"), shares, np.full(4, 0.25))


def make_evidence(rng: np.random.Generator, network: Network) -> Evidence:
    """Plain answers about ANSWERS of the findings."""
    evidence = {}
    for id_ in rng.choice(sorted(network.tables), size=ANSWERS, replace=False):
        values = network.tables[str(id_)].values
        seen = int(rng.integers(len(values)))
        evidence[str(id_)] = tuple(float(n == seen) for n in range(len(values)))
    return evidence


def growth_lines(grown: list[Grown]) -> list[str]:
    """The curves as a table, with how steep each step is and where it stops being exact at once."""
    lines = [
        "| | conditions | mechanisms | worlds | mechanism sets | made in | one posterior | step |",
        "|---|---|---|---|---|---|---|---|",
    ]
    before: Grown | None = None
    for one in grown:
        same = before is not None and before.curve == one.curve
        step = _steepness(before, one) if same else ""
        lines.append(
            f"| {one.curve} | {one.conditions} | {one.mechanisms} | {one.worlds:,} | {one.mechanism_sets:,} "
            f"| {one.making:.2g} s | {one.posterior * 1e3:.3g} ms | {step} |"
        )
        before = one
    slow = [one for one in grown if one.posterior > EXACT_IN]
    last = max(one.conditions for one in grown)
    whole = [_whole(grown, curve) for curve in dict.fromkeys(one.curve for one in grown)]
    return [*lines, "", *whole, _limit(slow, last)]


def _whole(grown: list[Grown], curve: str) -> str:
    ones = [one for one in grown if one.curve == curve]
    steep = _steepness(ones[0], ones[-1])
    if curve != SAME_MECHANISMS:
        return f"From 12 to 96 conditions, {curve}: {steep}; nothing was wanted of this curve."
    met = (
        "met"
        if ones[-1].posterior / ones[0].posterior <= (CONDITIONS[-1] / CONDITIONS[0]) ** 2
        else "**not met**"
    )
    return f"From 12 to 96 conditions, {curve}: {steep}. Wanted: no worse than quadratic, so {met}."


def _steepness(before: Grown | None, one: Grown) -> str:
    assert before is not None
    steep = np.log(one.posterior / before.posterior) / np.log(one.conditions / before.conditions)
    return f"n^{steep:.1f}"


def _limit(slow: list[Grown], last: int) -> str:
    if not slow:
        return (
            f"Up to {last} conditions an exact posterior never takes a second. Making the network takes "
            "longer, but that is done once for all people."
        )
    first = slow[0]
    return f"Beyond a second from {first.conditions} conditions with {first.mechanisms} mechanisms on."


def draw_growth(grown: list[Grown]) -> str:
    """The curves as SVG."""
    import vl_convert

    values = [{**asdict(one), "milliseconds": one.posterior * 1e3} for one in grown]
    spec = {
        "width": 380,
        "height": 260,
        "config": {"font": "sans-serif", "background": "#ffffff"},
        "data": {"values": values},
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {
                "field": "conditions",
                "type": "quantitative",
                "scale": {"type": "log", "base": 2, "domain": [10, 110]},
                "axis": {"values": list(CONDITIONS)},
                "title": "Conditions",
            },
            "y": {
                "field": "milliseconds",
                "type": "quantitative",
                "scale": {"type": "log"},
                "title": "One posterior, milliseconds",
            },
            "color": {"field": "curve", "type": "nominal", "title": None},
            "strokeDash": {"field": "curve", "type": "nominal", "title": None},
        },
    }
    svg: str = vl_convert.vegalite_to_svg(spec)
    return svg
