"""Medicines without a prescription: only after every question was answered, never beyond a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.care.admitting import harms, level_for_care, phase_of
from ilium.care.cautions import Standing, days_left, days_taken, open_medicine_questions, standings
from ilium.care.holding_back import worst_cause
from ilium.care.medicine_advice import MedicineAdvice, MedicineHeldBack, MedicineReason
from ilium.care.medicine_showing import show_medicine
from ilium.care.weighing import Weighed, weigh_medicines
from ilium.knowledge.citations import show_citations
from ilium.knowledge.library import Knowledge
from ilium.knowledge.medicines import Medicine, MedicinePolicy
from ilium.verdict import Verdict

PLACES = 12
SILENT = MedicineAdvice(asked=False, shown=(), held_back=(), open_questions=(), note="")
TOLD_TOGETHER = "unknown"
"""The ground of which every reason stands in one sentence, as there may be many."""


@dataclass(frozen=True)
class Bench:
    """All that the advice on one case is made from."""

    knowledge: Knowledge
    policy: MedicinePolicy
    case: Case
    verdict: Verdict
    weighed: Mapping[str, Weighed]

    def net(self, medicine: Medicine) -> float:
        """What a medicine is worth over every explanation."""
        return round(self.weighed[medicine.id].net(self.knowledge.care.harm_weight), PLACES)


def advise_medicines(knowledge: Knowledge, case: Case, verdict: Verdict) -> MedicineAdvice:
    """What may be bought and taken. The case is one as it stands today.

    Nothing is advised with a caution that is there or not known, in a country whose labels are not known,
    beyond the days of the label, or beside another medicine of its kind; in an emergency nothing is said.
    """
    policy = knowledge.care.medicines
    if policy is None or verdict.urgency.level in knowledge.care.silent:
        return SILENT
    bench = Bench(knowledge, policy, case, verdict, weigh_medicines(knowledge, verdict))
    reasons = {id_: tuple(_reasons(bench, one)) for id_, one in knowledge.medicines.items()}
    free = [knowledge.medicines[id_] for id_, found in reasons.items() if not found]
    chosen = _choose(bench, free)
    reasons |= {one.id: (_beside(bench, one, chosen),) for one in free if one not in chosen}
    return MedicineAdvice(
        asked=any(case.answer_to(id_) is not Missing.NOT_ASKED for id_ in policy.questions),
        shown=tuple(show_medicine(knowledge, case, verdict, one, bench.weighed[one.id]) for one in chosen),
        held_back=tuple(
            _hold(bench, knowledge.medicines[id_], found) for id_, found in reasons.items() if found
        ),
        open_questions=tuple(open_medicine_questions(knowledge, case)),
        note=policy.note,
    )


def _reasons(bench: Bench, medicine: Medicine) -> Iterator[MedicineReason]:
    """Everything that keeps a medicine back; the country decides before all else."""
    country = bench.case.country
    refused = medicine.refused.get(country)
    if refused is not None:
        yield MedicineReason("country", country, refused.text, show_citations(refused.citations))
    elif country not in medicine.labels:
        yield MedicineReason("country", country, bench.policy.words.no_label)
    else:
        yield from _by_time(bench, medicine)
        yield from _by_answers(bench, medicine)
        yield from _by_days(bench, medicine)
        yield from _by_causes(bench, medicine)


def _by_time(bench: Bench, medicine: Medicine) -> Iterator[MedicineReason]:
    level = level_for_care(bench.knowledge, bench.verdict.urgency)
    if level not in medicine.levels:
        yield MedicineReason("level", level.value, bench.policy.words.level)
    phase = phase_of(bench.knowledge, bench.case)
    wanted = {phase} if phase else {one.id for one in bench.knowledge.care.phases}
    if not wanted <= set(medicine.phases):
        yield MedicineReason("phase", phase or "", bench.policy.words.phase)


def _by_answers(bench: Bench, medicine: Medicine) -> Iterator[MedicineReason]:
    """What the answers forbid or leave open, once for each caution."""
    words = bench.policy.words
    for line, standing in standings(bench.knowledge, medicine, bench.case):
        caution, cites = line.caution, show_citations(line.row.citations)
        if standing is Standing.UNKNOWN:
            yield MedicineReason("unknown", caution.id, caution.name, cites)
        elif standing is Standing.PRESENT and line.row.then == "never":
            yield MedicineReason("never", caution.id, words.never.format(why=caution.text), cites)
        elif standing is Standing.PRESENT and line.row.then == "ask":
            yield MedicineReason("ask", caution.id, words.ask.format(why=caution.text), cites)


def _by_days(bench: Bench, medicine: Medicine) -> Iterator[MedicineReason]:
    """The days of tablets so far: not known, or as many as there may be."""
    words, question = bench.policy.words, bench.policy.days_question
    taken = days_taken(bench.knowledge, bench.case)
    if taken is None:
        yield MedicineReason("unknown", question, words.days_name)
    elif days_left(bench.knowledge, medicine, bench.case, taken) < 1:
        yield MedicineReason("used_up", question, words.used_up.format(n=taken))


def _by_causes(bench: Bench, medicine: Medicine) -> Iterator[MedicineReason]:
    words, knowledge = bench.policy.words, bench.knowledge
    if harms(knowledge, bench.weighed[medicine.id]):
        cause = worst_cause(knowledge, bench.verdict, medicine.id)
        name = knowledge.conditions[cause].name
        told = name if name[1:2].isupper() else name[0].lower() + name[1:]
        yield MedicineReason("harm", cause, words.harm.format(condition=told))
    elif bench.net(medicine) < bench.policy.worth:
        yield MedicineReason("worth", "", words.worth)


def _choose(bench: Bench, free: Iterable[Medicine]) -> list[Medicine]:
    """The best medicine of each set of kinds that do not go together; the gentle kind first where equal."""
    policy, chosen, taken = bench.policy, [], set[int]()
    for medicine in sorted(free, key=lambda m: (-bench.net(m), m.kind not in policy.gentle, m.id)):
        sets = {n for n, kinds in enumerate(policy.together) if medicine.kind in kinds}
        if not sets & taken:
            taken |= sets
            chosen.append(medicine)
    return chosen


def _beside(bench: Bench, medicine: Medicine, chosen: Iterable[Medicine]) -> MedicineReason:
    """That another medicine is advised and the two do not go together."""
    kinds = {kind for one in bench.policy.together if medicine.kind in one for kind in one}
    other = next(one for one in chosen if one.kind in kinds)
    return MedicineReason("another", other.id, bench.policy.words.another.format(name=other.name))


def _hold(bench: Bench, medicine: Medicine, reasons: tuple[MedicineReason, ...]) -> MedicineHeldBack:
    """A medicine held back: what is known against it first, then all that is not known in one sentence."""
    known = [one.text for one in reasons if one.ground != TOLD_TOGETHER]
    open_ = ", ".join(dict.fromkeys(one.text for one in reasons if one.ground == TOLD_TOGETHER))
    if open_:
        known.append(bench.policy.words.unknown.format(what=open_))
    return MedicineHeldBack(medicine.id, medicine.kind, medicine.name, " ".join(known), reasons)
