"""A check-in under way: sealed in a cookie of its own until it is kept, as a whole."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from ilium.answers.case_reader import plain_answer
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer
from ilium.episode.asking import UnderWay
from ilium.episode.documents import read_answers
from ilium.episode.episode import Episode, with_answers, with_check_in, without_check_in
from ilium.faces.asking.interview import Interview
from ilium.faces.web.sitting import Who
from ilium.knowledge.library import Knowledge

COOKIE = "ilium_check_in"


@dataclass(frozen=True, slots=True)
class Draft:
    """What was answered so far on a day, in the order of the answers."""

    episode: str
    day: date
    who: Who = "me"
    answers: Mapping[str, Answer] = field(default_factory=dict)
    after_emergency: bool = False
    """Whether the questions go on although help is needed now."""
    kept: int | None = None
    """Its place among the check-ins once it is in the store, as in an emergency; then it is mended there."""

    @property
    def check_in(self) -> CheckIn:
        """The check-in so far."""
        return CheckIn(self.day, dict(sorted(self.answers.items())))

    def under_way(self, episode: Episode) -> UnderWay:
        """The check-in as it goes on, with the episode as it is apart from it."""
        without = episode if self.kept is None else without_check_in(episode, self.kept)
        return UnderWay(without, self.day, self.answers)

    def joined(self, episode: Episode) -> Episode:
        """The episode with this check-in in its place."""
        if self.kept is None:
            return with_check_in(episode, self.check_in)
        return with_answers(episode, self.kept, self.check_in.answers)

    def answer(self, knowledge: Knowledge, episode: Episode, question: str, answer: Answer) -> Draft:
        """The draft with an answer given or changed; follow-ups that no longer apply are dropped."""
        onward = self.under_way(episode).answer(knowledge, question, answer)
        return replace(self, answers=onward.answers)


def begin_draft(episode: Episode, day: date, who: Who) -> Draft:
    """A check-in before its first answer; no day lies before the episode began."""
    return Draft(episode.id, max(day, episode.started), who)


def place_in(episode: Episode, day: date) -> int:
    """The place of the check-in that was added last for a day."""
    return max(n for n, one in enumerate(episode.case.check_ins, 1) if one.date == day)


def interview_of(knowledge: Knowledge, episode: Episode, draft: Draft, at: str = "") -> Interview:
    """The interview of a check-in at one of its questions; what follows from its answers is known."""
    under_way = draft.under_way(episode)
    return Interview.of_check_in(knowledge, under_way, at, after_emergency=draft.after_emergency)


def pack(draft: Draft) -> bytes:
    """A draft as bytes."""
    plain = {
        "episode": draft.episode,
        "day": draft.day.isoformat(),
        "who": draft.who,
        "answers": {id_: plain_answer(answer) for id_, answer in draft.answers.items()},
        "after_emergency": draft.after_emergency,
        "kept": draft.kept,
    }
    return json.dumps(plain, separators=(",", ":")).encode()


def unpack(knowledge: Knowledge, data: bytes) -> Draft | None:
    """The draft in some bytes, or None where another version of Ilium packed them otherwise.

    An answer to a question that is gone counts as never asked.
    """
    try:
        return _unpack(knowledge, json.loads(data))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None


def _unpack(knowledge: Knowledge, plain: dict[str, Any]) -> Draft:
    answers = read_answers(plain["answers"])
    return Draft(
        plain["episode"],
        date.fromisoformat(plain["day"]),
        plain["who"],
        {id_: answer for id_, answer in answers.items() if id_ in knowledge.questions},
        plain["after_emergency"],
        plain["kept"],
    )
