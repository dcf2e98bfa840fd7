"""Random networks of every form, and random observations of them."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from ilium.knowledge.model import (
    CausedFinding,
    Curve,
    FindingModel,
    Model,
    ReliefFinding,
    SettingModel,
    TableFinding,
    TriggerFinding,
)
from ilium.reasoning.network import Person

SHARES = st.integers(1, 99).map(lambda n: n / 100)
ANY_SHARES = st.integers(0, 100).map(lambda n: n / 100)
LOGS = st.integers(-200, 200).map(lambda n: n / 100)


def row(draw: st.DrawFn, values: st.SearchStrategy[float], length: int) -> np.ndarray:
    return np.array(draw(st.lists(values, min_size=length, max_size=length)))


def curve(draw: st.DrawFn) -> Curve:
    return Curve(np.array([20.0, 45.0, 80.0]), row(draw, LOGS, 3))


def divide(draw: st.DrawFn, values: int) -> np.ndarray:
    shares = row(draw, SHARES, values)
    return np.asarray(shares / shares.sum())


def caused(draw: st.DrawFn, id_: str, layer: str, width: int) -> CausedFinding:
    inhibition = row(draw, ANY_SHARES, width) if layer == "mechanisms" else np.zeros(width)
    strengths = row(draw, ANY_SHARES, width)
    return CausedFinding(id_, layer, strengths, draw(SHARES), inhibition, draw(st.booleans()), draw(SHARES))


def relief(draw: st.DrawFn, mechanisms: int) -> ReliefFinding:
    named = row(draw, st.booleans(), mechanisms)
    reliefs = np.where(named, row(draw, SHARES, mechanisms), np.nan)
    return ReliefFinding("eased", reliefs, draw(SHARES), draw(SHARES))


def findings(draw: st.DrawFn, conditions: int, mechanisms: int) -> tuple[FindingModel, ...]:
    shares = np.array([divide(draw, 3) for _ in range(conditions)])
    return (
        caused(draw, "sign_one", "mechanisms", mechanisms),
        caused(draw, "sign_two", "mechanisms", mechanisms),
        caused(draw, "mark", "conditions", conditions),
        relief(draw, mechanisms),
        TriggerFinding("trigger", curve(draw), curve(draw), row(draw, LOGS, conditions)),
        TableFinding("grade", ("low", "middle", "high"), shares, divide(draw, 3)),
    )


@st.composite
def models(draw: st.DrawFn) -> Model:
    conditions, mechanisms = draw(st.integers(2, 4)), draw(st.integers(1, 4))
    family_of = np.array([0, *range(conditions - 1)] if draw(st.booleans()) else range(conditions))
    unlisted, pair = draw(st.integers(1, 30)) / 100, draw(st.integers(1, 15)) / 100
    prevalence = row(draw, st.integers(50, 100).map(lambda n: n / 100), conditions)
    return Model(
        conditions=tuple(f"condition_{k}" for k in range(conditions)),
        families=tuple(f"family_{f}" for f in range(family_of.max() + 1)),
        family_of=family_of.astype(np.int64),
        serious=np.zeros(conditions, dtype=bool),
        mechanisms=tuple(f"mechanism_{j}" for j in range(mechanisms)),
        activation=np.array([row(draw, ANY_SHARES, mechanisms) for _ in range(conditions)]),
        settings={"first_contact": SettingModel(prevalence, unlisted, pair)},
        age_rates=tuple(curve(draw) if draw(st.booleans()) else None for _ in range(conditions)),
        sex_rates=np.array([row(draw, LOGS, 2) for _ in range(conditions)]),
        findings=findings(draw, conditions, mechanisms),
        conditions_per_world=draw(st.sampled_from([1, 2])),
        most_mechanism_sets=100,
    )


@st.composite
def persons(draw: st.DrawFn) -> Person:
    age = draw(st.none() | st.integers(18, 100).map(float))
    return Person("first_contact", age, draw(st.sampled_from(["female", "male", "unknown"])))


@st.composite
def evidences(draw: st.DrawFn, model: Model) -> dict[str, tuple[float, ...]]:
    """A plain value, a noisy report, or nothing about each finding."""
    seen: dict[str, tuple[float, ...]] = {}
    for finding in model.findings:
        width = len(finding.values)
        match draw(st.sampled_from(["nothing", "plain", "noisy"])):
            case "plain":
                value = draw(st.integers(0, width - 1))
                seen[finding.id] = tuple(float(v == value) for v in range(width))
            case "noisy":
                seen[finding.id] = tuple(row(draw, SHARES, width).tolist())
    return seen
