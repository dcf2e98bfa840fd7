"""Two versions of the knowledge held against each other on the same cases: what moved, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.assessment import rank_families
from ilium.knowledge.levels import Level
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError
from ilium.safety.urgency import Urgency, decide_urgency, raise_red_flags
from ilium.study.completing import complete_case
from ilium.verdict import reach_verdict

SHOWN_SHIFTS = 3
LEAST_SHIFT = 0.0005
"""A smaller change of a probability is not told."""

Leaf = bool | int | float | str | None


@dataclass(frozen=True, slots=True)
class Shift:
    """A family's probability before and after; none where the knowledge does not hold the family."""

    family: str
    old: float | None
    new: float | None

    @property
    def size(self) -> float:
        """How far it moved."""
        return abs((self.new or 0.0) - (self.old or 0.0))


@dataclass(frozen=True, slots=True)
class OtherLevel:
    """A rule that fires with both, and asks for another level."""

    rule: str
    old: Level
    new: Level


@dataclass(frozen=True, slots=True)
class Moved:
    """A case whose urgency or first family moved: before, after, and what moved it."""

    id: str
    old_urgency: Level
    new_urgency: Level
    old_first: str | None
    new_first: str | None
    now_fires: tuple[str, ...]
    no_longer_fires: tuple[str, ...]
    other_levels: tuple[OtherLevel, ...]
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """A value that differs: its file, its path there, and both values; none where it is missing."""

    file: str
    path: str
    old: Leaf
    new: Leaf


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions on the same cases. The hashes say which versions."""

    old_hash: str
    new_hash: str
    cases: int
    moved: tuple[Moved, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class _Result:
    urgency: Urgency
    chances: Mapping[str, float]

    @property
    def first(self) -> str | None:
        return next(iter(self.chances), None)

    @property
    def rules(self) -> dict[str, Level]:
        return {reason.rule: reason.level for reason in self.urgency.reasons}


def compare(old: Knowledge, new: Knowledge, cases: list[tuple[Case, Case]]) -> Comparison:
    """Judge each case, read with the old and with the new knowledge, as if it had been interviewed."""
    moved = [_compare_case(old, new, pair, f"case {n}") for n, pair in enumerate(cases, 1)]
    before, after = _files(old), _files(new)
    return Comparison(
        old_hash=old.hash,
        new_hash=new.hash,
        cases=len(cases),
        moved=tuple(one for one in moved if one is not None),
        added=tuple(sorted(after.keys() - before.keys())),
        removed=tuple(sorted(before.keys() - after.keys())),
        changes=tuple(_changes(before, after)),
    )


def _compare_case(old: Knowledge, new: Knowledge, pair: tuple[Case, Case], name: str) -> Moved | None:
    before, after = _judge(old, pair[0]), _judge(new, pair[1])
    if (before.urgency.level, before.first) == (after.urgency.level, after.first):
        return None
    both = [rule for rule in before.rules if rule in after.rules]
    levels = [OtherLevel(rule, before.rules[rule], after.rules[rule]) for rule in both]
    return Moved(
        id=pair[0].id or name,
        old_urgency=before.urgency.level,
        new_urgency=after.urgency.level,
        old_first=before.first,
        new_first=after.first,
        now_fires=tuple(rule for rule in after.rules if rule not in before.rules),
        no_longer_fires=tuple(rule for rule in before.rules if rule not in after.rules),
        other_levels=tuple(one for one in levels if one.old is not one.new),
        shifts=_shifts(before.chances, after.chances),
    )


def _shifts(before: Mapping[str, float], after: Mapping[str, float]) -> tuple[Shift, ...]:
    """The largest changes of probability, the largest first."""
    families = dict.fromkeys([*before, *after])
    shifts = [Shift(family, before.get(family), after.get(family)) for family in families]
    told = [shift for shift in shifts if shift.size >= LEAST_SHIFT]
    return tuple(sorted(told, key=lambda shift: (-shift.size, shift.family))[:SHOWN_SHIFTS])


def _judge(knowledge: Knowledge, case: Case) -> _Result:
    whole = complete_case(knowledge, case)
    try:
        verdict = reach_verdict(knowledge, whole)
    except ImpossibleAnswersError:
        return _Result(decide_urgency(knowledge, raise_red_flags(knowledge, whole)), {})
    ranked = rank_families(knowledge, verdict)
    return _Result(verdict.urgency, {family.id: family.probability for family in ranked})


def _files(knowledge: Knowledge) -> dict[str, dict[str, Leaf]]:
    """Every file of a region, flattened: the path to each value, and the value."""
    plain = knowledge.as_plain()
    files = {f"{folder}/{id_}.yaml": value for folder in FOLDERS for id_, value in plain[folder].items()}
    files |= {"region.yaml": plain["region"], "urgency.yaml": plain["urgency"], "care.yaml": plain["care"]}
    return {name: dict(_leaves(value, "")) for name, value in files.items()}


def _leaves(value: object, path: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _leaves(inner, f"{path}[{number}]")
    elif value is not None:
        assert isinstance(value, bool | int | float | str)
        yield path, value


def _changes(before: dict[str, dict[str, Leaf]], after: dict[str, dict[str, Leaf]]) -> Iterator[Change]:
    for name in sorted(before.keys() & after.keys()):
        old, new = before[name], after[name]
        for path in dict.fromkeys([*old, *new]):
            if old.get(path) != new.get(path):
                yield Change(name, path, old.get(path), new.get(path))
