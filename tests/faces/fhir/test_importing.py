"""What a record of another system says: what is taken, from where, and what is not read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from tests.faces.fhir.bundles import (
    EXAMPLES,
    ICD,
    SNOMED,
    TODAY,
    about,
    diagnosis,
    medicine,
    patient,
    pregnancy,
    record,
    status,
)
from tests.faces.fhir.cases import cases

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.assessment import assess
from ilium.documents.problems import BadDocumentError
from ilium.faces.fhir.assessed.bundle import assess_to_bundle, dated
from ilium.faces.fhir.importing import Imported, import_bundle
from ilium.faces.fhir.responses import to_response
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.knowledge.reading import load_knowledge
from ilium.reasoning.posterior import ImpossibleAnswersError

Plain = dict[str, Any]
KNOWLEDGE = load_knowledge()


def read(*resources: Plain, case: Case | None = None) -> Imported:
    return import_bundle(KNOWLEDGE, record(*resources), TODAY, case)


def answers(*resources: Plain) -> dict[str, Any]:
    """What was taken, with lists as plain values."""
    found = read(*resources).case.answers.items()
    return {id_: dict(one.items) if isinstance(one, Itemised) else one for id_, one in found}


def why_not(*resources: Plain) -> str:
    """Why the last thing was not read."""
    return read(*resources).reading.not_read[-1].why


def test_age_and_sex_come_from_the_patient() -> None:
    assert answers(patient()) == {"age": 36.0, "sex": "female"}
    assert answers(patient(birthDate="1990", gender="other")) == {"age": 35.0}
    assert answers(patient(birthDate="1990-12-01")) == {"age": 35.0, "sex": "female"}


def test_the_record_of_a_child_is_refused_and_a_day_to_come_is_no_age() -> None:
    for birth in ("2015-01-01", "2008-11-23", "1900-01-01"):
        with pytest.raises(BadDocumentError, match="from 18 to 110 years"):
            read(patient(birthDate=birth), diagnosis("M54.50"))
    assert answers(patient(birthDate="2008-11-22"))["age"] == 18.0
    assert "age" not in answers(patient(birthDate="2030-01-01"))


def test_a_diagnosis_ticks_the_options_it_says_are_so_and_unticks_none() -> None:
    found = answers(patient(), diagnosis("E11.9"), diagnosis("K50.90"))
    assert found["vascular_risk"] == {"diabetes": "yes"}
    assert found["med_stomach"] == {"bowel_inflammation": "yes"}
    assert found["back_and_joint_history"] == {"psoriasis_ibd_or_eye_inflammation": "yes"}


def test_a_code_that_is_only_near_or_wider_tells_nothing() -> None:
    choices = {one.id: one for question in KNOWLEDGE.questions.values() for one in question.choices}
    assert [one.match for one in choices["often_heartburn"].codes] == ["near"]
    assert set(answers(patient(), diagnosis("K21.9"))) == {"age", "sex"}


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"verificationStatus": status("refuted")}, "refuted"),
        ({"verificationStatus": status("entered-in-error")}, "entered in error"),
        ({"verificationStatus": status("differential")}, "only suspected"),
        ({"verificationStatus": status("provisional")}, "only suspected"),
        ({"verificationStatus": status("unconfirmed")}, "only suspected"),
        ({"clinicalStatus": status("resolved")}, "over"),
    ],
)
def test_a_diagnosis_that_is_not_so_is_not_read(parts: Plain, why: str) -> None:
    assert "vascular_risk" not in answers(patient(), diagnosis("E11.9", **parts))
    assert why in why_not(patient(), diagnosis("E11.9", **parts))


def test_what_was_ever_so_counts_where_it_is_asked_as_ever() -> None:
    over = {"clinicalStatus": status("resolved")}
    assert answers(patient(), diagnosis("C50.911", **over))["health_history"] == {"cancer_ever": "yes"}
    assert answers(patient(), diagnosis("Z85.3"))["health_history"] == {"cancer_ever": "yes"}
    assert "health_history" not in answers(patient(), diagnosis("C44.91"))


@pytest.mark.parametrize(
    ("name", "question", "option"),
    [
        ("Warfarin sodium 5 MG tablet", "med_thinners", "takes_warfarin"),
        ("apixaban", "med_thinners", "takes_other_thinner"),
        ("APIXABAN", "health_history", "blood_thinner"),
        ("Ramipril 5 mg capsules", "med_tablets", "takes_ace_or_arb"),
        ("losartan", "med_tablets", "takes_ace_or_arb"),
        ("Prednisolone 5mg tablets", "med_tablets", "takes_steroids"),
        ("co-codamol 8/500", "med_painkillers", "takes_paracetamol"),
    ],
)
def test_a_medicine_is_known_by_its_ingredient(name: str, question: str, option: str) -> None:
    assert answers(patient(), medicine(name))[question][option] == "yes"


@pytest.mark.parametrize(
    ("resource", "why"),
    [
        (medicine("warfarin", status="stopped"), "not said to be taken now"),
        (medicine("warfarin", status="entered-in-error"), "entered in error"),
        (medicine("warfarin", status=None), "not said to be taken now"),
        (medicine("Prednisolone 1% eye drops"), "counts only as a tablet"),
        (medicine("Marevan"), "not one that Ilium knows"),
        (medicine("heparin lock flush"), "not one that Ilium knows"),
        (medicine("sacubitril"), "not one that Ilium knows"),
        (medicine("Influenza vaccine, batch April 2026"), "not one that Ilium knows"),
        (medicine("NO warfarin - patient declined"), "may say that it is not taken"),
        (medicine("warfarin", modifierExtension=[{"url": "urn:x", "valueBoolean": True}]), "may change what"),
        (about({"resourceType": "MedicationStatement", "status": "active"}), "is not there"),
        (
            about(
                {
                    "resourceType": "MedicationRequest",
                    "status": "active",
                    "intent": "proposal",
                    "medicationCodeableConcept": {"text": "warfarin"},
                }
            ),
            "not said to be taken now (status proposal)",
        ),
    ],
)
def test_a_medicine_that_is_not_surely_taken_or_known_is_not_read(resource: Plain, why: str) -> None:
    resource = {key: part for key, part in resource.items() if part is not None}
    assert set(answers(patient(), resource)) == {"age", "sex"}
    assert why in why_not(patient(), resource)


def test_steroids_count_as_long_taken_only_when_the_record_says_since_when() -> None:
    since = {"effectivePeriod": {"start": "2026-03-01"}}
    long = answers(patient(), medicine("prednisolone 5 mg tablets", **since))
    assert long["health_history"] == {"steroid_tablets": "yes"}
    lately = {"effectivePeriod": {"start": "2026-11-01"}}
    assert "health_history" not in answers(patient(), medicine("prednisolone 5 mg tablets", **lately))
    assert "health_history" not in answers(patient(), medicine("prednisolone 5 mg tablets"))


def test_a_medicine_may_be_a_resource_of_its_own_or_inside() -> None:
    drug = {"resourceType": "Medication", "id": "d", "code": {"coding": [{"display": "Warfarin"}]}}
    stated = {"resourceType": "MedicationStatement", "status": "active"}
    beside = about(stated | {"medicationReference": {"reference": "Medication/d"}})
    inside = about(stated | {"medicationReference": {"reference": "#d"}, "contained": [drug]})
    for found in (answers(patient(), drug, beside), answers(patient(), inside)):
        assert found["med_thinners"] == {"takes_warfarin": "yes"}


def test_a_pregnancy_is_read_while_it_holds_and_no_pregnancy_never() -> None:
    assert answers(patient(), pregnancy())["pregnancy"] == "pregnant"
    assert answers(patient(), pregnancy(code="LA26683-5")).get("pregnancy") is None
    for old in (pregnancy("2026-01-01"), pregnancy(None), pregnancy("2027-01-01")):
        assert "pregnancy" not in answers(patient(), old)
    assert "pregnancy" not in answers(patient(), pregnancy(status="entered-in-error"))


def test_what_a_person_is_not_asked_is_not_taken() -> None:
    assert "pregnancy" not in answers(patient(gender="male"), pregnancy())
    assert "does not ask this person" in why_not(patient(gender="male"), pregnancy())


def test_the_record_of_somebody_else_is_not_read() -> None:
    other = diagnosis("E11.9", subject={"reference": "Patient/q"})
    assert set(answers(patient(), other)) == {"age", "sex"}
    assert "somebody else" in read(patient(), other).reading.not_read[0].why


def test_two_people_in_one_record_are_refused() -> None:
    for resources in (
        (patient(), patient(id="q")),
        (diagnosis("E11.9"), diagnosis("E11.9", subject={"reference": "Patient/q"})),
    ):
        with pytest.raises(BadDocumentError, match="cannot tell whose"):
            read(*resources)


def test_everything_that_is_not_understood_is_told() -> None:
    found = read(patient(), diagnosis("J06.9"), {"resourceType": "Encounter", "id": "e"})
    told = {one.origin.place: one.why for one in found.reading.not_read}
    assert "none of its codes" in told["Condition/c-J06.9"]
    assert "does not read resources of this kind" in told["Encounter/e"]


def test_each_answer_says_where_it_comes_from() -> None:
    found = read(patient(), diagnosis("E11.9"), diagnosis("I21.9"))
    told = {one.question: [origin.place for origin in one.origins] for one in found.reading.taken}
    assert told["vascular_risk"] == ["Condition/c-E11.9", "Condition/c-I21.9"]
    assert told["age"] == ["Patient/p"]


def test_answers_that_are_there_already_stand() -> None:
    found = read(patient(), case=Case({"age": 50.0}))
    assert found.case.answers["age"] == 50.0
    assert found.case.answers["sex"] == "female"
    assert "answered otherwise" in found.reading.not_read[0].why


def interview(subject: str | None = "Patient/p", **answers: Any) -> Plain:  # noqa: ANN401
    """An interview of Ilium about somebody."""
    plain = to_response(KNOWLEDGE, Case({"age": 36.0, "sex": "female", **answers}), TODAY)
    return plain | ({"subject": {"reference": subject}} if subject else {})


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Ticked(frozenset()), Ticked(frozenset({"cancer_ever"})), "left unticked"),
        (
            Ticked(frozenset({"steroid_tablets"})),
            Ticked(frozenset({"cancer_ever", "steroid_tablets"})),
            "left",
        ),
        (Itemised({"steroid_tablets": "no"}), {"steroid_tablets": "no", "cancer_ever": "yes"}, ""),
        (Itemised({"cancer_ever": "unknown"}), {"cancer_ever": "yes"}, ""),
        (Itemised({"cancer_ever": "no"}), {"cancer_ever": "yes"}, "was no"),
        (Missing.DECLINED, {"cancer_ever": "yes"}, ""),
    ],
)
def test_a_yes_of_the_record_is_never_lost_beside_an_answered_list(
    before: Answer, after: object, told: str
) -> None:
    for found in (
        read(patient(), diagnosis("C50.911"), case=Case({"health_history": before})),
        read(patient(), diagnosis("C50.911"), interview(health_history=before)),
    ):
        now = found.case.answers["health_history"]
        assert (dict(now.items) if isinstance(now, Itemised) else now) == after
        assert [one.origin.place for one in found.reading.conflicts] == (
            ["Condition/c-C50.911"] if told else []
        )
        assert all(told in one.why for one in found.reading.conflicts)


def test_a_yes_of_the_record_joins_a_list_that_somebody_was_not_sure_of() -> None:
    found = read(patient(), diagnosis("C50.911"), case=Case({"health_history": Missing.UNKNOWN}))
    now = found.case.answers["health_history"]
    assert isinstance(now, Itemised)
    assert now.items["cancer_ever"] == "yes"
    assert {word for item, word in now.items.items() if item != "cancer_ever"} == {"unknown"}
    assert set(now.items) == set(KNOWLEDGE.forms["health_history"].words)


def test_a_cancer_in_the_record_makes_the_same_urgency_as_one_that_was_ticked() -> None:
    strain = read_case(KNOWLEDGE, (EXAMPLES[0].parent / "strain.yaml").read_text("utf-8"), "strain.yaml")
    ticked = strain.answer("health_history", Ticked(frozenset({"cancer_ever"})))
    joined = read(patient(), diagnosis("C50.911"), case=strain).case
    assert assess(KNOWLEDGE, joined).urgency.level is assess(KNOWLEDGE, ticked).urgency.level
    assert assess(KNOWLEDGE, joined).urgency.level is not assess(KNOWLEDGE, strain).urgency.level


def test_a_pregnancy_in_the_record_counts_although_the_answer_was_no() -> None:
    found = read(patient(), pregnancy(), case=Case({"sex": "female", "pregnancy": "not_pregnant"}))
    assert found.case.answers["pregnancy"] == "pregnant"
    assert "was no" in found.reading.conflicts[0].why
    kept = read(patient(), pregnancy(), case=Case({"sex": "female", "pregnancy": "recent_birth"}))
    assert kept.case.answers["pregnancy"] == "recent_birth"
    assert "answered otherwise" in next(
        iter({one.why for one in kept.reading.not_read if "Obs" in one.origin.place})
    )


def test_an_interview_of_somebody_else_is_refused() -> None:
    with pytest.raises(BadDocumentError, match="somebody else than the patient"):
        read(patient(), interview(subject="Patient/q"))
    for name in ("Patient/p", "https://records.example/fhir/Patient/p/_history/3", None):
        assert read(patient(), interview(subject=name, how_bad=4.0)).case.answers["how_bad"] == 4.0


def test_a_patient_without_a_name_keeps_the_record_of_the_one_person_in_it() -> None:
    assert answers(patient(id=None), diagnosis("C50.911"))["health_history"] == {"cancer_ever": "yes"}
    with pytest.raises(BadDocumentError, match="cannot tell whose"):
        read(patient(id=None), diagnosis("C50.911"), diagnosis("E11.9", subject={"reference": "Patient/q"}))


def test_a_bundle_in_the_bundle_is_read_too() -> None:
    assert answers(patient(), record(diagnosis("C50.911")))["health_history"] == {"cancer_ever": "yes"}
    with pytest.raises(BadDocumentError, match="cannot tell whose"):
        read(patient(), record(patient(id="q")))


def test_a_word_that_only_looks_like_a_code_of_ours_is_none() -> None:
    code = {"coding": [{"system": "urn:other", "code": "E11.9"}]}
    foreign = about({"resourceType": "Condition", "id": "c", "code": code})
    assert set(answers(patient(), foreign)) == {"age", "sex"}
    assert set(answers(patient(), diagnosis("E1"))) == {"age", "sex"}


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_the_bundle_of_an_assessment_reads_back_to_the_same_case(knowledge: Knowledge, file: Any) -> None:  # noqa: ANN401
    case = dated(read_case(knowledge, file.read_text("utf-8"), file.name), TODAY)
    imported = import_bundle(knowledge, assess_to_bundle(knowledge, case, TODAY), TODAY)
    assert imported.case == replace(case, expected=None)
    assert {one.why for one in imported.reading.not_read} == {"Ilium made it, and works it out anew"}
    assert not imported.reading.taken


@settings(max_examples=15)
@given(case=cases(KNOWLEDGE))
def test_any_case_comes_back_from_its_bundle(case: Case) -> None:
    case = dated(case, TODAY)
    parts = [case, *(Case(answers=one.answers) for one in case.check_ins)]
    if any(contradictions(KNOWLEDGE, part) for part in parts):
        return
    try:
        bundle = assess_to_bundle(KNOWLEDGE, case, TODAY)
    except ImpossibleAnswersError:
        return
    assert import_bundle(KNOWLEDGE, bundle, TODAY).case == case


@pytest.mark.parametrize(
    ("system", "code"), [(ICD, "Z33.1"), (ICD, "O09.90"), (ICD, "Z34.90"), (SNOMED, "77386006")]
)
def test_a_pregnancy_is_read_from_a_diagnosis_too_and_its_absence_never(system: str, code: str) -> None:
    def coded(code: str, **parts: object) -> Plain:
        return diagnosis("x", code={"coding": [{"system": system, "code": code}]}, **parts)

    assert answers(patient(), coded(code))["pregnancy"] == "pregnant"
    assert "pregnancy" not in answers(patient(), coded(code, clinicalStatus=status("resolved")))
    assert not {"pregnancy", "med_pregnancy"} & set(answers(patient(), coded("60001007")))


@pytest.mark.parametrize("key", ["modifierExtension", "implicitRules"])
def test_what_may_change_the_meaning_of_a_resource_is_not_read_past(key: str) -> None:
    value = {"modifierExtension": [{"url": "urn:x", "valueBoolean": True}], "implicitRules": "urn:x"}[key]
    assert "health_history" not in answers(patient(), diagnosis("C50.911", **{key: value}))
    assert "may change what the rest means" in why_not(patient(), diagnosis("C50.911", **{key: value}))
    with pytest.raises(BadDocumentError, match="may change what the rest means"):
        read(patient(), interview() | {key: value})


def test_an_interview_entered_in_error_is_refused_in_a_record_too() -> None:
    with pytest.raises(BadDocumentError, match="entered-in-error"):
        read(patient(), interview() | {"status": "entered-in-error"})
