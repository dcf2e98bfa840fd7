"""What of a ticked list was left unticked, where that is what its part for a condition comes from.

A list speaks as a whole: what was left unticked counts too. Where it outweighs what was ticked, the ticked
items alone would read as the opposite of what they say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from ilium.answers.case import Case
from ilium.answers.values import Kind, Ticked
from ilium.explanation.answered import Answered
from ilium.explanation.contributions import LEAST, Attribution
from ilium.knowledge.forms import place_items
from ilium.knowledge.library import Knowledge
from ilium.knowledge.model import Array
from ilium.knowledge.observation import Observation
from ilium.knowledge.schema import Question
from ilium.reasoning.engine import network_for, person_of
from ilium.reasoning.network import Network
from ilium.reasoning.posterior import ImpossibleAnswersError, weigh_worlds

NAMED = 3
"""How many unticked items are named, the strongest ones: a whole list would be lost on the reader."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """The network of the person without any answer, and the condition sets that hold the target."""

    network: Network
    holding: Array

    def log_odds(self, evidence: Mapping[str, Observation]) -> float:
        """The log odds of the target when a part of the list is all that is known."""
        try:
            present = float(self.holding @ weigh_worlds(self.network, evidence).sets)
        except ImpossibleAnswersError:
            return 0.0
        return float(np.log(max(present, LEAST)) - np.log(max(1 - present, LEAST)))


def left_unticked(
    knowledge: Knowledge, case: Case, found: Attribution, answered: Answered, target: str
) -> tuple[str, ...]:
    """The unticked items that make a list say the opposite of its ticked items alone; mostly none.

    None either where no unticked item speaks that way: then the list is outweighed by other answers.
    """
    ticked = answered.answer
    if not isinstance(ticked, Ticked) or not ticked.items:
        return ()
    column, row = found.targets.ids.index(target), found.answers.index(answered)
    part = float(found.parts[row, column])
    if part * said_alone(knowledge, case, found, answered, target) >= 0:
        return ()
    scene = _look(knowledge, case, found, target)
    unticked, start = _unticked(knowledge.questions[answered.question], ticked, answered), scene.log_odds({})
    effects = {f: np.sign(part) * (scene.log_odds({f: answered.evidence[f]}) - start) for f in unticked}
    strongest = sorted(effects, key=lambda f: (-effects[f], f))[:NAMED]
    return tuple(item for f, item in unticked.items() if f in strongest and effects[f] > 0)


def said_alone(
    knowledge: Knowledge, case: Case, found: Attribution, answered: Answered, target: str
) -> float:
    """What the ticked items of a list say by themselves, before any other answer, in log odds."""
    assert isinstance(answered.answer, Ticked)
    scene = _look(knowledge, case, found, target)
    unticked = _unticked(knowledge.questions[answered.question], answered.answer, answered)
    of_items = {finding: seen for finding, seen in answered.evidence.items() if finding not in unticked}
    return scene.log_odds(of_items) - scene.log_odds({})


def _look(knowledge: Knowledge, case: Case, found: Attribution, target: str) -> _Scene:
    network = network_for(knowledge, person_of(case))
    return _Scene(network, found.targets.holding[found.targets.ids.index(target)])


def _unticked(question: Question, ticked: Ticked, answered: Answered) -> dict[str, str]:
    """The findings that no ticked item stands for, each with the first of its items."""
    if question.kind is Kind.BODY_MAP:
        items = place_items(question)
    else:
        items = {choice.id: choice.id for choice in question.choices}
    told = {items[item] for item in ticked.items if item in items}
    unticked: dict[str, str] = {}
    for item, finding in items.items():
        if finding is not None and finding in answered.evidence and finding not in told:
            unticked.setdefault(finding, item)
    return unticked
