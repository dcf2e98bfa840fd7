"""The figures of a score as short words, for the cells of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ilium.faces.study_report import words

if TYPE_CHECKING:
    from ilium.study.figures import Calibration, Mean, Nobody
    from ilium.study.scores import Score, Share


def say_score(score: Score) -> Iterator[tuple[str, str]]:
    """Each measure's name and its figure, in the order of the report."""
    for key, name in words.SHARES.items():
        yield name, say_share(getattr(score, key))
    for key, name in words.MEANS.items():
        yield name, say_mean(getattr(score, key), words.MEAN)
    for key, name in words.CALIBRATIONS.items():
        yield name, say_calibration(getattr(score, key))
    for key, name in words.COUNTS.items():
        yield name, say_mean(getattr(score, key), words.COUNT)


def say_share(share: Share) -> str:
    """How many of how many, and the range of the share in per cent."""
    if share.share is None or share.low is None or share.high is None:
        return words.NOBODY
    low, high = round(share.low * 100), round(share.high * 100)
    return words.SHARE.format(hits=share.hits, n=share.n, share=round(share.share * 100), low=low, high=high)


def say_mean(mean: Mean | Nobody, form: str) -> str:
    """A mean with its range, or with why there is none."""
    from ilium.study.figures import Interval, Nobody

    if isinstance(mean, Nobody):
        return words.NOBODY
    said = form.format(mean.value)
    if not isinstance(mean.interval, Interval):
        return f"{said} ({words.TOO_FEW.format(n=mean.n)})"
    low, high = (form.format(end) for end in (mean.interval.low, mean.interval.high))
    return f"{said} ({low}-{high})"


def say_calibration(error: Calibration | Nobody) -> str:
    """An error beside what chance alone would show."""
    from ilium.study.figures import Nobody

    if isinstance(error, Nobody):
        return words.NOBODY
    by_chance = words.BY_CHANCE.format(mean=error.by_chance, most=error.by_chance_up_to)
    return f"{words.MEAN.format(error.value)}, {by_chance}"
