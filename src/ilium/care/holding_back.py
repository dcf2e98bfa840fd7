"""What is right for likely causes and still left out, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ilium.care.admitting import Obstacle
from ilium.care.plan import HeldBack
from ilium.care.suiting import Cause, likely_causes, right_for
from ilium.care.weighing import Weighed
from ilium.knowledge.library import Knowledge
from ilium.verdict import Verdict


def hold_back(
    knowledge: Knowledge,
    verdict: Verdict,
    weighed: Mapping[str, Weighed],
    obstacles: Mapping[str, Obstacle | None],
) -> tuple[HeldBack, ...]:
    """The actions that would bring most and are left out, each with its reason; ties by id."""
    care, likely = knowledge.care, likely_causes(knowledge, verdict)
    if verdict.urgency.level in care.silent:
        return ()
    kept = {
        id_: why
        for id_, why in obstacles.items()
        if why is not None
        and (why.kind != "level" or knowledge.actions[id_].kind in care.held_back_by_level)
        and weighed[id_].benefit >= care.held_back_worth
        and right_for(knowledge, id_, likely)
    }
    order = sorted(kept, key=lambda id_: (-round(weighed[id_].benefit, 12), id_))
    return tuple(_tell(knowledge, verdict, id_, kept[id_], likely) for id_ in order[: care.held_back])


def _tell(
    knowledge: Knowledge, verdict: Verdict, id_: str, why: Obstacle, likely: Sequence[Cause]
) -> HeldBack:
    action, words, because = knowledge.actions[id_], knowledge.care.words, why.id
    if why.kind == "harm":
        because = worst_cause(knowledge, verdict, id_)
        template = words.harms if len(likely) > 1 else words.harms_one
        blocked = _inside(knowledge.conditions[because].name)
    elif why.kind == "gate":
        template = words.gate if len(likely) > 1 else words.gate_one
        blocked = why.text
    else:
        template, blocked = words.level, ""
    right = right_for(knowledge, id_, likely)
    text = template.format(right=right, likely=len(likely), condition=blocked, gate=blocked)
    return HeldBack(id_, action.kind, action.name, because, text, right, len(likely))


def worst_cause(knowledge: Knowledge, verdict: Verdict, action: str) -> str:
    """The cause whose harm weighs most against its limit: the one to name; ties by id."""
    chances = zip(verdict.network.model.conditions, verdict.posterior.conditions, strict=True)
    weights = {id_: _weight(knowledge, action, id_, float(chance)) for id_, chance in chances}
    return min(weights, key=lambda id_: (-weights[id_], id_))


def _weight(knowledge: Knowledge, action: str, condition: str, chance: float) -> float:
    """How many times a cause is as probable as its harm may be; 0 where it does not harm enough to matter."""
    harm = knowledge.effects[action][condition].harm
    limits = [limit for step, limit in knowledge.care.plausible.items() if harm >= step]
    return chance / max(min(limits), 1e-12) if limits else 0.0


def _inside(name: str) -> str:
    """A name as it stands inside a sentence; a word in capitals stays."""
    return name if name[1:2].isupper() else name[0].lower() + name[1:]
