"""A medicine as the advice shows it: the label of the country, and what a caution leaves of it."""

from __future__ import annotations

from collections.abc import Sequence

from ilium.answers.case import Case
from ilium.care.cautions import Line, days_left, days_taken, lowering
from ilium.care.medicine_advice import MedicineShown
from ilium.care.suiting import likely_causes, say_right_for
from ilium.care.weighing import Weighed
from ilium.knowledge.citations import CitationShown, show_citations
from ilium.knowledge.library import Knowledge
from ilium.knowledge.medicines import Label, Medicine, MedicineWords
from ilium.verdict import Verdict

PLACES = 12


def show_medicine(
    knowledge: Knowledge, case: Case, verdict: Verdict, medicine: Medicine, weighed: Weighed
) -> MedicineShown:
    """A medicine that is advised to this person."""
    policy, label = knowledge.care.medicines, medicine.labels[case.country]
    assert policy is not None
    lower = lowering(knowledge, medicine, case)
    right = say_right_for(knowledge, medicine.id, likely_causes(knowledge, verdict))
    less = [policy.words.lower.format(why=line.caution.text) for line in lower]
    signs = {sign.id: sign.text for sign in policy.stop_signs}
    return MedicineShown(
        id=medicine.id,
        kind=medicine.kind,
        name=medicine.name,
        about=medicine.about,
        product=label.product,
        dose=label.dose,
        spacing=say_spacing(policy.words, label),
        max_per_day=say_most(policy.words, label, lower),
        days=days_left(knowledge, medicine, case, days_taken(knowledge, case) or 0),
        how=label.how,
        why=tuple(part for part in (right, *less) if part),
        stop_signs=tuple(signs[id_] for id_ in medicine.stop_signs),
        expected_benefit=round(weighed.benefit, PLACES),
        expected_harm=round(weighed.harm, PLACES),
        citations=_cites(knowledge, medicine, label, lower),
    )


def say_most(words: MedicineWords, label: Label, lower: Sequence[Line] = ()) -> str:
    """The most of a medicine in 24 hours, in words; less where a caution says so."""
    a_day = min([label.a_day, *(line.row.a_day for line in lower if line.row.a_day is not None)])
    if label.unit_mg is None:
        return words.most.format(n=a_day, unit=label.unit)
    return words.most_mg.format(n=a_day, unit=label.unit, mg=f"{a_day * label.unit_mg:g}")


def say_spacing(words: MedicineWords, label: Label) -> str:
    """How long to wait between, and the most at once where tablets are counted, in words."""
    apart = words.apart.format(hours=label.hours_between)
    if label.unit_mg is None:
        return apart
    return f"{apart} {words.at_once.format(n=label.at_once, unit=label.unit)}"


def _cites(
    knowledge: Knowledge, medicine: Medicine, label: Label, lower: Sequence[Line]
) -> tuple[CitationShown, ...]:
    """What the label, a lowered dose and the stop signs rest on, each once."""
    policy = knowledge.care.medicines
    assert policy is not None
    signs = [sign for sign in policy.stop_signs if sign.id in medicine.stop_signs]
    every = [label.citations, *(line.row.citations for line in lower), *(sign.cite for sign in signs)]
    return show_citations(dict.fromkeys(one for cites in every for one in cites))
