"""What a study's people would have had anyway is what the rest of the network says of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from ilium.knowledge.beliefs import mean_probability
from ilium.knowledge.checking.faults import Fault, Written, written_concepts
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Probability
from ilium.knowledge.schema import Causes, Condition, Finding

ROOM = 0.02
"""So far a stated share may lie from the reckoned one: the people are a mix, and numbers move a little."""


def check_besides(knowledge: Knowledge) -> Iterator[Fault]:
    """Each `besides` is the share that the finding has in people with the cause, that cause left out."""
    for _, written in written_concepts(knowledge, "findings"):
        assert isinstance(written.entry, Finding)
        causes = written.entry.causes
        if causes is None:
            continue
        kind, numbers = (
            ("mechanisms", causes.mechanisms) if causes.mechanisms else ("conditions", causes.conditions)
        )
        for id_, number in numbers.items():
            if number.besides is not None:
                yield from _check(knowledge, written, causes, (kind, id_), number)


def _check(
    knowledge: Knowledge, written: Written, causes: Causes, path: tuple[str, str], number: Probability
) -> Iterator[Fault]:
    assert number.besides is not None
    leak = mean_probability(causes.leak)
    people = [c for c in knowledge.conditions.values() if c.mechanisms.get(path[1]) == "defining"]
    shares = [leak] if path[0] == "conditions" else [_share_without(causes, path[1], c) for c in people]
    if shares and min(shares) - ROOM <= number.besides <= max(shares) + ROOM:
        return
    told = (
        " to ".join(dict.fromkeys(f"{share:.3f}" for share in (min(shares), max(shares)))) if shares else ""
    )
    if told:
        what = f"besides says {number.besides:g}, but by the other numbers it is {told}."
        remedy = "Write that, or mend the other numbers."
    else:
        what = f"no condition always sets off '{path[1]}', so nobody's share without it is known."
        remedy = "Write a 'value' or a 'range' without 'besides'."
    yield written.fault(("causes", *path, "besides"), what, remedy)


def _share_without(causes: Causes, left_out: str, condition: Condition) -> float:
    """How often people with this condition alone have the finding, if one of its mechanisms did nothing."""
    acts = {m: 1.0 if n == "defining" else mean_probability(n) for m, n in condition.mechanisms.items()}
    total = 0.0
    for at_work in product((True, False), repeat=len(acts)):
        chance = 1.0
        for act, works in zip(acts.values(), at_work, strict=True):
            chance *= act if works else 1 - act
        if chance:
            working = {m for m, works in zip(acts, at_work, strict=True) if works}
            total += chance * _seen(causes, working, left_out)
    return total


def _seen(causes: Causes, working: set[str], left_out: str) -> float:
    """The leaky noisy-OR of the mechanisms at work, with what inhibits them."""
    passed = 1.0
    for mechanism in working & causes.inhibited_by.keys():
        passed *= 1 - mean_probability(causes.inhibited_by[mechanism])
    leak, unseen = mean_probability(causes.leak), 1.0
    for mechanism in working & causes.mechanisms.keys() - {left_out}:
        unseen *= 1 - mean_probability(causes.mechanisms[mechanism])
    if causes.inhibitors_act_on == "leak":
        return 1 - (1 - leak * passed) * unseen
    return (1 - (1 - leak) * unseen) * passed
