"""The part of the report on medicines: what could be bought, how much, and what is held back and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ilium.faces.terminal import medicine_words as words
from ilium.faces.terminal.called import as_called

if TYPE_CHECKING:
    from ilium.care.medicine_advice import MedicineHeldBack, MedicineShown
    from ilium.care.plan import Plan

MOST_HELD_BACK = 3


def medicine_parts(plan: Plan, *, everything: bool = False) -> Iterator[RenderableType]:
    """What may be taken and what may not; one line where nobody has asked for advice on medicines."""
    if not plan.medicines_asked and not everything:
        if plan.medicine_questions:
            told = as_called(words.NOT_ASKED.format(n=len(plan.medicine_questions)))
            yield Text(f"\n{told}", style="dim")
        return
    if not plan.medicines_held_back and not plan.medicines:
        return
    yield Text(f"\n{words.MEDICINES}", style="bold")
    if not plan.medicines:
        yield Text(words.NO_MEDICINE)
    yield from (_medicine(number, one) for number, one in enumerate(plan.medicines, 1))
    yield from _stop_signs(plan.medicines)
    yield Text(plan.medicine_note, style="dim")
    yield from _held_back(plan.medicines_held_back, everything=everything)


def _medicine(number: int, medicine: MedicineShown) -> RenderableType:
    days = words.ONE_DAY if medicine.days == 1 else words.DAYS.format(n=medicine.days)
    dose = words.DOSE.format(
        product=medicine.product,
        dose=medicine.dose,
        spacing=medicine.spacing,
        most=medicine.max_per_day,
        days=days,
    )
    told = Text(f"{medicine.name}.", style="bold").append(
        f" {dose} {' '.join(medicine.how)}", style="not bold"
    )
    if medicine.why:
        told.append(f"\n{' '.join(medicine.why)}", style="not bold dim")
    return _row(f"{number}.", told)


def _stop_signs(medicines: tuple[MedicineShown, ...]) -> Iterator[RenderableType]:
    signs = tuple(dict.fromkeys(sign for medicine in medicines for sign in medicine.stop_signs))
    if signs:
        yield Text(words.STOP_MEDICINE, style="bold")
        yield from (_row("-", Text(sign)) for sign in signs)


def _held_back(held: tuple[MedicineHeldBack, ...], *, everything: bool) -> Iterator[RenderableType]:
    """The medicines held back; first those that an answer could bring back or forbid for this person."""
    ranked = sorted(held, key=lambda one: all(why.ground == "country" for why in one.reasons))
    shown = ranked if everything else ranked[:MOST_HELD_BACK]
    if shown:
        yield Text(words.HELD_BACK, style="bold")
        yield from (_row("-", Text(f"{one.name}. {one.text}")) for one in shown)
    if len(shown) < len(ranked):
        yield Text(words.MORE_HELD_BACK.format(n=len(ranked) - len(shown)), style="dim")


def _row(mark: str, text: Text) -> RenderableType:
    row = Table.grid(padding=(0, 1))
    row.add_row(Text(mark), text)
    return row
