"""Every action says what it does under every cause, and none breaks a rule on what a plan must never hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilium.answers.values import Kind
from ilium.documents.yaml_text import Path
from ilium.knowledge.actions import UNLISTED, Action
from ilium.knowledge.care import NeverRule
from ilium.knowledge.checking.faults import CARE, Fault, Written, file_of, written_concepts
from ilium.knowledge.effects import group_of
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge

WORDS = {
    "right_for": ("{right}", "{likely}"),
    "harms": ("{right}", "{likely}", "{condition}"),
    "harms_one": ("{condition}",),
    "gate": ("{right}", "{likely}", "{gate}"),
    "gate_one": ("{gate}",),
    "seen": ("{who}", "{when}"),
    "seen_now": ("{who}",),
    "seen_today": ("{who}",),
    "day": ("{n}",),
    "date": ("{day}", "{month}", "{year}"),
}
"""What each sentence of care.yaml must leave room for."""


def check_groups(knowledge: Knowledge) -> Iterator[Fault]:
    """Every condition stands in exactly one group, so that nothing is harmless by being forgotten."""
    counts = Counter(id_ for group in knowledge.care.groups for id_ in group.conditions)
    for id_ in knowledge.conditions:
        if counts[id_] == 0:
            what = f"no group of {CARE} holds '{id_}', so no action says what it does to it."
            yield Fault(file_of("conditions", id_), ("id",), what, f"Add it to 'groups' in {CARE}.")
    for number, group in enumerate(knowledge.care.groups):
        for place, id_ in enumerate(group.conditions):
            if counts[id_] > 1:
                path = ("groups", number, "conditions", place)
                yield Fault(CARE, path, f"'{id_}' stands in {counts[id_]} groups.", "Keep one.")


def check_effects(knowledge: Knowledge) -> Iterator[Fault]:
    """Every action states its benefit and harm for every condition and for no listed one, once."""
    for _, written in written_concepts(knowledge, "actions"):
        action = written.entry
        assert isinstance(action, Action)
        grouped = [id_ for id_ in knowledge.conditions if group_of(knowledge.care, id_)]
        for cause in (*grouped, UNLISTED):
            if cause not in knowledge.effects[action.id]:
                group = group_of(knowledge.care, cause)
                what = f"nothing says what it does to '{cause}'."
                remedy = f"Name it{f', or its group {group!r},' if group else ''} in a row of 'effects'."
                yield written.fault(("effects",), what, remedy)
        yield from _check_once(written, action)
        unlisted = knowledge.effects[action.id].get(UNLISTED)
        if unlisted is not None and unlisted.harm >= min(knowledge.care.plausible):
            what = "no cause could be named for this harm."
            yield written.fault(("effects",), what, "Say it of the conditions that it harms.")


def _check_once(written: Written, action: Action) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, effect in enumerate(action.effects):
        for place, cause in enumerate(effect.causes):
            if cause in seen:
                path: Path = ("effects", number, "for", place)
                yield written.fault(path, f"'{cause}' has a row already.", "Keep one of them.")
            seen.add(cause)


def check_never(knowledge: Knowledge) -> Iterator[Fault]:
    """No action breaks a rule on what a plan must never do."""
    for _, written in written_concepts(knowledge, "actions"):
        assert isinstance(written.entry, Action)
        for rule in knowledge.care.never:
            if is_about(rule, written.entry):
                yield from _check_rule(knowledge, written, written.entry, rule)


def is_about(rule: NeverRule, action: Action) -> bool:
    """Whether a rule speaks about an action."""
    return action.kind in rule.kinds or bool(set(action.traits) & set(rule.traits))


def _check_rule(knowledge: Knowledge, written: Written, action: Action, rule: NeverRule) -> Iterator[Fault]:
    told = f"'{rule.id}': {rule.text}"
    if rule.at_all:
        yield written.fault(("traits",), f"breaks {told}", "Remove the action.")
    for number, level in enumerate(action.levels):
        if level in rule.not_at:
            what = f"offered at '{level.value}' breaks {told}"
            yield written.fault(("levels", number), what, "Remove the level.")
    for key in ("gates", "stop_signs"):
        for missing in sorted(set(getattr(rule, key)) - set(getattr(action, key))):
            yield written.fault((key,), f"without '{missing}' it breaks {told}", f"Add it to '{key}'.")
    for cause in _demanded(knowledge, rule):
        effect = knowledge.effects[action.id].get(cause)
        assert rule.harm is not None
        if effect is not None and effect.harm < rule.harm.at_least:
            what = f"harm {effect.harm} for '{cause}' breaks {told}"
            yield written.fault(("effects",), what, f"Say at least {rule.harm.at_least}.")


def _demanded(knowledge: Knowledge, rule: NeverRule) -> Iterator[str]:
    """The single causes for which a rule demands a harm."""
    groups = {group.id: group.conditions for group in knowledge.care.groups}
    for cause in rule.harm.causes if rule.harm else ():
        yield from groups.get(cause, (cause,))


def check_care(knowledge: Knowledge) -> Iterator[Fault]:
    """The phases follow each other, worse harms need less of a chance, and the uncertain plan is for home."""
    care = knowledge.care
    ends = [phase.below for phase in care.phases]
    closed = [end for end in ends[:-1] if end is not None]
    if ends[-1] is not None or len(closed) < len(ends) - 1 or closed != sorted(set(closed)):
        what = "the phases do not follow each other."
        yield Fault(CARE, ("phases",), what, "Let 'below' rise, and leave it out of the last phase alone.")
    limits = [care.plausible[step] for step in sorted(care.plausible)]
    if limits != sorted(limits, reverse=True):
        yield Fault(CARE, ("plausible",), "a worse harm waits for a higher chance.", "Let the chances fall.")
    if knowledge.questions[care.pain_days].kind is not Kind.NUMBER:
        yield Fault(CARE, ("pain_days",), f"'{care.pain_days}' asks for no number.", "Name one that does.")
    for number, id_ in enumerate(care.uncertain_plan):
        if Level.SELF_CARE not in knowledge.actions[id_].levels:
            what = f"'{id_}' is not offered at home."
            yield Fault(CARE, ("uncertain_plan", number), what, "Name one that is.")
    yield from _check_words(knowledge)
    yield from _check_used(knowledge)


def _check_words(knowledge: Knowledge) -> Iterator[Fault]:
    for key, marks in WORDS.items():
        for mark in marks:
            if mark not in getattr(knowledge.care.words, key):
                yield Fault(CARE, ("words", key), f"'{mark}' is missing.", "Add it.")


def _check_used(knowledge: Knowledge) -> Iterator[Fault]:
    """Every gate and stop sign belongs to an action."""
    gates = {gate for action in knowledge.actions.values() for gate in action.gates}
    for id_, written in written_concepts(knowledge, "gates"):
        if id_ not in gates:
            yield written.fault(("id",), f"no action has the gate '{id_}'.", "Use it, or remove it.")
    signs = {sign for action in knowledge.actions.values() for sign in action.stop_signs}
    for number, sign in enumerate(knowledge.care.stop_signs):
        if sign.id not in signs:
            path = ("stop_signs", number, "id")
            yield Fault(CARE, path, f"no action has the stop sign '{sign.id}'.", "Use it, or remove it.")
