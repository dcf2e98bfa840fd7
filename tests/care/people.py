"""People whose answers are all in order, and verdicts whose ranking a test chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import numpy as np

from ilium.answers.case import Case
from ilium.answers.values import Answer, Ticked
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.reasoning.posterior import Posterior, Weights
from ilium.verdict import Verdict, reach_verdict

CALM = (
    "saddle_feeling",
    "urine_trouble",
    "bowel_control",
    "both_legs",
    "leg_weakness",
    "leg_numbness",
    "collapse_pain",
    "cold_leg",
    "swollen_leg",
    "fever",
    "hot_lump",
    "new_blisters",
    "four_steps",
    "pop_and_bruise",
    "footfall_pain",
)
"""Safety questions answered no."""

IN_ORDER: Mapping[str, Answer] = {
    "age": 40.0,
    "sex": "female",
    "pregnancy": "not_pregnant",
    **dict.fromkeys(CALM, "no"),
    "health_history": Ticked(frozenset()),
    "how_long": 20.0,
    "how_bad": 4.0,
    "how_started": "grew_slowly",
}
"""Answers that open every gate."""

DAYS = {"first_48h": 1.0, "week_1_2": 8.0, "later": 30.0}
"""A length of the pain in each phase."""


def person(**answers: Answer) -> Case:
    """Somebody whose answers are in order, but for these."""
    return Case({**IN_ORDER, **answers}, today=date(2026, 11, 22))


def verdict_of(
    knowledge: Knowledge, chances: Mapping[tuple[str, ...], float], level: Level = Level.SELF_CARE
) -> Verdict:
    """A verdict at a level with the chance of each set of conditions given; () is no listed condition."""
    real = reach_verdict(knowledge, person())
    names, members = real.network.model.conditions, real.network.worlds.members
    sets = np.zeros(len(members))
    for wanted, chance in chances.items():
        row = np.array([name in wanted for name in names], dtype=float)
        sets[int(np.flatnonzero((members == row).all(axis=1))[0])] = chance
    posterior = Posterior(
        sets @ members, real.network.families @ sets, real.posterior.mechanisms, float(sets[0])
    )
    urgency = replace(real.urgency, level=level, within_hours=336, reasons=())
    return Verdict(urgency, posterior, Weights(real.weights.worlds, sets), real.network)
