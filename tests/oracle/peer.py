"""The same network in pyAgrum, filled from the parameters of the model by code of its own.

Two layouts. `with_mechanisms` has a node for each mechanism, and findings hang on the mechanisms they name
and on whether a listed condition is there: it shares least with our engine, and is too large for the region
that ships. `with_mechanism_sets` has one node for all mechanisms together.
"""

from __future__ import annotations

import math
from itertools import combinations, product

import numpy as np
import pyagrum as gum

from ilium.knowledge.model import (
    Array,
    CausedFinding,
    FindingModel,
    Model,
    ReliefFinding,
    TableFinding,
    TriggerFinding,
)
from ilium.reasoning.network import Person
from ilium.reasoning.posterior import Evidence, Posterior

SET, LISTED, MECHANISMS = "the_set", "listed", "the_mechanisms"
Members = tuple[int, ...]


def condition_sets(model: Model) -> list[Members]:
    """No condition, each by itself, and each pair from two families."""
    count = range(len(model.conditions))
    pairs = [pair for pair in combinations(count, 2) if model.family_of[pair[0]] != model.family_of[pair[1]]]
    return [(), *((k,) for k in count), *(pairs if model.conditions_per_world == 2 else [])]


def set_chances(model: Model, fitted: Array, person: Person) -> list[float]:
    """The fitted prior, changed by age and sex."""
    rates = [rate(model, k, person) for k in range(len(model.conditions))]
    weights = [
        float(chance) * math.prod(rates[k] for k in members)
        for members, chance in zip(condition_sets(model), fitted, strict=True)
    ]
    return [weight / sum(weights) for weight in weights]


def rate(model: Model, k: int, person: Person) -> float:
    """How common a condition is at this age and in this sex, against all adults."""
    curve, known = model.age_rates[k], 0.0
    if curve is not None and person.age is not None:
        known += float(np.interp(person.age, curve.ages, curve.heights))
    if person.sex != "unknown":
        known += float(model.sex_rates[k][("female", "male").index(person.sex)])
    return math.exp(known)


def activation(model: Model, members: Members, j: int) -> float:
    return 1 - math.prod(1 - model.activation[k][j] for k in members)


def by_mechanisms(finding: FindingModel) -> bool:
    return isinstance(finding, ReliefFinding) or getattr(finding, "layer", "") == "mechanisms"


def named(finding: FindingModel) -> list[int]:
    """The mechanisms that a finding names."""
    if isinstance(finding, ReliefFinding):
        return [j for j, relief in enumerate(finding.reliefs) if not math.isnan(relief)]
    assert isinstance(finding, CausedFinding)
    both = zip(finding.strengths, finding.inhibition, strict=True)
    return [j for j, (strength, inhibition) in enumerate(both) if strength > 0 or inhibition > 0]


def chance_by_mechanisms(finding: FindingModel, listed: bool, active: set[int]) -> list[float]:
    if not listed:
        yes = finding.unlisted
    elif isinstance(finding, ReliefFinding):
        yes = min((finding.reliefs[j] for j in active if j in named(finding)), default=finding.otherwise)
    else:
        yes = noisy_or(finding, active)
    return [yes, 1 - yes]


def noisy_or(finding: CausedFinding, active: set[int]) -> float:
    leak, spared = finding.leak, 1.0
    for j in active:
        spared *= 1 - finding.inhibition[j]
    if finding.inhibits_leak_only:
        leak, spared = leak * spared, 1.0
    none = 1 - leak
    for j in active:
        none *= 1 - finding.strengths[j]
    return (1 - none) * spared


def chance_by_set(finding: FindingModel, members: Members, person: Person) -> list[float]:
    match finding:
        case TableFinding():
            rows = [finding.shares[k] for k in members] or [finding.unlisted]
            return [sum(row[v] for row in rows) / len(rows) for v in range(len(finding.values))]
        case TriggerFinding():
            curves = {"female": [finding.female], "male": [finding.male]}.get(
                person.sex, [finding.female, finding.male]
            )
            heights = [
                sum(c.heights) / len(c.heights)
                if person.age is None
                else float(np.interp(person.age, c.ages, c.heights))
                for c in curves
            ]
            odds = sum(heights) / len(heights) + sum(finding.log_odds_ratios[k] for k in members)
            yes = 1 / (1 + math.exp(-odds))
        case _:
            yes = noisy_or(finding, set(members)) if members else finding.unlisted
    return [yes, 1 - yes]


def base(model: Model, chances: list[float]) -> gum.BayesNet:
    """The set of conditions, and one node for each condition and family."""
    sets = condition_sets(model)
    net = gum.BayesNet("peer")
    net.add(gum.LabelizedVariable(SET, SET, [f"s{n}" for n in range(len(sets))]))
    net.cpt(SET)[:] = chances
    groups = {id_: {k} for k, id_ in enumerate(model.conditions)}
    for number, id_ in enumerate(model.families):
        groups["family_" + id_] = {k for k in range(len(model.conditions)) if model.family_of[k] == number}
    groups[LISTED] = set(range(len(model.conditions)))
    for id_, group in groups.items():
        add(net, id_, ("no", "yes"), [SET])
        for number, members in enumerate(sets):
            net.cpt(id_)[{SET: number}] = [0.0, 1.0] if group & set(members) else [1.0, 0.0]
    return net


def add(net: gum.BayesNet, id_: str, values: tuple[str, ...], parents: list[str]) -> None:
    net.add(gum.LabelizedVariable(id_, id_, list(values)))
    for parent in parents:
        net.addArc(parent, id_)


def add_findings_by_set(net: gum.BayesNet, model: Model, person: Person) -> None:
    for finding in model.findings:
        if not by_mechanisms(finding):
            add(net, finding.id, finding.values, [SET])
            for number, members in enumerate(condition_sets(model)):
                net.cpt(finding.id)[{SET: number}] = chance_by_set(finding, members, person)


def with_mechanisms(model: Model, fitted: Array, person: Person) -> gum.BayesNet:
    """The layout with a node for each mechanism."""
    net = base(model, set_chances(model, fitted, person))
    for j, id_ in enumerate(model.mechanisms):
        add(net, id_, ("no", "yes"), [SET])
        for number, members in enumerate(condition_sets(model)):
            on = activation(model, members, j)
            net.cpt(id_)[{SET: number}] = [1 - on, on]
    add_findings_by_set(net, model, person)
    for finding in filter(by_mechanisms, model.findings):
        parents = [model.mechanisms[j] for j in named(finding)]
        add(net, finding.id, finding.values, [LISTED, *parents])
        for listed, *states in product((0, 1), repeat=len(parents) + 1):
            active = {j for j, on in zip(named(finding), states, strict=True) if on}
            where = {LISTED: listed, **dict(zip(parents, states, strict=True))}
            net.cpt(finding.id)[where] = chance_by_mechanisms(finding, bool(listed), active)
    return net


def with_mechanism_sets(model: Model, fitted: Array, person: Person) -> gum.BayesNet:
    """The layout with one node for all mechanisms together: its states are the sets that can occur."""
    net = base(model, set_chances(model, fitted, person))
    rows = [mechanism_sets(model, members) for members in condition_sets(model)]
    states = sorted(
        {state for row in rows for state in row}, key=lambda state: (state is not None, state or ())
    )
    add(net, MECHANISMS, tuple(f"m{n}" for n in range(len(states))), [SET])
    for number, row in enumerate(rows):
        net.cpt(MECHANISMS)[{SET: number}] = [row.get(state, 0.0) for state in states]
    for j, id_ in enumerate(model.mechanisms):
        add(net, id_, ("no", "yes"), [MECHANISMS])
        for number, state in enumerate(states):
            net.cpt(id_)[{MECHANISMS: number}] = [0.0, 1.0] if j in (state or ()) else [1.0, 0.0]
    add_findings_by_set(net, model, person)
    for finding in filter(by_mechanisms, model.findings):
        add(net, finding.id, finding.values, [MECHANISMS])
        for number, state in enumerate(states):
            row = chance_by_mechanisms(finding, state is not None, set(state or ()))
            net.cpt(finding.id)[{MECHANISMS: number}] = row
    return net


def mechanism_sets(model: Model, members: Members) -> dict[Members | None, float]:
    """The sets of mechanisms that conditions may set off; None stands for no listed condition."""
    if not members:
        return {None: 1.0}
    sets: dict[Members | None, float] = {(): 1.0}
    for j in range(len(model.mechanisms)):
        on = activation(model, members, j)
        sets = {
            state: chance * share
            for before, chance in sets.items()
            for state, share in (((*(before or ()), j), on), (before, 1 - on))
            if share > 0
        }
    return sets


def ask(net: gum.BayesNet, model: Model, evidence: Evidence) -> Posterior:
    """The posterior by pyAgrum's junction tree."""
    engine = infer(net, evidence)

    def chance(ids: list[str]) -> Array:
        return np.array([engine.posterior(id_)[1] for id_ in ids])

    return Posterior(
        conditions=chance(list(model.conditions)),
        families=chance([f"family_{id_}" for id_ in model.families]),
        mechanisms=chance(list(model.mechanisms)),
        unlisted=float(engine.posterior(LISTED)[0]),
    )


def infer(net: gum.BayesNet, evidence: Evidence) -> gum.LazyPropagation:
    engine = gum.LazyPropagation(net)
    for id_, seen in evidence.items():
        engine.addEvidence(id_, list(seen))
    engine.makeInference()
    return engine
