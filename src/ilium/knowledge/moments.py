"""An episode as moments: what was known at the start and at each check-in, and how the pain has changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ilium.answers.case import Case
from ilium.answers.values import Answer, Missing
from ilium.knowledge.library import Knowledge
from ilium.knowledge.measures import CoursePolicy, Derived

YES_OR_UNSURE = ("yes", Missing.UNKNOWN, Missing.DECLINED)


@dataclass(frozen=True, slots=True)
class Moment:
    """What was known at one time. `unasked`: questions due at every check-in and left out of this one."""

    date: date | None
    answers: Mapping[str, Answer]
    unasked: frozenset[str]


@dataclass(frozen=True, slots=True)
class Look:
    """The pain on one day of the episode: at the place itself, and further down."""

    day: int
    pain: float | None
    leg: float | None
    lasting: bool = False


def moments(knowledge: Knowledge, case: Case) -> tuple[Moment, ...]:
    """The start and every check-in, each with all that was known then, derived answers included."""
    known: dict[str, Answer] = dict(case.answers)
    looked = looks(knowledge, case)
    found = [Moment(case.start, _with_derived(knowledge, known, looked[:1], 0), frozenset())]
    due = asked_every_time(knowledge)
    for number, check_in in enumerate(case.check_ins, start=1):
        known = _without_old_kinds(knowledge, known, check_in.answers) | dict(check_in.answers)
        day = looked[number].day
        answers = _with_derived(knowledge, known, looked[: number + 1], day)
        found.append(Moment(check_in.date, answers, due - check_in.answers.keys()))
    return (*found[:-1], _today(knowledge, case, found[-1], looked))


def asked_every_time(knowledge: Knowledge) -> frozenset[str]:
    """What counts only for the day it was answered: the check-in questions, and those before medicines."""
    pages = knowledge.region.check_in_pages
    asked = frozenset(id_ for page in pages if page.every_time for id_ in page.questions)
    return asked | frozenset(knowledge.medicine_questions)


def first_day(case: Case) -> date | None:
    """The day from which days are counted: the start, or else the first check-in."""
    return case.start or (case.check_ins[0].date if case.check_ins else None)


def looks(knowledge: Knowledge, case: Case) -> tuple[Look, ...]:
    """The pain at the start and at each check-in."""
    policy, first = knowledge.region.course, first_day(case)
    if policy is None:
        return tuple(Look(0, None, None) for _ in range(len(case.check_ins) + 1))
    found = [_look(policy, 0, case.answers)]
    for check_in in case.check_ins:
        assert first is not None
        found.append(_look(policy, (check_in.date - first).days, check_in.answers))
    return tuple(found)


def change_of(policy: CoursePolicy, looked: tuple[Look, ...]) -> str | None:
    """The class of the last look against the start; None when it cannot be told.

    Pain further down weighs more: growing there is worse whatever the place itself does, and pain that
    retreats from the leg is better even where the place itself stays as it was.
    """
    last = looked[-1]
    pain = _class(policy, looked[0].pain, last.pain)
    leg = _leg_class(policy, looked)
    if leg == "worse" or leg is None or last.leg is None:
        return leg or pain
    if leg == "flat":
        return "flat" if pain in ("much_better", "better") and last.leg > policy.recovered else pain
    if pain is None or pain in ("flat", "worse"):
        return leg if pain is None else "better"
    return "better" if "better" in (pain, leg) else "much_better"


def rise_of(policy: CoursePolicy, looked: tuple[Look, ...]) -> str | None:
    """Whether the pain has risen by the points that count, and stayed there: sustained, brief or none."""
    last = looked[-1]
    if len(looked) < 2 or (last.pain is None and last.leg is None):
        return None
    lengths = [n for part in ("pain", "leg") for n in _rises(policy, looked, part)]
    if not lengths:
        return "none"
    return "sustained" if max(lengths) >= 1 or last.lasting else "brief"


def nearest_day(policy: CoursePolicy, day: int) -> int | None:
    """The described day that a look counts for: the nearest in proportion; None on the first day."""
    if day < 1:
        return None
    return min(policy.days, key=lambda described: (abs(math.log(described / day)), described))


def _look(policy: CoursePolicy, day: int, answers: Mapping[str, Answer]) -> Look:
    pain = _number(answers, policy.pain)
    return Look(
        day,
        pain if pain is not None else _number(answers, policy.at_start),
        _number(answers, policy.leg),
        answers.get(policy.lasting) in YES_OR_UNSURE,
    )


def _number(answers: Mapping[str, Answer], question: str) -> float | None:
    answer = answers.get(question)
    return float(answer) if isinstance(answer, (int, float)) else None


def _class(policy: CoursePolicy, before: float | None, now: float | None) -> str | None:
    if before is None or now is None:
        return None
    if now - before >= policy.points:
        return "worse"
    if now <= policy.recovered:
        return "much_better"
    fall = before - now
    if fall < policy.points or fall < policy.share * before:
        return "flat"
    return "much_better" if fall >= policy.much * before else "better"


def _leg_class(policy: CoursePolicy, looked: tuple[Look, ...]) -> str | None:
    """The class of the pain further down; None where there was none to speak of and is none."""
    first = next((one.leg for one in looked[:-1] if one.leg is not None), None)
    found = _class(policy, first, looked[-1].leg)
    return None if first is not None and first <= policy.recovered and found != "worse" else found


def _rises(policy: CoursePolicy, looked: tuple[Look, ...], part: str) -> Iterator[int]:
    """How many days each rise up to the last look has lasted: all looks since lie above the one before it."""
    told = [one for one in looked if getattr(one, part) is not None]
    if not told or told[-1] is not looked[-1]:
        return
    for place in range(len(told) - 1):
        before, after = told[place], told[place + 1 :]
        if all(getattr(one, part) - getattr(before, part) >= policy.points for one in after):
            if part == "pain" and _retreats(policy, before, after[-1]):
                continue
            yield after[-1].day - after[0].day


def _retreats(policy: CoursePolicy, before: Look, now: Look) -> bool:
    """Whether pain moves up: it leaves the leg while it grows at the place itself."""
    return before.leg is not None and now.leg is not None and before.leg - now.leg >= policy.points


def _without_old_kinds(
    knowledge: Knowledge, known: Mapping[str, Answer], new: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Answers without the follow-ups of a sign that is answered anew."""
    return {id_: said for id_, said in known.items() if knowledge.questions[id_].refines not in new}


def _with_derived(
    knowledge: Knowledge, known: Mapping[str, Answer], looked: tuple[Look, ...], day: int, due: int = 0
) -> dict[str, Answer]:
    """Answers, and what the looks so far say by themselves; `due` is a day after which a look is missing."""
    answers = dict(known)
    policy = knowledge.region.course
    if policy is None or (len(looked) < 2 and not due):
        return answers
    for id_, question in knowledge.questions.items():
        if question.derived is not None:
            said = _derive(policy, question.derived, looked, day, due)
            if said is not None:
                answers[id_] = said
    return answers


def _derive(
    policy: CoursePolicy, derived: Derived, looked: tuple[Look, ...], day: int, due: int
) -> Answer | None:
    match derived.measure:
        case "day":
            return float(max(day, 0))
        case "change":
            late = looked[-1].day < due
            return Missing.UNKNOWN if late else change_of(policy, looked) or Missing.UNKNOWN
        case "rise":
            return rise_of(policy, looked) or Missing.UNKNOWN
        case "change_by_day":
            here = len(looked) > 1 and nearest_day(policy, looked[-1].day) == derived.day
            return change_of(policy, looked) if here else None


def _today(knowledge: Knowledge, case: Case, last: Moment, looked: tuple[Look, ...]) -> Moment:
    """The last moment as it stands today: days have gone by, and a look may be due."""
    first, policy = first_day(case), knowledge.region.course
    if case.today is None or first is None or policy is None:
        return last
    day = (case.today - first).days
    due = max((one for one in policy.stale if one <= day), default=0)
    plain = {id_: a for id_, a in last.answers.items() if knowledge.questions[id_].derived is None}
    return Moment(last.date, _with_derived(knowledge, plain, looked, day, due), last.unasked)
