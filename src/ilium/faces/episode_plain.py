"""An episode as it stands, as plain values: the same for every face that programs read."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ilium.episode.documents import write_episode
from ilium.result import as_plain

if TYPE_CHECKING:
    from ilium.episode.moving import Moved
    from ilium.episode.showing import EpisodeShown


def episode_as_plain(shown: EpisodeShown) -> dict[str, Any]:
    """An episode as it stands, ready for JSON."""
    return {
        "episode": write_episode(shown.episode),
        "today": shown.today.isoformat(),
        "day": shown.day,
        "assessment": as_plain(shown.assessment),
        "left_out": list(shown.left_out),
        "moved": None if shown.moved is None else _moved(shown.moved),
        "progress": None if shown.progress is None else asdict(shown.progress),
        "pain": [{"day": day, "pain": pain} for day, pain in shown.pain],
        "expected": [{"day": day, "low": low, "high": high} for day, (low, high) in shown.band.items()],
        "due": [{"day": one.day.isoformat(), "due": one.due.value} for one in shown.due],
    }


def _moved(moved: Moved) -> dict[str, Any]:
    return {
        "said_on": moved.then.date.isoformat(),
        "urgency": {"then": moved.then.urgency, "now": moved.now.urgency},
        "first": moved.first,
        "shifts": [asdict(shift) for shift in moved.shifts],
        "left_out": list(moved.left_out),
    }
