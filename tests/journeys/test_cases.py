"""The cases that ship with the knowledge: textbook stories, flags that must fire, traps that must not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from ilium.answers.case import Case
from ilium.answers.values import Kind, Missing
from ilium.assessment import assess
from ilium.documents.problems import BadDocumentError
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge
from ilium.safety.evaluation import is_asked

Cases = Callable[[str], dict[str, Case]]

MISSION = ("m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8")
FAMILY_OF_ROW = {
    "m1": "gluteal_muscle_strain",
    "m2": "gluteal_overuse",
    "m3": "gluteal_tendinopathy",
    "m4": "si_joint_dysfunction",
    "m5": "si_joint_dysfunction",
    "m6": "lumbar_disc_radiculopathy",
    "m7": "lumbar_spinal_stenosis",
    "m8": "piriformis_syndrome",
}


OTHER_CAUSES = ("contusion", "haematoma", "disc_pain", "avulsion", "labral")


def case_ids(name: str) -> list[str]:
    file = DEFAULT_REGION / "cases" / f"{name}.yaml"
    return [str(case.id) for case in case_reader(load_knowledge()).read_all(file.read_text(), file.name)]


def first_family(knowledge: Knowledge, case: Case) -> str:
    return assess(knowledge, case).families[0].id


@pytest.mark.parametrize("row", MISSION)
@pytest.mark.parametrize("kind", ["textbook", "three_facts"])
def test_each_cause_of_the_mission_ranks_first_in_its_own_story(
    knowledge: Knowledge, shipped_cases: Cases, row: str, kind: str
) -> None:
    case = shipped_cases("textbook")[f"{row}_{kind}"]
    assert first_family(knowledge, case) == FAMILY_OF_ROW[row]


@pytest.mark.parametrize("row", MISSION)
def test_one_changed_answer_makes_another_family_win(
    knowledge: Knowledge, shipped_cases: Cases, row: str
) -> None:
    cases = shipped_cases("textbook")
    story, twin = cases[f"{row}_textbook"], cases[f"{row}_twin"]
    questions = story.answers.keys() | twin.answers.keys()
    changed = [q for q in questions if story.answer_to(q) != twin.answer_to(q)]
    assert len(changed) == 1
    assert twin.expected is not None
    assert first_family(knowledge, twin) != FAMILY_OF_ROW[row]
    assert first_family(knowledge, twin) == knowledge.family_of(str(twin.expected.diagnosis))


@pytest.mark.parametrize("cause", OTHER_CAUSES)
def test_each_other_cause_ranks_first_in_its_own_story(
    knowledge: Knowledge, shipped_cases: Cases, cause: str
) -> None:
    case = shipped_cases("textbook")[f"{cause}_textbook"]
    assert case.expected is not None
    assert first_family(knowledge, case) == knowledge.family_of(str(case.expected.diagnosis))


def test_a_sore_crest_shares_the_first_three_places_with_its_twins(
    knowledge: Knowledge, shipped_cases: Cases
) -> None:
    result = assess(knowledge, shipped_cases("textbook")["crest_textbook"])
    first_three = {family.id for family in result.families[:3]}
    assert first_three == {"iliac_crest_pain", "cluneal_nerve_entrapment", "gluteal_overuse"}


SERIOUS = (
    "metastatic_cord_compression",
    "epidural_abscess",
    "perianal_abscess",
    "pelvic_organ_pain",
    "acute_limb_ischaemia",
)


@pytest.mark.parametrize("condition", SERIOUS)
def test_each_serious_cause_with_a_story_of_its_own_ranks_first_in_it(
    knowledge: Knowledge, shipped_cases: Cases, condition: str
) -> None:
    assert first_family(knowledge, shipped_cases("textbook")[f"{condition}_textbook"]) == condition


@pytest.mark.parametrize(
    ("sex", "age", "asked"),
    [("male", 30, False), ("female", 30, True), (Missing.UNKNOWN, 30, True), ("female", 60, False)],
)
def test_periods_are_asked_of_those_who_may_have_them_and_of_no_man(
    knowledge: Knowledge, sex: str | Missing, age: int, asked: bool
) -> None:
    case = Case(answers={"age": float(age), "sex": sex})
    assert is_asked(knowledge, knowledge.questions["periods"], case) is asked
    assert "cyclical_pain" not in {choice.id for choice in knowledge.questions["general_signs"].choices}


@pytest.mark.parametrize("weeks", ["first_6_weeks", "months_3_to_6"])
def test_growing_pain_in_the_first_weeks_after_a_birth_is_seen_within_a_day(
    knowledge: Knowledge, shipped_cases: Cases, weeks: str
) -> None:
    story = shipped_cases("flags")["flag_birth_first_weeks_growing"]
    case = replace(story, answers={**story.answers, "weeks_since_birth": weeks})
    urgency = assess(knowledge, case).urgency
    assert (urgency.level is Level.SEE_CLINICIAN_SOON) is (weeks == "first_6_weeks")


def test_the_weeks_since_a_birth_tell_an_infection_from_a_strained_joint(
    knowledge: Knowledge, shipped_cases: Cases
) -> None:
    story = shipped_cases("flags")["flag_birth_first_weeks_growing"]

    def chance(weeks: str) -> float:
        case = replace(story, answers={**story.answers, "weeks_since_birth": weeks})
        return next(c.probability for c in assess(knowledge, case).conditions if c.id == "infection")

    assert chance("first_6_weeks") > 2 * chance("months_3_to_6")


def test_three_facts_are_three(shipped_cases: Cases) -> None:
    for id_, case in shipped_cases("textbook").items():
        if id_.endswith("three_facts"):
            assert len(case.answers.keys() - {"age", "sex"}) == 3


@pytest.mark.parametrize("id_", case_ids("traps"))
def test_every_trap_stays_at_its_level(knowledge: Knowledge, shipped_cases: Cases, id_: str) -> None:
    case = shipped_cases("traps")[id_]
    assert case.expected is not None
    assert assess(knowledge, case).urgency.level == case.expected.urgency


@pytest.mark.parametrize("id_", case_ids("flags"))
def test_every_flag_raises_its_level(knowledge: Knowledge, shipped_cases: Cases, id_: str) -> None:
    case = shipped_cases("flags")[id_]
    assert case.expected is not None
    assert assess(knowledge, case).urgency.level == case.expected.urgency


@pytest.mark.parametrize("id_", [i for i in case_ids("textbook") if not i.endswith("three_facts")])
def test_textbook_stories_get_their_urgency(knowledge: Knowledge, shipped_cases: Cases, id_: str) -> None:
    case = shipped_cases("textbook")[id_]
    assert case.expected is not None
    if case.expected.urgency is not None:
        assert assess(knowledge, case).urgency.level == case.expected.urgency


@pytest.mark.parametrize(
    "answer",
    [
        {"leg_weakness": "new"},
        {"leg_weakness": "new", "weakness_kind": "sudden"},
        {"leg_numbness": "new"},
        {"saddle_feeling": "new"},
        {"urine_trouble": "new"},
        {"urine_trouble": "new", "urine_kind": "cannot_go"},
        {"bowel_control": "new"},
    ],
    ids=lambda answer: "-".join(answer.values()) + "-" + next(iter(answer)),
)
def test_each_immediate_care_answer_alone_is_an_emergency(
    knowledge: Knowledge, answer: dict[str, str]
) -> None:
    assert assess(knowledge, Case(answers=answer)).urgency.level is Level.EMERGENCY_NOW


@pytest.mark.parametrize(
    "answers",
    [
        {"how_long": 15.0, "home_care": "yes_tried", "trend": "same"},
        {"how_long": 15.0, "home_care": "yes_tried", "trend": Missing.UNKNOWN},
        {"how_long": 15.0, "home_care": "yes_tried"},
        {"how_bad": 9.0, "daily_limits": "stops_most", "how_long": 5.0},
    ],
)
def test_pain_that_needs_a_clinician_is_never_left_at_home(
    knowledge: Knowledge, answers: dict[str, str | float | Missing], safe_answers: dict[str, object]
) -> None:
    case = Case(answers={**safe_answers, **answers})  # type: ignore[arg-type]
    assert assess(knowledge, case).urgency.level.rank >= Level.SEE_CLINICIAN_SOON.rank


@pytest.fixture(scope="session")
def safe_answers(knowledge: Knowledge) -> dict[str, object]:
    """Every safety question that an ordinary person of 40 is asked, answered no."""
    answers: dict[str, object] = {"age": 40.0, "sex": "male"}
    for question in knowledge.questions.values():
        if question.safety and question.ask_when is None:
            empty = (
                case_reader(knowledge).read(f"answers: {{{question.id}: []}}", "x").answers
                if (question.kind is Kind.CHECKLIST)
                else {question.id: "no"}
            )
            answers |= empty
    return answers


def test_ordinary_safe_answers_alone_are_self_care(
    knowledge: Knowledge, safe_answers: dict[str, object]
) -> None:
    case = Case(answers=safe_answers)  # type: ignore[arg-type]
    assert assess(knowledge, case).urgency.level is Level.SELF_CARE


def test_nothing_answered_is_never_self_care(knowledge: Knowledge) -> None:
    urgency = assess(knowledge, Case()).urgency
    assert urgency.level is Level.URGENT_SAME_DAY
    assert [reason.rule for reason in urgency.reasons] == ["safety_not_asked"]


def test_any_one_safety_question_left_out_is_never_self_care(
    knowledge: Knowledge, safe_answers: dict[str, object]
) -> None:
    case = Case(answers=safe_answers)  # type: ignore[arg-type]
    for id_, question in knowledge.questions.items():
        if question.safety and question.ask_when is None:
            for broken in (
                case.forget(id_),
                case.answer(id_, Missing.UNKNOWN),
                case.answer(id_, Missing.DECLINED),
            ):
                assert assess(knowledge, broken).urgency.level.rank >= Level.SEE_CLINICIAN_SOON.rank, id_


@pytest.mark.parametrize("parent", ["leg_weakness: no, ", "leg_weakness: unknown, ", ""])
def test_a_follow_up_without_its_new_sign_is_refused(knowledge: Knowledge, parent: str) -> None:
    with pytest.raises(
        BadDocumentError, match=r"case:1:\d+: 'weakness_kind' tells more of 'leg_weakness: new'"
    ):
        case_reader(knowledge).read(f"answers: {{{parent}weakness_kind: sudden}}", "case")
