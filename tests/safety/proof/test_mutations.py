"""Unsafe changes planted in a copy of the region: the study must fail, and show a clinician why."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from ilium.faces.terminal.main import main
from ilium.knowledge.reading import load_knowledge

Change = Callable[[Path], None]


@dataclass(frozen=True)
class Edit:
    """Some text of a file, and what stands there instead."""

    file: str
    old: str
    new: str

    def __call__(self, folder: Path) -> None:
        text = (folder / self.file).read_text("utf-8")
        assert self.old in text, f"{self.file} no longer says {self.old!r}"
        (folder / self.file).write_text(text.replace(self.old, self.new), "utf-8")


@dataclass(frozen=True)
class Everywhere:
    """Some text of all rules, questions and gates, and what stands there instead."""

    old: str
    new: str

    def __call__(self, folder: Path) -> None:
        parts = ("red_flags", "questions", "gates")
        for file in (file for part in parts for file in (folder / part).glob("*.yaml")):
            file.write_text(file.read_text("utf-8").replace(self.old, self.new), "utf-8")


@dataclass(frozen=True)
class Delete:
    file: str

    def __call__(self, folder: Path) -> None:
        (folder / self.file).unlink()


@dataclass(frozen=True)
class Planted:
    """A change, and what the study must say about it."""

    changes: tuple[Change, ...]
    about: str
    """What the counter-example is about: a rule, a row or a question."""
    told: str
    """Something that a clinician can read in it; `{question_id}` stands for the text of a question."""


E_NOW = "level: emergency_now\nwithin_hours: 0"
S_12 = "level: urgent_same_day\nwithin_hours: 12"
AGE_GATE = "ask_when: {question: age, at_least: 50}\nburden"

PLANTED = {
    "a_rule_is_deleted": Planted((Delete("red_flags/c8_cold_leg.yaml"),), "row_c8", "{cold_leg} → yes, new"),
    "a_level_is_lowered": Planted(
        (Edit("red_flags/a1_saddle_feeling.yaml", E_NOW, S_12),), "row_a1", "Level: urgent_same_day"
    ),
    "not_asked_is_dropped": Planted(
        (
            Edit(
                "red_flags/a4_both_legs.yaml",
                "[new_in_both_legs, unknown, declined, not_asked]",
                "[new_in_both_legs, unknown, declined]",
            ),
        ),
        "row_a4",
        "{both_legs} → yes, new or changed",
    ),
    "unknown_is_dropped": Planted(
        (
            Edit(
                "red_flags/combo_soft_nerve_signs.yaml",
                "{question: saddle_feeling, is: [unknown, declined]}",
                "{question: saddle_feeling, is: [declined]}",
            ),
        ),
        "soft_nerve_signs",
        "→ not sure",
    ),
    "an_age_is_narrowed": Planted(
        (Edit("red_flags/combo_fragile_bone_fall.yaml", "at_least: 70", "at_least: 75"),),
        "fragile_bone_and_fall",
        "{age} → 7",
    ),
    "any_becomes_all": Planted(
        (Edit("red_flags/combo_cancer_nerve_signs.yaml", "    - any:", "    - all:"),),
        "cancer_and_nerves",
        "Cancer, now or ever",
    ),
    "unsure_counts_as_self_care": Planted(
        (
            Edit(
                "questions/saddle_feeling.yaml",
                "  level: urgent_same_day\n  within_hours: 12",
                "  level: self_care\n  within_hours: 12",
            ),
        ),
        "saddle_feeling",
        "Level: self_care",
    ),
    "a_safety_question_is_safety_no_more": Planted(
        (
            Edit("questions/buttock_swelling.yaml", "safety: true\n", ""),
            Edit("questions/buttock_swelling.yaml", "unsure:\n", "# unsure:\n"),
            Edit("questions/buttock_swelling.yaml", "  level: see_clinician_soon\n", ""),
            Edit("questions/buttock_swelling.yaml", "  within_hours: 24\n  who: clinician\n", ""),
            Edit("questions/buttock_swelling.yaml", "  check: ", "  # check: "),
        ),
        "buttock_swelling",
        "A blood thinner",
    ),
    "a_count_is_raised": Planted(
        (Edit("red_flags/combo_soft_nerve_signs.yaml", "at_least: 2", "at_least: 3"),),
        "soft_nerve_signs",
        "{leg_pain_worsening} → yes",
    ),
    "a_gate_hides_a_safety_question": Planted(
        (Edit("questions/cold_leg.yaml", "burden", AGE_GATE),),
        "cold_leg",
        "{cold_leg} → not asked",
    ),
    "a_follow_up_disarms_its_parent": Planted(
        (
            Edit(
                "red_flags/d14_no_four_steps_injury.yaml",
                "[after_injury, unknown, declined, not_asked]",
                "[after_injury]",
            ),
        ),
        "row_d14_injury",
        "{four_steps} → yes, new or changed",
    ),
    "an_option_leaves_a_rule": Planted(
        (
            Edit(
                "red_flags/combo_infection_risk_rest_pain.yaml",
                "        - {question: health_history, item: implanted_line, is: [yes]}\n",
                "",
            ),
        ),
        "infection_risk_and_rest_pain",
        "A line or port in a vein, or dialysis: yes",
    ),
    "an_option_is_offered_no_more": Planted(
        (
            Edit(
                "questions/loads_lately.yaml",
                '  - {id: minor_fall, text: "A fall or slip, even a small one"}\n',
                "",
            ),
            Everywhere("{question: loads_lately, item: minor_fall, is:", "{question: small_fall, is:"),
            Edit("questions/small_fall.yaml", "burden", "finding: minor_fall\nburden"),
        ),
        "fragile_bone_and_fall",
        "'loads_lately' does not offer 'minor_fall' any more",
    ),
    "hours_are_lengthened": Planted(
        (Edit("red_flags/combo_spine_metal_rest_pain.yaml", "within_hours: 48", "within_hours: 168"),),
        "spine_metal_and_rest_pain",
        "Metal in the spine from an operation: yes",
    ),
    "two_levels_are_swapped": Planted(
        (
            Edit("red_flags/c10_fever.yaml", S_12, E_NOW),
            Edit("red_flags/c10_fever_very_ill.yaml", E_NOW, S_12),
            Edit(
                "red_flags/c10_fever.yaml",
                "[fever_or_shivers, confused_mottled_or_breathless, unknown, declined, not_asked]",
                "[fever_or_shivers, unknown, declined, not_asked]",
            ),
        ),
        "row_c10_very_ill",
        "I am also confused or very drowsy",
    ),
    "a_rule_contradicts_itself": Planted(
        (
            Edit(
                "red_flags/a3_bowel_control.yaml",
                "when: {question: bowel_control, is: [new]}",
                "when: {all: [{question: bowel_control, is: [new]}, {question: bowel_control, is: [no]}]}",
            ),
        ),
        "a3_bowel_control",
        "No answers show this.",
    ),
    "a_rule_cries_wolf": Planted(
        (Edit("red_flags/c8_cold_leg.yaml", "is: [new]", "is: [new, same]"),),
        "trap_check_in_recovering",
        "{cold_leg} → the same as before",
    ),
    "more_pain_counts_less": Planted(
        (Edit("red_flags/alone_severe_and_debilitating.yaml", "at_least: 7}", "at_least: 7, below: 9}"),),
        "how_bad",
        "Answers after the change",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_an_unsafe_change_is_found_and_shown(
    name: str, changed_region: Callable[[Change], Path], tmp_path: Path
) -> None:
    planted = PLANTED[name]

    def plant(folder: Path) -> None:
        for change in planted.changes:
            change(folder)

    result = CliRunner().invoke(main, ["study", "safety", "--knowledge", str(changed_region(plant))])
    assert result.exit_code == 1, result.output
    told = re.sub(r"\s+", " ", result.output)
    assert "REFUTED" in told
    assert f"{planted.about} · wanted: " in told
    texts = {id_: question.text for id_, question in load_knowledge().questions.items()}
    assert planted.told.format(**texts) in told


def test_a_rule_that_others_read_cannot_be_deleted(changed_region: Callable[[Change], Path]) -> None:
    folder = changed_region(Delete("red_flags/c12_new_blisters.yaml"))
    result = CliRunner().invoke(main, ["study", "safety", "--knowledge", str(folder)])
    assert result.exit_code == 2
    assert "red_flags/combo_rash_urine.yaml" in result.stderr
    assert "there is no 'c12_new_blisters'" in result.stderr


def test_a_risk_rule_cannot_ask_for_more_than_its_cap(changed_region: Callable[[Change], Path]) -> None:
    edit = Edit("losses/loss_infection.yaml", "level: see_clinician_soon", "level: emergency_now")
    result = CliRunner().invoke(main, ["study", "safety", "--knowledge", str(changed_region(edit))])
    assert result.exit_code == 2
    assert "losses/loss_infection.yaml" in result.stderr


def test_a_region_without_an_envelope_is_refused(changed_region: Callable[[Change], Path]) -> None:
    folder = changed_region(Delete("safety_envelope.yaml"))
    result = CliRunner().invoke(main, ["study", "safety", "--knowledge", str(folder)])
    assert result.exit_code == 2
    assert "the region has no safety envelope" in result.stderr
