"""The shipped rules: every claim is proved, formulas and program agree, and no rule can be lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
import z3

from ilium.answers.case import Case
from ilium.knowledge.expressions import Answered, Measured
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.safety.proof.agreement import prove_agreement
from ilium.safety.proof.completeness import prove_sayable, prove_totality
from ilium.safety.proof.envelope import Envelope
from ilium.safety.proof.formulas import grounds
from ilium.safety.proof.monotony import MONOTONY, new_flags, rising_numbers, ticked_items
from ilium.safety.proof.proving import THEOREMS, prove
from ilium.safety.proof.refinement import combinations_count, rows_alone, signs_alone
from ilium.safety.proof.rules import rules_decide
from ilium.safety.proof.states import State
from ilium.safety.proof.tables import Table
from ilium.safety.proof.theorems import Status, Subject
from ilium.safety.proof.vocabulary import Slot
from ilium.safety.urgency import decide_urgency, raise_red_flags


@pytest.mark.parametrize("make", THEOREMS, ids=lambda make: make.__name__)
def test_every_claim_is_proved(subject: Subject, make: object) -> None:
    result = prove(subject, make)  # type: ignore[arg-type]
    assert result.status is Status.PROVED, result.counter_examples
    assert result.shown > 0


def test_the_envelope_can_be_answered_and_the_levels_can_be_told(subject: Subject) -> None:
    assert prove_sayable(subject).status is Status.PROVED
    assert prove_totality(subject).status is Status.PROVED


def test_the_formulas_and_the_program_agree_everywhere(subject: Subject) -> None:
    result = prove_agreement(subject)
    assert result.status is Status.PROVED, result.counter_examples
    assert result.states is not None and result.runs is not None
    assert result.states > 10**9 > result.runs > 10**4


def test_a_formula_that_differs_from_the_program_in_one_state_is_found(subject: Subject) -> None:
    ground = next(ground for ground in subject.grounds if ground.id == "combo_fragile_bone_fall")
    table = Table(subject.knowledge, subject.state, ground)
    age = subject.state.numbers["age"]
    at_70 = subject.state.measures("age", 70, 70.5)
    wrong = z3.And(ground.when, z3.Not(z3.And(at_70, age == 70)))
    cases = subject.solver.solve(z3.Xor(table.formula, wrong), (subject.state,))
    assert cases is not None
    assert cases[0].age == 70


WITHOUT = [rule.id for rule in load_knowledge().red_flags.values()]


@pytest.mark.parametrize("lost", WITHOUT)
def test_the_loss_of_any_rule_is_found(subject: Subject, lost: str) -> None:
    knowledge = subject.knowledge
    left = {id_: rule for id_, rule in knowledge.red_flags.items() if id_ != lost}
    lesser = replace(knowledge, red_flags=left)
    rest = Subject(lesser, subject.envelope)
    kept = [ground for ground in subject.grounds if ground.id != lost]
    rest.__dict__.update(state=subject.state, solver=subject.solver, grounds=kept)
    proofs = (prove(rest, make) for make in (rows_alone, combinations_count, signs_alone))
    assert any(proof.status is Status.REFUTED for proof in proofs)


def planted(knowledge: Knowledge, envelope: Envelope, like: str, **changes: object) -> Subject:
    """The shipped rules and one more, made from one of them."""
    rule = knowledge.red_flags[like].model_copy(update=changes)
    return Subject(replace(knowledge, red_flags={**knowledge.red_flags, rule.id: rule}), envelope)


@pytest.mark.parametrize(
    ("make", "when"),
    [
        (new_flags, Answered.model_validate({"question": "swollen_leg", "is": ["no", "same"]})),
        (
            ticked_items,
            Answered.model_validate({"question": "health_history", "item": "blood_thinner", "is": ["no"]}),
        ),
        (rising_numbers, Measured(question="how_bad", below=4)),
    ],
    ids=["a_sign", "an_item", "a_number"],
)
def test_a_rule_that_more_signs_would_silence_is_found(
    knowledge: Knowledge, envelope: Envelope, make: object, when: object
) -> None:
    with_it = planted(knowledge, envelope, "c8_cold_leg", id="backwards", when=when)
    result = prove(with_it, make)  # type: ignore[arg-type]
    assert result.status is Status.REFUTED
    before, after = result.counter_examples[0].cases
    assert urgency(with_it.knowledge, after) < urgency(with_it.knowledge, before)


def test_an_idle_rule_is_found(knowledge: Knowledge, envelope: Envelope) -> None:
    with_it = planted(knowledge, envelope, "c8_cold_leg", id="idle")
    found = {broken.about for broken in prove(with_it, rules_decide).counter_examples}
    assert found == {"c8_cold_leg", "idle"}


def test_every_kind_of_edit_is_looked_at() -> None:
    assert len(MONOTONY) == 6


def urgency(knowledge: Knowledge, case: Case) -> tuple[int, int]:
    told = decide_urgency(knowledge, raise_red_flags(knowledge, case))
    return told.level.rank, -told.within_hours


def test_an_edit_shares_all_but_what_changes(subject: Subject) -> None:
    slot = Slot("fever")
    after = State(subject.vocabulary, "after", subject.state, frozenset({slot}))
    shared = [s for s in after.words if after.words[s] is subject.state.words[s]]
    assert set(after.words) - set(shared) == {slot}
    assert len(grounds(subject.knowledge, after)) == len(subject.grounds)
