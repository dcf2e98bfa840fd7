"""Every medicine says what it does under every cause, and the table of cautions leaves no gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilium.answers.values import Kind
from ilium.knowledge.actions import UNLISTED
from ilium.knowledge.checking.faults import CARE, Fault, Written, file_of, inner_entries, written_concepts
from ilium.knowledge.effects import group_of
from ilium.knowledge.expressions import Answered, Measured
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.medicines import Caution, Medicine, MedicinePolicy

WORDS = {
    "most": ("{n}", "{unit}"),
    "most_mg": ("{n}", "{unit}", "{mg}"),
    "apart": ("{hours}",),
    "at_once": ("{n}", "{unit}"),
    "never": ("{why}",),
    "ask": ("{why}",),
    "lower": ("{why}",),
    "unknown": ("{what}",),
    "used_up": ("{n}",),
    "harm": ("{condition}",),
    "another": ("{name}",),
}
"""What each sentence about medicines must leave room for."""


def check_medicines(knowledge: Knowledge) -> Iterator[Fault]:
    """Every medicine by itself, and the policy that they are advised by."""
    policy = knowledge.care.medicines
    for id_, written in written_concepts(knowledge, "medicines"):
        assert isinstance(written.entry, Medicine)
        if policy is None:
            yield written.fault(("id",), f"'medicines' is missing in {CARE}.", f"Add it, or remove '{id_}'.")
            continue
        yield from _check_countries(policy, written, written.entry)
        yield from _check_causes(knowledge, written, written.entry)
        yield from _check_days(policy, written, written.entry)
    if policy is not None:
        yield from _check_policy(knowledge, policy)
        yield from _check_asked(knowledge, policy)


def _check_countries(policy: MedicinePolicy, written: Written, medicine: Medicine) -> Iterator[Fault]:
    told = medicine.labels.keys() | medicine.refused.keys()
    for country in policy.countries:
        if country not in told:
            what = f"nothing says whether it is advised in '{country}'."
            yield written.fault(("id",), what, "Name it under 'labels' or under 'refused'.")
    for country in sorted(told - set(policy.countries)):
        key = "labels" if country in medicine.labels else "refused"
        yield written.fault((key, country), f"'{country}' is no country of {CARE}.", "Add it there.")
    if Level.EMERGENCY_NOW in medicine.levels:
        number = medicine.levels.index(Level.EMERGENCY_NOW)
        yield written.fault(("levels", number), "no medicine is advised in an emergency.", "Remove it.")
    if medicine.labels and sum(medicine.kind in kinds for kinds in policy.together) != 1:
        what = f"'{medicine.kind}' stands in no set of 'together' in {CARE}, or in several."
        yield written.fault(("kind",), what, "Name it in one set.")


def _check_causes(knowledge: Knowledge, written: Written, medicine: Medicine) -> Iterator[Fault]:
    """A medicine with a label says what it does for every cause, and harms no unnamed one."""
    if not medicine.labels:
        return
    rows = knowledge.effects[medicine.id]
    for cause in (*knowledge.conditions, UNLISTED):
        if cause not in rows:
            group = group_of(knowledge.care, cause)
            remedy = f"Name it{f', or its group {group!r},' if group else ''} in a row of 'effects'."
            yield written.fault(("effects",), f"nothing says what it does to '{cause}'.", remedy)
    if UNLISTED in rows and rows[UNLISTED].harm >= min(knowledge.care.plausible):
        what = "no cause could be named for this harm."
        yield written.fault(("effects",), what, "Say it of the conditions that it harms.")
    counts = Counter(cause for effect in medicine.effects for cause in effect.causes)
    for cause, count in counts.items():
        if count > 1:
            yield written.fault(("effects",), f"'{cause}' has {count} rows.", "Keep one of them.")


def _check_days(policy: MedicinePolicy, written: Written, medicine: Medicine) -> Iterator[Fault]:
    longest = policy.longest.get(medicine.kind)
    for country, label in medicine.labels.items():
        if longest is not None and label.days > longest:
            what = f"{label.days} days are more than the {longest} that {CARE} allows."
            yield written.fault(("labels", country, "days"), what, f"Give at most {longest}.")


def _check_policy(knowledge: Knowledge, policy: MedicinePolicy) -> Iterator[Fault]:
    for key, marks in WORDS.items():
        for mark in marks:
            if mark not in getattr(policy.words, key):
                yield Fault(CARE, ("medicines", "words", key), f"'{mark}' is missing.", "Add it.")
    if knowledge.questions[policy.days_question].kind is not Kind.NUMBER:
        what = f"'{policy.days_question}' asks for no number."
        yield Fault(CARE, ("medicines", "days_question"), what, "Name one that does.")
    used = {sign for medicine in knowledge.medicines.values() for sign in medicine.stop_signs}
    for number, sign in enumerate(policy.stop_signs):
        if sign.id not in used:
            path = ("medicines", "stop_signs", number, "id")
            yield Fault(CARE, path, f"no medicine has the stop sign '{sign.id}'.", "Use it, or remove it.")


def _check_asked(knowledge: Knowledge, policy: MedicinePolicy) -> Iterator[Fault]:
    """What is asked before medicines decides something, and what decides is asked."""
    looked_at = {policy.days_question}
    for _, written in written_concepts(knowledge, "cautions"):
        leaves = (w.entry for w in inner_entries(written) if isinstance(w.entry, Answered | Measured))
        looked_at |= {leaf.question for leaf in leaves}
        yield from _check_lower(knowledge, written)
    for id_, question in knowledge.questions.items():
        if question.mode != "medicine":
            continue
        if id_ not in policy.questions:
            what = f"'{id_}' stands on no page of 'medicines' in {CARE}."
            yield Fault(file_of("questions", id_), ("mode",), what, "Put it on one, or change its mode.")
        elif id_ not in looked_at:
            what = f"no caution looks at '{id_}'."
            yield Fault(file_of("questions", id_), ("id",), what, "Use it in one, or remove it.")


def _check_lower(knowledge: Knowledge, written: Written) -> Iterator[Fault]:
    """A lowered dose is lower than the label."""
    assert isinstance(written.entry, Caution)
    for number, row in enumerate(written.entry.rows):
        for medicine in knowledge.medicines.values():
            labels = [medicine.labels[c] for c in row.countries if c in medicine.labels]
            about = medicine.kind in row.kinds and row.a_day is not None
            if about and any(row.a_day >= label.a_day for label in labels):  # type: ignore[operator]
                what = f"{row.a_day} a day is no less than the label of '{medicine.id}'."
                yield written.fault(("rows", number, "a_day"), what, "Give less.")
