"""The share of a chance that the knowledge states and the network does not know.

The network gives P(findings). It does not know how people divide over choices that say the same of every
finding, how often somebody tells a new sign that turns out to be harmless, nor answers that are no finding.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from ilium.answers.values import Kind
from ilium.explanation.possible_changes import Change, Saying
from ilium.knowledge.coverage import findings_of
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Question

ChanceOf = Callable[[str], float]
"""P(a finding is present | the answers that stay)."""


def stated_share(knowledge: Knowledge, change: Change, chance_of: ChanceOf) -> float:
    """What P(the findings as a change tells them) is multiplied with to give P(its answers)."""
    return math.prod(_share(knowledge, change, saying, chance_of) for saying in change.sayings)


def _share(knowledge: Knowledge, change: Change, saying: Saying, chance_of: ChanceOf) -> float:
    question = knowledge.questions[saying.question]
    if question.kind is Kind.CHOICE:
        return _share_of_choice(knowledge, change, question, str(saying.word), chance_of)
    if saying.item is not None or findings_of(knowledge, question):
        return _share_of_item(knowledge, question, saying)
    return _untold(knowledge, saying)


def _share_of_item(knowledge: Knowledge, question: Question, saying: Saying) -> float:
    """An item of a checklist that is no finding is an answer that the network says nothing of."""
    silent = question.kind is Kind.CHECKLIST and saying.item not in knowledge.findings
    return _untold(knowledge, saying) if silent else 1.0


def _untold(knowledge: Knowledge, saying: Saying) -> float:
    rate = knowledge.region.change.untold
    return 1 - rate if saying.word == "no" else rate


def _share_of_choice(
    knowledge: Knowledge, change: Change, question: Question, word: str, chance_of: ChanceOf
) -> float:
    """Choices that say the same of every finding divide evenly what they say.

    A choice that takes back a new sign was told by one in many (`untold`) of those without the finding:
    P(told new) = P(finding) + `untold` x P(no finding).
    """
    chosen = next(choice for choice in question.choices if choice.id == word)
    share = 1 / sum(choice.sets == chosen.sets for choice in question.choices)
    parent = knowledge.questions.get(question.refines or "")
    if parent is None or parent.finding is None or parent.finding not in chosen.sets:
        return share
    untold = knowledge.region.change.untold
    if chosen.sets[parent.finding] is False:
        share *= untold
    if parent.id in change.questions:
        return share
    present = chance_of(parent.finding)
    return share / (present + untold * (1 - present))
