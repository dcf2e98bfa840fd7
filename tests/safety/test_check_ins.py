"""Check-ins and the urgency: what is told stands, what is missing is not well, and a clearing is narrow."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn, Cleared
from ilium.answers.values import Answer, Missing, Ticked
from ilium.knowledge.levels import Level
from ilium.knowledge.moments import asked_every_time
from ilium.knowledge.reading import load_knowledge
from ilium.safety.past import at_present
from ilium.safety.urgency import Urgency, decide_urgency, raise_red_flags

KNOWLEDGE = load_knowledge()
START = date(2026, 11, 1)
ROWS = ("saddle_feeling", "urine_trouble", "bowel_control", "both_legs", "leg_weakness", "leg_numbness")
CHECKED: dict[str, Answer] = dict.fromkeys((*ROWS, "fever", "four_steps"), "no")
FIRST: dict[str, Answer] = {
    **CHECKED,
    **dict.fromkeys(("collapse_pain", "cold_leg", "swollen_leg", "hot_lump", "new_blisters"), "no"),
    **dict.fromkeys(("pop_and_bruise", "footfall_pain"), "no"),
    **{"health_history": Ticked(frozenset()), "age": 42.0, "sex": "male"},
    **{"how_bad": 6.0, "how_long": 1.0, "daily_limits": "some", "trend": "same"},
}
QUIET: dict[str, Answer] = {
    **CHECKED,
    **{"buttock_pain": 4.0, "leg_pain": 0.0, "same_in_every_position": "no", "feels_ill": "no"},
    **{"walking_change": "as_far", "daily_limits": "some"},
}


def urgency(case: Case) -> Urgency:
    now = at_present(KNOWLEDGE, case)
    return decide_urgency(KNOWLEDGE, raise_red_flags(KNOWLEDGE, now))


def rules(case: Case) -> set[str]:
    return {reason.rule for reason in urgency(case).reasons}


def episode(*looks: tuple[int, dict[str, Answer]], cleared: tuple[Cleared, ...] = ()) -> Case:
    """An episode that began quietly; each look says what differs from a quiet check-in."""
    check_ins = tuple(CheckIn(on(day), {**QUIET, **said}) for day, said in looks)
    return Case(answers=FIRST, start=START, check_ins=check_ins, cleared=cleared)


def on(day: int) -> date:
    return START + timedelta(days=day)


def cleared(rule: str, day: int) -> tuple[Cleared, ...]:
    return (Cleared(rule, on(day), "examined"),)


def test_a_quiet_episode_stays_at_home() -> None:
    assert urgency(episode((2, {}), (5, {}), (14, {"buttock_pain": 2.0}))).level is Level.SELF_CARE


@pytest.mark.parametrize("row", ROWS)
def test_a_new_sign_at_any_check_in_counts_at_once(row: str) -> None:
    assert urgency(episode((2, {}), (5, {row: "new"}))).level is Level.EMERGENCY_NOW


@pytest.mark.parametrize("row", [*ROWS, "fever", "four_steps"])
def test_a_sign_told_once_stands_until_it_is_cleared(row: str) -> None:
    told = urgency(episode((2, {row: "new"})))
    later = urgency(episode((2, {row: "new"}), (5, {})))
    assert later.level is told.level
    assert "earlier" in next(r for r in later.reasons if r.level is told.level).text


@pytest.mark.parametrize("row", [*ROWS, "fever", "four_steps"])
def test_a_safety_question_left_out_of_a_check_in_is_not_asked(row: str) -> None:
    case = episode((2, {}))
    answers = {id_: said for id_, said in case.check_ins[0].answers.items() if id_ != row}
    left_out = replace(case, check_ins=(CheckIn(on(2), answers),))
    assert urgency(left_out).level.rank >= Level.SEE_CLINICIAN_SOON.rank
    assert "safety_not_asked" in rules(left_out)


def test_a_cleared_rule_rests_while_the_finding_stays_as_it_was() -> None:
    numb: dict[str, Answer] = {"saddle_feeling": "new"}
    case = episode((2, numb), (5, numb), (14, {**numb, "buttock_pain": 2.0}))
    assert urgency(case).level is Level.EMERGENCY_NOW
    assert urgency(replace(case, cleared=cleared("a1_saddle_feeling", 2))).level is Level.SELF_CARE


def test_a_cleared_rule_comes_back_when_the_finding_changes() -> None:
    numb: dict[str, Answer] = {"saddle_feeling": "new"}
    gone_and_back = episode((2, numb), (5, {}), (7, numb), cleared=cleared("a1_saddle_feeling", 2))
    assert "a1_saddle_feeling" in rules(gone_and_back)
    gone = episode((2, numb), (5, {}), cleared=cleared("a1_saddle_feeling", 2))
    assert urgency(gone).level is Level.SELF_CARE
    worse: dict[str, Answer] = {"leg_weakness": "new", "weakness_kind": "steady_longer"}
    now: dict[str, Answer] = {"leg_weakness": "new", "weakness_kind": "getting_worse"}
    rule = "b5_weakness_steady_older"
    assert urgency(episode((2, worse), (5, now), cleared=cleared(rule, 2))).level is Level.EMERGENCY_NOW


def test_news_of_the_same_day_is_not_cleared_with_what_came_before_it() -> None:
    case = episode((2, {"fever": "new", "fever_kind": "fever_or_shivers"}))
    evening = CheckIn(on(2), {**QUIET, "saddle_feeling": "new"})
    case = replace(case, check_ins=(*case.check_ins, evening), cleared=cleared("c10_fever", 2))
    assert rules(case) == {"a1_saddle_feeling"}


def test_clearing_one_rule_leaves_the_others() -> None:
    both: dict[str, Answer] = {"saddle_feeling": "new", "leg_numbness": "new"}
    left = rules(episode((2, both), cleared=cleared("a1_saddle_feeling", 2)))
    assert "b6_numbness_spreading" in left
    assert "a1_saddle_feeling" not in left


@pytest.mark.parametrize(
    ("day", "pain", "level"),
    [
        (13, 6.0, Level.SELF_CARE),
        (14, 6.0, Level.SEE_CLINICIAN_SOON),
        (14, 5.0, Level.SEE_CLINICIAN_SOON),
        (14, 4.0, Level.SELF_CARE),
        (14, "unknown", Level.SEE_CLINICIAN_SOON),
    ],
)
def test_two_weeks_ask_for_a_third_and_two_points(day: int, pain: Answer, level: Level) -> None:
    said = Missing.UNKNOWN if pain == "unknown" else pain
    assert urgency(episode((day, {"buttock_pain": said}))).level is level


def test_a_leg_that_never_hurt_makes_nothing_better() -> None:
    still: dict[str, Answer] = {"buttock_pain": 6.0, "leg_pain": 0.0}
    assert "course_check_in_two_weeks" in rules(episode((2, still), (5, still), (14, still)))


def test_thirty_percent_is_needed_beside_two_points() -> None:
    strong = replace(episode((14, {"buttock_pain": 6.0})), answers={**FIRST, "how_bad": 8.0})
    assert "course_check_in_two_weeks" in rules(strong)


def test_two_weeks_without_a_check_in_are_not_read_as_being_well() -> None:
    case = episode((5, {"buttock_pain": 2.0}))
    assert urgency(replace(case, today=on(13))).level is Level.SELF_CARE
    assert "course_check_in_two_weeks" in rules(replace(case, today=on(14)))
    assert "course_check_in_two_weeks" in rules(replace(case, check_ins=(), today=on(20)))


def test_two_points_more_for_two_days_count_unless_a_load_is_named() -> None:
    worse: dict[str, Answer] = {"buttock_pain": 8.0}
    assert "course_worse_two_days" in rules(episode((4, worse), (5, worse)))
    named = {**worse, "flare_load": "sport_or_exercise"}
    assert urgency(episode((4, named), (5, named))).level is Level.SELF_CARE
    fall = {**worse, "flare_load": "fall_or_knock"}
    assert "course_worse_two_days" in rules(episode((4, fall), (5, fall)))
    assert urgency(episode((5, worse))).level is Level.SELF_CARE
    assert "course_worse_two_days" in rules(episode((5, {**worse, "worse_two_days": "yes"})))


def test_a_rise_is_seen_against_the_best_day_too() -> None:
    eased: dict[str, Answer] = {"buttock_pain": 1.0}
    back: dict[str, Answer] = {"buttock_pain": 4.0}
    assert "course_worse_two_days" in rules(episode((5, eased), (8, back), (10, back)))


def test_pain_that_moves_down_is_worse_and_pain_that_retreats_is_better() -> None:
    down = episode((2, {"leg_pain": 1.0}), (5, {"buttock_pain": 2.0, "leg_pain": 6.0}))
    assert at_present(KNOWLEDGE, down).answers["pain_change"] == "worse"
    up = episode((2, {"leg_pain": 7.0}), (14, {"buttock_pain": 6.0, "leg_pain": 2.0}))
    assert at_present(KNOWLEDGE, up).answers["pain_change"] == "better"
    assert urgency(up).level is Level.SELF_CARE


def test_less_pain_with_new_weakness_is_an_emergency_and_no_recovery() -> None:
    weak: dict[str, Answer] = {"leg_weakness": "new", "weakness_kind": "steady_under_2_weeks"}
    assert urgency(episode((5, {**weak, "buttock_pain": 6.0}))).level is Level.URGENT_SAME_DAY
    assert urgency(episode((5, {**weak, "buttock_pain": 1.0}))).level is Level.EMERGENCY_NOW


@pytest.mark.parametrize("taken", ["no_tablets", "some_days", "most_days"])
def test_tablets_never_change_the_urgency(taken: str) -> None:
    for said in ({"buttock_pain": 2.0}, {"buttock_pain": 8.0}):
        told: dict[str, Answer] = {**said, "tablets_taken": taken}
        assert rules(episode((14, told))) == rules(episode((14, dict(said))))


WORDS = st.sampled_from(["no", "new", "same"])
LOOK = st.fixed_dictionaries(
    {}, optional={**dict.fromkeys((*ROWS, "fever"), WORDS), "buttock_pain": st.integers(0, 10).map(float)}
)
EPISODES = st.lists(st.tuples(st.integers(1, 20), LOOK), min_size=1, max_size=4)


def dated(looks: list[tuple[int, dict[str, Answer]]]) -> Case:
    days = [sum(gap for gap, _ in looks[: n + 1]) for n in range(len(looks))]
    return episode(*((day, said) for day, (_, said) in zip(days, looks, strict=True)))


@settings(max_examples=60)
@given(EPISODES, st.data())
def test_adding_a_red_flag_to_any_check_in_never_lowers_the_urgency(
    looks: list[tuple[int, dict[str, Answer]]], data: st.DataObject
) -> None:
    case = dated(looks)
    place = data.draw(st.integers(0, len(looks) - 1))
    row = data.draw(st.sampled_from([*ROWS, "fever"]))
    flagged = list(case.check_ins)
    flagged[place] = CheckIn(flagged[place].date, {**flagged[place].answers, row: "new"})
    more = urgency(replace(case, check_ins=tuple(flagged)))
    assert more.level.rank >= urgency(case).level.rank


@settings(max_examples=60)
@given(EPISODES, st.sampled_from(sorted(KNOWLEDGE.red_flags)), st.integers(0, 30))
def test_clearing_takes_away_one_reason_at_most(
    looks: list[tuple[int, dict[str, Answer]]], rule: str, day: int
) -> None:
    case = dated(looks)
    assert rules(case) - rules(replace(case, cleared=cleared(rule, day))) <= {rule}
    assert rules(replace(case, cleared=cleared(rule, day))) <= rules(case)


@settings(max_examples=60)
@given(EPISODES, st.sampled_from(ROWS), st.data())
def test_the_fold_over_check_ins_agrees_with_a_plain_reading_of_one_row(
    looks: list[tuple[int, dict[str, Answer]]], row: str, data: st.DataObject
) -> None:
    """For one row: it counts if it was new after the last clearing, or has changed since and is new."""
    case = dated(looks)
    at = data.draw(st.none() | st.integers(0, len(looks) - 1))
    rule = {"saddle_feeling": "a1_saddle_feeling", "bowel_control": "a3_bowel_control"}.get(row)
    rule, row = (rule, row) if rule else ("b6_numbness_spreading", "leg_numbness")
    said = ["no", *(str(one.answers[row]) for one in case.check_ins)]
    when = () if at is None else (Cleared(rule, case.check_ins[at].date, "examined"),)
    counts = "new" in said
    if at is not None:
        rest = said[at + 2 :]
        changed = next((n for n, word in enumerate(rest) if word != said[at + 1]), None)
        counts = changed is not None and "new" in rest[changed:]
    assert (rule in rules(replace(case, cleared=when))) == counts


def test_an_episode_is_shown_as_of_today_once_and_for_all() -> None:
    case = at_present(KNOWLEDGE, episode((2, {"fever": "new"}), (5, {})))
    assert at_present(KNOWLEDGE, case) == case
    assert not asked_every_time(KNOWLEDGE) & {"age", "sex", "how_started"}
