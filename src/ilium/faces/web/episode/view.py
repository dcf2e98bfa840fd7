"""An episode as its page shows it: what to do first, how it goes, what changed, and what comes next."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.care.cautions import takes_painkillers
from ilium.care.plan import NetStep
from ilium.episode.calendar import Due
from ilium.episode.episode import Episode, Statement
from ilium.episode.fitting import fit
from ilium.episode.moving import WORTH_TELLING, Moved, Shift, state
from ilium.episode.showing import EpisodeShown, show_episode
from ilium.faces.asking.options import say_answer
from ilium.faces.telling.often import how_often
from ilium.faces.web.episode.chart import Chart, draw_chart
from ilium.faces.web.result_view import ResultView, view_result
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.moments import asked_every_time
from ilium.knowledge.schema import Question
from ilium.result import Assessment, ReasonShown
from ilium.safety.evaluation import is_asked
from ilium.safety.past import at_present

NOT_WAITING = (Level.EMERGENCY_NOW, Level.URGENT_SAME_DAY)


@dataclass(frozen=True, slots=True)
class Change:
    """How something was said then, and how it is said now."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Since:
    """What is said differently from an earlier day."""

    then: datetime.date
    urgency: Change | None
    first: Change | None
    chances: tuple[Change, ...]

    @property
    def nothing(self) -> bool:
        """Whether it is all as it was said then."""
        return not (self.urgency or self.first or self.chances)


@dataclass(frozen=True, slots=True)
class Told:
    """One question of a check-in and what was answered."""

    question: Question
    answer: str


@dataclass(frozen=True, slots=True)
class DayTold:
    """Everything that was answered on one day; place 0 is the start."""

    place: int
    date: datetime.date
    day: int
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Left:
    """A safety question without a plain answer, and where it can be answered under the episode's address."""

    question: Question
    unsure: bool
    """Whether it was answered, as not sure or rather not say."""
    where: str


@dataclass(frozen=True, slots=True)
class EpisodeView:
    """What the page about an episode shows."""

    shown: EpisodeShown
    case: Case
    """The case as it stands today, as the knowledge of today reads it."""
    result: ResultView
    chart: Chart
    since: Since | None
    moved: Since | None
    check_ins: tuple[datetime.date, ...]
    """The days to come on which a check-in is due."""
    steps: tuple[NetStep, ...]
    clearable: tuple[ReasonShown, ...]
    left: tuple[Left, ...]
    """The safety questions that are left without a plain answer."""
    of_today: bool
    """Whether the last answers are of today, so that painkillers can be advised."""
    takes_painkillers: bool

    @property
    def found(self) -> Assessment:
        """The result of today."""
        return self.shown.assessment


def view_episode(
    knowledge: Knowledge, episode: Episode, today: datetime.date, *, everything: bool = False
) -> EpisodeView:
    """The view of an episode on a day. Raises ImpossibleAnswersError when no explanation allows it."""
    shown = show_episode(knowledge, episode, today)
    found, urgency = shown.assessment, shown.assessment.urgency
    fitted = fit(knowledge, episode.on(max(today, episode.last_day))).case
    case = at_present(knowledge, fitted)
    emergency = urgency.level is Level.EMERGENCY_NOW
    return EpisodeView(
        shown=shown,
        case=case,
        result=view_result(knowledge, case, found, everything=everything),
        chart=draw_chart(knowledge, fitted, found, episode.started, with_band=not emergency),
        since=_since_last(knowledge, episode, found, today),
        moved=None if shown.moved is None else _moved(knowledge, shown.moved),
        check_ins=tuple(one.day for one in shown.due if one.due is Due.CHECK_IN and one.day >= today),
        steps=() if urgency.level in NOT_WAITING else found.plan.safety_net.steps,
        clearable=tuple(one for one in urgency.reasons if one.rule in knowledge.red_flags),
        left=left_open(knowledge, episode, case, today),
        of_today=asks_medicines(episode, today),
        takes_painkillers=takes_painkillers(knowledge, case),
    )


def asks_medicines(episode: Episode, today: datetime.date) -> bool:
    """Whether somebody may be asked about medicines: the last answers are of today, and hold for a day."""
    return today <= episode.last_day


def left_open(knowledge: Knowledge, episode: Episode, case: Case, today: datetime.date) -> tuple[Left, ...]:
    """The safety questions left without a plain answer; `case` is the episode as it stands today.

    What a check-in would ask again is answered there, unless the last answers are of today. What was answered
    once, as not sure, is answered on its own day.
    """
    again = asked_every_time(knowledge)
    found = []
    for question in knowledge.questions.values():
        answer = case.answer_to(question.id)
        unsure = answer in (Missing.UNKNOWN, Missing.DECLINED)
        if not question.safety or not (unsure or answer is Missing.NOT_ASKED):
            continue
        if question.mode != "person" or not is_asked(knowledge, question, case):
            continue
        asked_then = not unsure or question.id in again
        place = len(episode.case.check_ins) if asked_then else _told_last(episode, question)
        comes_again = asked_then and today > episode.last_day
        found.append(Left(question, unsure, "check-in" if comes_again else f"answers/{place}/{question.id}"))
    return tuple(found)


def _told_last(episode: Episode, question: Question) -> int:
    """The place of the day on which a question was answered last, under this or an earlier name."""
    names = {question.id, *question.aliases}
    days = enumerate(episode.case.check_ins, 1)
    return max((place for place, one in days if names & one.answers.keys()), default=0)


def _since_last(
    knowledge: Knowledge, episode: Episode, found: Assessment, today: datetime.date
) -> Since | None:
    """What is said differently from the last time, before the last check-in or before today."""
    number = len(episode.case.check_ins)
    earlier = [one for one in episode.statements if one.check_ins < number or one.date < episode.last_day]
    if not earlier or not number:
        return None
    then, now = earlier[-1], state(found, today, number)
    chances = {one.id: one.probability for one in found.families}
    shifts = tuple(
        Shift(one.family, one.probability, chances.get(knowledge.aliases.get(one.family, one.family), 0.0))
        for one in then.chances
        if now.chances
    )
    told = tuple(one for one in shifts if abs(one.now - one.then) >= WORTH_TELLING)
    return _differences(knowledge, then, now, told)


def _moved(knowledge: Knowledge, moved: Moved) -> Since:
    return _differences(knowledge, moved.then, moved.now, moved.shifts)


def _differences(knowledge: Knowledge, then: Statement, now: Statement, shifts: tuple[Shift, ...]) -> Since:
    levels = {text.id.value: text.name for text in knowledge.urgency.levels}
    urgency = first = None
    if then.urgency != now.urgency:
        urgency = Change("", levels.get(then.urgency, then.urgency), levels.get(now.urgency, now.urgency))
    if then.chances and now.chances and then.chances[0].family != now.chances[0].family:
        before, after = then.chances[0].family, now.chances[0].family
        first = Change("", name_of(knowledge, before), name_of(knowledge, after))
    chances = tuple(
        Change(name_of(knowledge, one.family), how_often(one.then), how_often(one.now))
        for one in shifts
        if how_often(one.then) != how_often(one.now)
    )
    return Since(then.date, urgency, first, chances)


def name_of(knowledge: Knowledge, id_: str) -> str:
    """The name of a family or condition, under the name it has today."""
    now = knowledge.aliases.get(id_, id_)
    found = knowledge.families.get(now) or knowledge.conditions.get(now)
    return found.name if found is not None else id_


def days_told(knowledge: Knowledge, episode: Episode) -> tuple[DayTold, ...]:
    """What was answered on each day, from the start to the last check-in."""
    case = fit(knowledge, episode.case).case
    days = [(episode.started, case.answers), *((one.date, one.answers) for one in case.check_ins)]
    return tuple(
        DayTold(
            place,
            day,
            (day - episode.started).days,
            tuple(
                Told(knowledge.questions[id_], say_answer(knowledge.questions[id_], answers[id_]))
                for id_ in knowledge.questions
                if answers.get(id_, Missing.NOT_ASKED) is not Missing.NOT_ASKED
                and knowledge.questions[id_].derived is None
            ),
        )
        for place, (day, answers) in enumerate(days)
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the check-ins, with its answer on each of their days; empty where it was not asked."""

    question: Question
    answers: tuple[str, ...]


def asked_over_time(knowledge: Knowledge, days: tuple[DayTold, ...]) -> tuple[Asked, ...]:
    """Every question of the check-ins in the order of asking, with its answers side by side."""
    said = [{one.question.id: one.answer for one in day.told} for day in days if day.place]
    order = [id_ for page in knowledge.region.check_in_pages for id_ in page.questions]
    order += [id_ for one in said for id_ in one]
    return tuple(
        Asked(knowledge.questions[id_], tuple(one.get(id_, "") for one in said))
        for id_ in dict.fromkeys(order)
        if any(id_ in one for one in said)
    )


def name_of_rule(knowledge: Knowledge, id_: str) -> str:
    """What a rule warns of, or its id where the knowledge no longer has it."""
    rule = knowledge.red_flags.get(knowledge.aliases.get(id_, id_))
    return rule.text if rule is not None else id_
