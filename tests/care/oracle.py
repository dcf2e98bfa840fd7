"""What a plan may hold, worked out slowly from the files, one explanation at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ilium.verdict import Verdict

Plain = dict[str, Any]


def grade(written: Plain, action: str, cause: str, scale: str) -> int:
    """The benefit or harm of an action under one cause: the cause's own row before that of its group."""
    groups = [g["id"] for g in written["care"]["groups"] if cause in g["conditions"]]
    for wanted in (cause, *groups):
        for row in written["actions"][action]["effects"]:
            named = row["for"] if isinstance(row["for"], list) else [row["for"]]
            if wanted in named:
                return int(row[scale])
    raise AssertionError(f"{action} says nothing about {cause}")


def explanations(verdict: Verdict) -> Iterator[tuple[tuple[str, ...], float]]:
    """Every set of conditions with its chance."""
    names = verdict.network.model.conditions
    for row, chance in zip(verdict.network.worlds.members, verdict.weights.sets, strict=True):
        yield tuple(name for name, there in zip(names, row, strict=True) if there), float(chance)


def expected(written: Plain, action: str, verdict: Verdict) -> tuple[float, float]:
    """Mean benefit (the mean over causes at work together) and mean harm (the worst of them)."""
    benefit = harm = 0.0
    for causes, chance in explanations(verdict):
        told = causes or ("unlisted",)
        gains = [grade(written, action, cause, "benefit") for cause in told]
        benefit += chance * sum(gains) / len(gains)
        harm += chance * max(grade(written, action, cause, "harm") for cause in told)
    return benefit, harm


def chance_of_harm(written: Plain, action: str, verdict: Verdict, step: int) -> float:
    """The chance of an explanation under which the action harms by so many steps or more."""
    return sum(
        chance
        for causes, chance in explanations(verdict)
        if any(grade(written, action, cause, "harm") >= step for cause in causes or ("unlisted",))
    )


def harms(written: Plain, action: str, verdict: Verdict) -> bool:
    """Whether some harm is likelier than the file lets pass."""
    limits = written["care"]["plausible"]
    return any(chance_of_harm(written, action, verdict, step) >= limit for step, limit in limits.items())
