"""Advice on medicines as the result page shows it: offered, under way, told, or not for this country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ilium.care.medicine_advice import MedicineHeldBack, MedicineShown
from ilium.care.plan import Plan
from ilium.knowledge.library import Knowledge

Stage = Literal["silent", "elsewhere", "offered", "told"]
"""`silent`: nothing is said; `elsewhere`: no label of this country is known; `offered`: nobody asked yet."""


@dataclass(frozen=True, slots=True)
class MedicineView:
    """What the page shows of medicines."""

    stage: Stage
    still_open: int
    shown: tuple[MedicineShown, ...]
    stop_signs: tuple[str, ...]
    """The signs that end any of them, each once."""
    held_back: tuple[MedicineHeldBack, ...]
    """Kept back because of this person's answers, or of what this pain may be."""
    never_here: tuple[MedicineHeldBack, ...]
    """Kept back from everybody in this country."""
    note: str
    no_label: str


def view_medicines(knowledge: Knowledge, country: str, plan: Plan) -> MedicineView:
    """The view of the advice in a plan for somebody in a country."""
    policy = knowledge.care.medicines
    never = tuple(held for held in plan.medicines_held_back if _is_never_here(held))
    return MedicineView(
        stage=_stage(knowledge, country, plan),
        still_open=len(plan.medicine_questions),
        shown=plan.medicines,
        stop_signs=tuple(dict.fromkeys(sign for one in plan.medicines for sign in one.stop_signs)),
        held_back=tuple(held for held in plan.medicines_held_back if held not in never),
        never_here=never,
        note=plan.medicine_note,
        no_label=policy.words.no_label if policy is not None else "",
    )


def _stage(knowledge: Knowledge, country: str, plan: Plan) -> Stage:
    policy = knowledge.care.medicines
    if policy is None or not (plan.medicines or plan.medicines_held_back):
        return "silent"
    if country not in policy.countries:
        return "elsewhere"
    return "told" if plan.medicines_asked else "offered"


def _is_never_here(held: MedicineHeldBack) -> bool:
    return all(reason.ground == "country" for reason in held.reasons)
