"""A number of the knowledge in words, as it was written, and several values in a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ilium.knowledge.numbers import Evidence, Probability, Ratio, Shares


def say_amount(number: Evidence) -> str:
    """The number as it was written: counts, a value with its interval, a range, or shares."""
    if isinstance(number, Probability) and number.besides is not None:
        return f"{_say_seen(number)}; {number.besides:.0%} of them would have it anyway"
    return _say_seen(number)


def _say_seen(number: Evidence) -> str:
    match number:
        case Probability(counts=(hits, people)):
            return f"{hits} of {people} people"
        case Probability(pool=pool) if pool is not None:
            return ", ".join(f"{hits} of {people}" for hits, people in pool.values()) + " people, pooled"
        case Probability() | Ratio():
            return ", ".join(_points(number))
        case Shares(counts=counts) if counts is not None:
            return ", ".join(f"{key} {count}" for key, count in counts.items()) + " people"
        case Shares(shares=shares) if shares is not None:
            return ", ".join(f"{key} {share:.0%}" for key, share in shares.items())
        case _:
            return ""


def _points(number: Probability | Ratio) -> Iterator[str]:
    if number.value is not None:
        yield f"{number.value:g}"
    if number.ci is not None:
        yield f"95 % interval {number.ci[0]:g} to {number.ci[1]:g}"
    if number.range is not None:
        yield f"90 % range {number.range[0]:g} to {number.range[1]:g}"
    if isinstance(number, Probability) and number.n is not None:
        yield f"{number.n} people"


def say_list(values: Sequence[str]) -> str:
    """Several values in one line; whole sentences follow one another without a comma."""
    return (" " if all(value.endswith(".") for value in values) else ", ").join(values)
