"""Any past of an episode as formulas: which rules stand from before, and which rest once they were cleared.

A past is two free switches for each rule. However many check-ins there were, and whatever was answered and
cleared in them, all that reaches the present is these switches; so what is proved for any choice of them
holds for any number of check-ins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import z3

from ilium.knowledge.expressions import Answered
from ilium.knowledge.library import Knowledge
from ilium.safety.evaluation import leaves
from ilium.safety.proof.formulas import Ground
from ilium.safety.proof.logic import all_of
from ilium.safety.proof.states import State
from ilium.safety.proof.vocabulary import Slot


@dataclass(frozen=True)
class Switches:
    """The past of one rule."""

    armed: z3.BoolRef
    closed: z3.BoolRef

    @classmethod
    def of(cls, rule: str, name: str = "past") -> Switches:
        """Free switches of a rule."""
        return cls(z3.Bool(f"{name}:{rule} stands"), z3.Bool(f"{name}:{rule} rests"))

    def over(self, ground: Ground) -> Ground:
        """What a rule asks for under this past: it holds or stands from before, and does not rest."""
        return replace(ground, when=z3.And(z3.Not(self.closed), z3.Or(ground.when, self.armed)))


def any_past(knowledge: Knowledge) -> dict[str, Switches]:
    """Free switches of every rule."""
    return {rule: Switches.of(rule) for rule in knowledge.red_flags}


def under(past: dict[str, Switches], found: list[Ground]) -> list[Ground]:
    """The grounds of a state under a past; a missing answer is a matter of today alone."""
    return [past[ground.id].over(ground) if ground.id in past else ground for ground in found]


def still_under(
    knowledge: Knowledge, past: dict[str, Switches], change: Change
) -> tuple[list[Ground], z3.BoolRef]:
    """The grounds after an edit of today's answers, and what ties their past to the one before it.

    A rule rests after the edit only if it rested before and its comparisons say what they said. An edit back
    to the very answers that a clinician has looked at is left out: a rule rests then because it was cleared.
    """
    ties, found = [], []
    for fresh, old, new in zip(change.fresh, change.before, change.after, strict=True):
        if new is fresh or new.id not in past:
            found.append(old if new is fresh else new)
            continue
        rests = z3.Bool(f"{change.state.name}:{new.id} rests")
        same = told_alike(knowledge, new.id, change.of, change.state)
        ties.append(z3.Implies(rests, z3.And(past[new.id].closed, same)))
        found.append(Switches(past[new.id].armed, rests).over(new))
    return found, all_of(ties) if ties else z3.BoolVal(True)


@dataclass(frozen=True)
class Change:
    """An edit: its states, the grounds before it without and with a past, and those after it without."""

    of: State
    state: State
    fresh: list[Ground]
    before: list[Ground]
    after: list[Ground]


def told_alike(knowledge: Knowledge, rule: str, one: State, other: State) -> z3.BoolRef:
    """That each comparison of a rule hears the same word, or finds the number within alike, in two states."""
    parts = []
    for leaf in leaves(knowledge, knowledge.red_flags[rule].when):
        if isinstance(leaf, Answered):
            words = one.vocabulary.words.get(Slot(leaf.question, leaf.item), ())
            parts += [
                one.says(leaf.question, leaf.item, word) == other.says(leaf.question, leaf.item, word)
                for word in words
            ]
        else:
            within = (leaf.question, leaf.at_least, leaf.below)
            parts.append(one.measures(*within) == other.measures(*within))
    return all_of(parts)
