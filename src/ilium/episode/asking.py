"""What a check-in asks, as a case that an interview can go on with, and what was answered in it."""

from __future__ import annotations

import datetime
from dataclasses import replace

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Missing
from ilium.episode.episode import Episode, with_check_in
from ilium.episode.fitting import fit
from ilium.knowledge.library import Knowledge
from ilium.safety.past import at_present


def as_asked_today(knowledge: Knowledge, episode: Episode, today: datetime.date) -> Case:
    """The episode as an interview takes it up today: what every check-in asks is open again."""
    return as_answered_so_far(knowledge, episode, CheckIn(today))


def as_answered_so_far(knowledge: Knowledge, episode: Episode, check_in: CheckIn) -> Case:
    """The episode as an interview goes on with a check-in under way: what follows from it is worked out."""
    again = with_check_in(episode, check_in)
    return at_present(knowledge, fit(knowledge, replace(again.case, today=check_in.date)).case)


def answered_today(knowledge: Knowledge, begun: Case, ended: Case, today: datetime.date) -> CheckIn:
    """The check-in that an interview made: what was asked in it, or answered differently than before."""
    answers = {
        question: answer
        for question, answer in ended.answers.items()
        if ended.answer_to(question) is not Missing.NOT_ASKED
        and begun.answer_to(question) != answer
        and knowledge.questions[question].derived is None
    }
    return CheckIn(today, dict(sorted(answers.items())))
