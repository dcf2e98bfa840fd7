"""No medicine that a label forbids is ever advised, whatever else is answered and whatever the cause."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
import z3
from tests.care.label_table import (
    CALM,
    GELS,
    LISTS,
    MOST_A_DAY,
    NEVER,
    NEVER_ANYWHERE,
    PARACETAMOL,
    TABLETS,
    contraindications,
    named,
    put,
)
from tests.care.people import DAYS, person, verdict_of

from ilium.answers.case import Case
from ilium.answers.check_ins import CheckIn
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.assessment import assess
from ilium.care.advising import advise_medicines
from ilium.care.cautions import Standing, lines_for, standing_of, standings
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.safety.evaluation import questions_in
from ilium.safety.proof.formulas import condition
from ilium.safety.proof.states import State
from ilium.safety.proof.vocabulary import Slot, Vocabulary
from ilium.verdict import Verdict

COUNTRIES = ("GB", "US")
STRAIN, BACK = ("gluteal_muscle_strain",), ("nonspecific_low_back_pain",)
NSAIDS = {"ibuprofen_tablets", "naproxen_tablets", "aspirin_tablets", "ibuprofen_gel", "diclofenac_gel"}
EVERY = {country: named("TGP", country) for country in COUNTRIES}


def somebody(country: str = "GB", **answers: Answer) -> Case:
    """Somebody in order, with all questions about medicines answered."""
    return replace(person(**{**CALM, **answers}), country=country)


def _free(knowledge: Knowledge, case: Case) -> set[str]:
    """The medicines that no answer forbids, whatever the cause."""
    return {
        id_
        for id_, medicine in knowledge.medicines.items()
        if case.country in medicine.labels
        and all(
            how is Standing.CLEAR or (how is Standing.PRESENT and line.row.then == "lower")
            for line, how in standings(knowledge, medicine, case)
        )
    }


def _advised(knowledge: Knowledge, case: Case, verdict: Verdict) -> set[str]:
    return {one.id for one in advise_medicines(knowledge, case, verdict).shown}


@pytest.mark.parametrize("country", COUNTRIES)
def test_with_nothing_in_the_way_every_medicine_sold_for_this_is_free(
    knowledge: Knowledge, country: str
) -> None:
    assert _free(knowledge, somebody(country)) == EVERY[country]
    for years in (18.0, 30.0, 59.0):
        assert _free(knowledge, somebody(country, age=years)) == EVERY[country]


@pytest.mark.parametrize("country", COUNTRIES)
def test_one_contraindication_forbids_what_the_labels_say_and_nothing_else(
    knowledge: Knowledge, country: str
) -> None:
    for slot, word, forbidden in contraindications(country):
        case = replace(somebody(country), answers=put(dict(somebody(country).answers), slot, word))
        expected = EVERY[country] - (forbidden if slot[0] != "med_days" else set())
        assert _free(knowledge, case) == expected, f"{slot} {word}"
        for causes in (STRAIN, BACK, ()):
            assert not _advised(knowledge, case, verdict_of(knowledge, {causes: 1.0})) & forbidden, slot


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_second_answer_takes_back_what_one_contraindication_forbids(
    knowledge: Knowledge, country: str
) -> None:
    found = contraindications(country)
    start = dict(somebody(country).answers)
    for first, word, forbidden in found:
        for second, other, more in found:
            if first[0] == second[0] and (first == second or None in (first[1], second[1])):
                continue
            case = replace(somebody(country), answers=put(put(start, first, word), second, other))
            days = {s for s in (first, second) if s[0] == "med_days"}
            both = (set() if first in days else forbidden) | (set() if second in days else more)
            assert not _free(knowledge, case) & both, f"{first} {word}, {second} {other}"


@pytest.mark.parametrize("country", COUNTRIES)
def test_no_condition_brings_back_what_an_answer_forbids(knowledge: Knowledge, country: str) -> None:
    verdicts = {c: verdict_of(knowledge, {(c,) if c else (): 1.0}) for c in (*knowledge.conditions, None)}
    start = dict(somebody(country).answers)
    for slot, word, forbidden in contraindications(country):
        case = replace(somebody(country), answers=put(start, slot, word))
        for cause, verdict in verdicts.items():
            advised = _advised(knowledge, case, verdict)
            assert not advised & (forbidden | NEVER[country] | NEVER_ANYWHERE), f"{cause}: {slot} {word}"
            assert len(advised & NSAIDS) <= 1


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_solver_finds_no_answers_at_all_with_a_contraindication_and_its_medicine(
    knowledge: Knowledge, country: str
) -> None:
    """Over every combination of all answers: free and forbidden never go together."""
    asked = frozenset(
        question
        for caution in knowledge.cautions.values()
        for rule in (caution.clear_when, caution.arises_when)
        if rule is not None
        for question in questions_in(knowledge, rule)
    )
    state = State(Vocabulary(knowledge, asked), "now")
    solver = z3.Solver()
    solver.add(*state.domain)
    woman = z3.Or(
        state.says("sex", None, "female"), state.says("sex", None, "unknown"),
    )  # fmt: skip
    young = state.measures("age", None, 56)
    for id_, medicine in knowledge.medicines.items():
        lines = list(lines_for(knowledge, medicine, country))
        if country not in medicine.labels:
            continue
        free = z3.And(*(_not_held_back(knowledge, state, line) for line in lines))
        assert solver.check(free) == z3.sat
        for slot, word, forbidden in contraindications(country):
            if id_ not in forbidden or slot[0] == "med_days":
                continue
            said = state.says(slot[0], slot[1], word)
            of_women = slot[0] in ("med_pregnancy", "med_breastfeeding") and word in {
                m.value for m in Missing
            }
            where = z3.And(said, woman, young) if of_women else said
            assert solver.check(free, where) == z3.unsat, f"{id_}: {slot} {word}"
            assert solver.check(where) == z3.sat, f"{slot} {word} cannot be said"
        for limit in (65,) if country == "GB" else (60,):
            if id_ in TABLETS[country]:
                assert solver.check(free, state.measures("age", limit, None)) == z3.unsat
                assert solver.check(free, state.measures("age", limit - 1, limit)) == z3.sat


def _not_held_back(knowledge: Knowledge, state: State, line: object) -> z3.BoolRef:
    caution, row = line.caution, line.row  # type: ignore[attr-defined]
    clear = condition(knowledge, caution.clear_when, state)
    if caution.arises_when is None:
        assert row.then != "lower"
        return clear
    arises = condition(knowledge, caution.arises_when, state)
    return z3.Or(arises, clear) if row.then == "lower" else z3.And(clear, z3.Not(arises))


def _states(knowledge: Knowledge, slots: list[Slot]) -> Iterator[Mapping[str, Answer]]:
    """Every combination of words in these slots, numbers at and around every limit."""
    ages = [18.0, 55.0, 56.0, 59.0, 60.0, 64.0, 65.0, 90.0, *Missing]
    words = []
    for question, item in slots:
        form = knowledge.forms[question]
        if item is not None:
            words.append(
                ["yes", "no", "unknown", "not_asked", *(m.value for m in Missing if m != "not_asked")]
            )
        else:
            words.append(ages if question == "age" else [*form.words, *Missing])
    for chosen in product(*words):
        answers: dict[str, Answer] = {}
        for (question, item), word in zip(slots, chosen, strict=True):
            if item is None:
                answers[question] = word
            elif word in ("declined",):
                answers[question] = Missing.DECLINED
            elif not isinstance(answers.get(question), Missing):
                before = answers.get(question, Itemised({}))
                assert isinstance(before, Itemised)
                rest = {} if word == "not_asked" else {item: str(word)}
                answers[question] = Itemised({**before.items, **rest})
        yield answers


def test_the_program_agrees_with_the_formulas_on_every_state_of_every_caution(knowledge: Knowledge) -> None:
    """So that what the solver proves holds for the program that runs."""
    for caution in knowledge.cautions.values():
        rules = [rule for rule in (caution.clear_when, caution.arises_when) if rule is not None]
        slots = sorted(
            {
                Slot(leaf.question, getattr(leaf, "item", None))
                for rule in rules
                for leaf in _leaves(knowledge, rule)
            },
            key=lambda slot: (slot.question, slot.item or ""),
        )
        for answers in _states(knowledge, slots):
            case = Case(dict(answers))
            how = standing_of(knowledge, caution, case)
            arises = caution.arises_when is not None and _holds(caution.arises_when, answers)
            clear = _holds(caution.clear_when, answers)
            assert (how is Standing.CLEAR) == (clear and not arises)
            assert not arises or how is Standing.PRESENT


def _leaves(knowledge: Knowledge, rule: object) -> list:  # type: ignore[type-arg]
    from ilium.safety.evaluation import leaves

    return leaves(knowledge, rule)  # type: ignore[arg-type]


def _holds(rule: object, answers: Mapping[str, Answer]) -> bool:
    """An expression, read slowly from its plain form."""
    plain = rule.model_dump(by_alias=True) if hasattr(rule, "model_dump") else rule
    assert isinstance(plain, dict)
    if "all" in plain:
        return all(_holds(part, answers) for part in plain["all"])
    if "any" in plain:
        return any(_holds(part, answers) for part in plain["any"])
    said = answers.get(plain["question"], Missing.NOT_ASKED)
    if "is" in plain:
        if plain.get("item") and isinstance(said, Itemised):
            return said.items.get(plain["item"], "not_asked") in plain["is"]
        return str(said) in plain["is"]
    low, high = plain.get("at_least"), plain.get("below")
    return isinstance(said, float) and (low is None or said >= low) and (high is None or said < high)


@pytest.mark.parametrize("country", COUNTRIES)
def test_doses_and_days_are_those_of_the_label(knowledge: Knowledge, country: str) -> None:
    seen = set()
    for causes, taken in product((STRAIN, BACK, ("piriformis_syndrome",)), range(15)):
        verdict = verdict_of(knowledge, {causes: 1.0})
        for held in ({}, {"med_skin": "yes"}, {"med_stomach": Ticked(frozenset({"often_heartburn"}))}):
            case = somebody(country, med_days=float(taken), **held)
            for one in advise_medicines(knowledge, case, verdict).shown:
                a_day, unit_mg, days = MOST_A_DAY[one.id, country]
                assert one.days == days - taken >= 1
                assert one.max_per_day.startswith(f"{a_day} ")
                assert unit_mg is None or f"({a_day * unit_mg} mg)" in one.max_per_day
                assert one.id not in NSAIDS or one.days + taken <= 10
                seen.add(one.id)
    assert seen >= (
        PARACETAMOL[country] | {"ibuprofen_tablets"} | ({"diclofenac_gel"} if country == "GB" else set())
    )


def test_every_label_is_the_one_written_out_by_hand(knowledge: Knowledge) -> None:
    shipped = {
        (id_, country): (label.a_day, label.unit_mg, label.days)
        for id_, medicine in knowledge.medicines.items()
        for country, label in medicine.labels.items()
    }
    assert shipped == MOST_A_DAY
    assert {q: tuple(knowledge.forms[q].words) for q in LISTS} == LISTS


def test_with_warfarin_paracetamol_is_half_the_dose_for_three_days_in_the_uk_alone(
    knowledge: Knowledge,
) -> None:
    takes = {"med_thinners": Ticked(frozenset({"takes_warfarin"}))}
    verdict = verdict_of(knowledge, {STRAIN: 1.0})
    (shown,) = advise_medicines(knowledge, somebody("GB", **takes), verdict).shown
    assert (shown.id, shown.days) == ("paracetamol_tablets", 3)
    assert shown.max_per_day == "4 tablets (2000 mg) in 24 hours"
    assert any("warfarin" in why for why in shown.why)
    assert not advise_medicines(knowledge, somebody("US", **takes), verdict).shown


def test_men_and_older_women_are_not_asked_about_pregnancy(knowledge: Knowledge) -> None:
    for answers in ({"sex": "male"}, {"age": 58.0}):
        case = somebody("GB", **answers)
        case = case.forget("med_pregnancy").forget("med_breastfeeding").forget("pregnancy")
        assert _free(knowledge, case) == EVERY["GB"]
        assert not advise_medicines(knowledge, case, verdict_of(knowledge, {STRAIN: 1.0})).open_questions


def test_the_week_of_a_pregnancy_counts(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {BACK: 1.0})
    grounds = {}
    for word in ("trying_or_maybe", "pregnant_before_20", "pregnant_from_20"):
        advice = advise_medicines(knowledge, somebody("GB", med_pregnancy=word), verdict)
        held = next(one for one in advice.held_back if one.id == "ibuprofen_tablets")
        grounds[word] = {reason.ground for reason in held.reasons} & {"never", "ask"}
    assert grounds == {
        "trying_or_maybe": {"ask"}, "pregnant_before_20": {"ask"}, "pregnant_from_20": {"never"},
    }  # fmt: skip


@pytest.mark.parametrize("country", ["default", "FR", "DE"])
def test_where_no_label_is_known_nothing_is_advised(knowledge: Knowledge, country: str) -> None:
    advice = advise_medicines(knowledge, somebody(country), verdict_of(knowledge, {STRAIN: 1.0}))
    assert not advice.shown and not advice.open_questions
    assert {reason.ground for held in advice.held_back for reason in held.reasons} == {"country"}


@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("level", list(Level))
def test_the_level_decides_what_may_be_advised(knowledge: Knowledge, country: str, level: Level) -> None:
    allowed = EVERY[country] if level.rank < Level.URGENT_SAME_DAY.rank else PARACETAMOL[country]
    allowed = set() if level is Level.EMERGENCY_NOW else allowed
    for cause in (*knowledge.conditions, None):
        verdict = verdict_of(knowledge, {(cause,) if cause else (): 1.0}, level)
        for days in DAYS.values():
            assert _advised(knowledge, somebody(country, how_long=days), verdict) <= allowed
    if level is Level.EMERGENCY_NOW:
        advice = advise_medicines(knowledge, somebody(country), verdict)
        assert not advice.held_back and not advice.open_questions


def test_whoever_should_be_seen_within_three_days_gets_no_anti_inflammatory(knowledge: Knowledge) -> None:
    verdict = verdict_of(knowledge, {BACK: 1.0}, Level.SEE_CLINICIAN_SOON)
    soon = replace(verdict, urgency=replace(verdict.urgency, within_hours=48))
    assert not _advised(knowledge, somebody(), soon) & NSAIDS
    later = replace(verdict, urgency=replace(verdict.urgency, within_hours=168))
    assert _advised(knowledge, somebody(), later) & NSAIDS


SERIOUS = {
    "infection", "malignancy", "cauda_equina_syndrome", "epidural_abscess", "metastatic_cord_compression",
    "herpes_zoster", "deep_vein_thrombosis", "gluteal_haematoma", "acute_limb_ischaemia", "perianal_abscess",
}  # fmt: skip


@pytest.mark.parametrize("serious", sorted(SERIOUS))
def test_no_anti_inflammatory_while_a_cause_that_it_harms_is_plausible(
    knowledge: Knowledge, serious: str
) -> None:
    for other in knowledge.conditions:
        if other != serious:
            verdict = verdict_of(knowledge, {(other,): 0.94, (serious,): 0.06})
            for country in COUNTRIES:
                assert not _advised(knowledge, somebody(country), verdict) & NSAIDS, other


def test_without_an_answer_about_medicines_nothing_is_advised_and_the_rest_is_named(
    knowledge: Knowledge,
) -> None:
    case = replace(person(), country="GB")
    advice = advise_medicines(knowledge, case, verdict_of(knowledge, {STRAIN: 1.0}))
    assert not advice.asked and not advice.shown
    assert len(advice.open_questions) == 12
    ibuprofen = next(one for one in advice.held_back if one.id == "ibuprofen_tablets")
    for about in ("kidney disease", "pregnancy", "warfarin", "lithium", "alcohol"):
        assert about in ibuprofen.text


CHECKED_AGAIN = (
    "saddle_feeling", "urine_trouble", "bowel_control", "both_legs", "leg_weakness", "leg_numbness", "fever",
    "four_steps",
)  # fmt: skip


def test_every_check_in_asks_about_medicines_anew(knowledge: Knowledge) -> None:
    start = date(2026, 11, 1)
    first = replace(somebody(), today=start, start=start)
    assert assess(knowledge, first).plan.medicines
    calm = {id_: answer for id_, answer in first.answers.items() if id_.startswith("med_")}
    checks = dict.fromkeys(CHECKED_AGAIN, "no")
    after = CheckIn(start + timedelta(days=3), {**checks, "buttock_pain": 3.0})
    later = replace(first, today=start + timedelta(days=3), check_ins=(after,))
    plan = assess(knowledge, later).plan
    assert not plan.medicines and len(plan.medicine_questions) == 12
    again = replace(after, answers={**after.answers, **calm, "med_days": 4.0})
    plan = assess(knowledge, replace(later, check_ins=(again,))).plan
    assert {one.id for one in plan.medicines} & NSAIDS
    assert all(one.days <= 6 for one in plan.medicines)
    ill = replace(
        again, answers={**again.answers, "med_thinners": Ticked(frozenset({"takes_other_thinner"}))}
    )
    assert not {one.id for one in assess(knowledge, replace(later, check_ins=(ill,))).plan.medicines} & NSAIDS


def test_gels_and_tablets_of_one_kind_are_never_advised_together(knowledge: Knowledge) -> None:
    for cause in (*knowledge.conditions, None):
        for country in COUNTRIES:
            advised = _advised(
                knowledge, somebody(country), verdict_of(knowledge, {(cause,) if cause else (): 1.0})
            )
            assert len(advised & (TABLETS[country] | GELS[country])) <= 1
