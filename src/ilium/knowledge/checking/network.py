"""Nothing hangs loose: conditions, mechanisms, findings and questions all lead to each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import get_args

from ilium.knowledge.checking.faults import REGION, Fault, file_of, written_concepts
from ilium.knowledge.coverage import conditions_behind, findings_of, mechanisms_behind
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Setting


def check_reach(knowledge: Knowledge) -> Iterator[Fault]:
    """A question covers every finding, and some finding with a question depends on every condition."""
    covered = {f for question in knowledge.questions.values() for f in findings_of(knowledge, question)}
    for id_, written in written_concepts(knowledge, "findings"):
        if id_ not in covered:
            what = f"no question covers the finding '{id_}'."
            yield written.fault(("id",), what, "Name it in a question, or remove it.")
    telling = [finding for id_, finding in knowledge.findings.items() if id_ in covered]
    mechanisms = frozenset[str]().union(*(mechanisms_behind(finding) for finding in telling))
    direct = frozenset[str]().union(*(conditions_behind(finding) for finding in telling))
    for id_, condition in knowledge.conditions.items():
        if id_ not in direct and mechanisms.isdisjoint(condition.mechanisms):
            what = f"no question tells anything about '{id_}'."
            yield Fault(
                file_of("conditions", id_),
                ("id",),
                what,
                "Give one of its mechanisms a finding with a question.",
            )


def check_mechanisms(knowledge: Knowledge) -> Iterator[Fault]:
    """Some condition sets off every mechanism, and some finding depends on it."""
    set_off = {mechanism for condition in knowledge.conditions.values() for mechanism in condition.mechanisms}
    shown = frozenset[str]().union(*(mechanisms_behind(finding) for finding in knowledge.findings.values()))
    for id_, written in written_concepts(knowledge, "mechanisms"):
        if id_ not in set_off:
            yield written.fault(
                ("id",), f"no condition sets off '{id_}'.", "Name it in a condition, or remove it."
            )
        if id_ not in shown:
            yield written.fault(
                ("id",), f"no finding depends on '{id_}'.", "Name it in a finding, or remove it."
            )


def check_defining(knowledge: Knowledge) -> Iterator[Fault]:
    """Every condition sets off a mechanism for certain: with nothing at work it would explain every no."""
    for id_, condition in knowledge.conditions.items():
        if "defining" not in condition.mechanisms.values():
            what = f"'{id_}' sets off no mechanism for certain, so it could be there with nothing at work."
            remedy = "Say 'defining' of the mechanism that makes it what it is."
            yield Fault(file_of("conditions", id_), ("mechanisms",), what, remedy)


def check_families(knowledge: Knowledge) -> Iterator[Fault]:
    """A family has at least two members; one condition is a family by itself."""
    members = Counter(knowledge.family_of(id_) for id_ in knowledge.conditions)
    for id_, written in written_concepts(knowledge, "families"):
        if members[id_] < 2:
            what = f"the family '{id_}' has {members[id_] or 'no'} member{'s' if members[id_] == 0 else ''}."
            yield written.fault(
                ("id",), what, "Remove it, or name it under 'family' in at least two conditions."
            )


def check_settings(knowledge: Knowledge) -> Iterator[Fault]:
    """The region knows every setting that a case may name, and every condition is as common somewhere."""
    for setting in get_args(Setting):
        if setting not in knowledge.region.settings:
            what = f"the setting '{setting}' is missing, and a case may name it."
            yield Fault(REGION, ("settings",), what, "Add it.")
    for id_, condition in knowledge.conditions.items():
        for setting in knowledge.region.settings:
            if setting not in condition.prevalence:
                what = f"'{id_}' has no prevalence for the setting '{setting}'."
                yield Fault(file_of("conditions", id_), ("prevalence",), what, "Add it.")


def check_pages(knowledge: Knowledge) -> Iterator[Fault]:
    """No question stands on the fixed pages twice, and every safety question stands there or is called up."""
    first: set[str] = set()
    for number, page in enumerate(knowledge.region.pages):
        for place, id_ in enumerate(page.questions):
            if id_ in first:
                what = f"'{id_}' stands on a page before."
                yield Fault(REGION, ("pages", number, "questions", place), what, "Keep it on one page.")
            first.add(id_)
    for id_, question in knowledge.questions.items():
        if question.safety and question.ask_when is None and id_ not in first:
            what = f"the safety question '{id_}' stands on no page, and no answer calls it up."
            yield Fault(
                file_of("questions", id_),
                ("safety",),
                what,
                f"Put it on a page of {REGION}, or give it 'ask_when'.",
            )
