"""Every id is given once, and every id that is used exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ilium.answers.case import AGE, SEX
from ilium.answers.values import Kind
from ilium.documents.problems import suggest
from ilium.documents.yaml_text import Path
from ilium.knowledge import (
    actions,
    care,
    courses,
    expressions,
    measures,
    medicines,
    numbers,
    pictures,
    poses,
    schema,
    separations,
    studies,
)
from ilium.knowledge.checking.faults import (
    CARE,
    REGION,
    URGENCY,
    Fault,
    Written,
    file_of,
    written_concepts,
    written_entries,
)
from ilium.knowledge.library import FOLDERS, Knowledge
from ilium.knowledge.numbers import Entry

WHO, PHASE, STOP_SIGN, CAUSE = "who", "phases", "stop_signs", "groups"
SIGN = "stop_signs of medicines"
HOMES = {WHO: URGENCY, PHASE: CARE, STOP_SIGN: CARE, CAUSE: CARE, SIGN: CARE}
"""Ids that stand in a list of one file rather than in a folder, and the file."""

USES: Mapping[type[Entry], Mapping[str, str]] = {
    numbers.Citation: {"source": "sources"},
    schema.Mechanism: {"structures": "structures"},
    schema.Condition: {"family": "families", "structures": "structures", "mechanisms": "mechanisms"},
    schema.Causes: {"mechanisms": "mechanisms", "conditions": "conditions", "inhibited_by": "mechanisms"},
    schema.Relief: {"mechanisms": "mechanisms"},
    schema.Trigger: {"odds_ratios": "conditions"},
    schema.Table: {"conditions": "conditions"},
    schema.Question: {"finding": "findings", "side_finding": "findings", "refines": "questions"},
    schema.Choice: {"sets": "findings"},
    schema.Place: {"finding": "findings"},
    schema.Unsure: {"who": WHO},
    schema.RedFlag: {"who": WHO},
    schema.Loss: {"condition": "conditions", "who": WHO},
    schema.LevelText: {"who": WHO},
    measures.CoursePolicy: {
        "pain": "questions",
        "leg": "questions",
        "at_start": "questions",
        "lasting": "questions",
    },
    courses.Course: {"condition": "conditions"},
    schema.Page: {"questions": "questions"},
    studies.Study: {"source": "sources"},
    studies.People: {"conditions": "conditions"},
    studies.Sign: {"finding": "findings"},
    separations.Separation: {"tests": "questions"},
    pictures.Picture: {"question": "questions"},
    pictures.Shape: {"structure": "structures"},
    pictures.Label: {"structure": "structures"},
    pictures.LeftOut: {"structure": "structures"},
    poses.Pose: {"shows": "actions", "figure": "figures"},
    actions.Action: {"gates": "gates", "phases": PHASE, "stop_signs": STOP_SIGN},
    actions.Effect: {"causes": CAUSE},
    care.Group: {"conditions": "conditions"},
    care.Step: {"who": WHO},
    care.HarmDemand: {"causes": CAUSE},
    care.NeverRule: {"gates": "gates", "stop_signs": STOP_SIGN},
    care.Care: {"uncertain_plan": "actions", "pain_days": "questions", "episode_days": "questions"},
    medicines.Medicine: {"phases": PHASE, "stop_signs": SIGN},
    medicines.MedicinePolicy: {"days_question": "questions"},
    expressions.Answered: {"question": "questions"},
    expressions.Measured: {"question": "questions"},
    expressions.Fires: {"rule": "red_flags"},
}
"""Which fields hold ids, and the folder (or list of a file) that the ids must be in."""


def check_uses(knowledge: Knowledge) -> Iterator[Fault]:
    """Every id that is used exists; the nearest one is named where it does not."""
    valid = _valid_ids(knowledge)
    for written in written_entries(knowledge):
        for field, kind in USES.get(type(written.entry), {}).items():
            told = type(written.entry).model_fields[field].alias or field
            for key, id_ in _ids(told, getattr(written.entry, field)):
                if id_ not in valid[kind] and not _is_own_family(written.entry, field, id_):
                    what = f"there is no '{id_}' in {_where(kind)}."
                    yield written.fault(key, what, suggest(id_, valid[kind], f"See {_where(kind)}."))
    for id_ in (AGE, SEX):
        if id_ not in knowledge.questions:
            yield Fault(file_of("questions", id_), (), f"the question '{id_}' is missing.", "Add this file.")


def _valid_ids(knowledge: Knowledge) -> dict[str, set[str]]:
    """What each kind of use may name. Effects name groups, conditions, or *no listed condition*."""
    valid: dict[str, set[str]] = {folder: set(knowledge.concepts(folder)) for folder in FOLDERS}
    valid[WHO] = {who.id for who in knowledge.urgency.who}
    valid[PHASE] = {phase.id for phase in knowledge.care.phases}
    valid[STOP_SIGN] = {sign.id for sign in knowledge.care.stop_signs}
    policy = knowledge.care.medicines
    valid[SIGN] = {sign.id for sign in policy.stop_signs} if policy is not None else set()
    groups = {group.id for group in knowledge.care.groups}
    valid[CAUSE] = groups | knowledge.conditions.keys() | {actions.UNLISTED}
    return valid


def _ids(field: str, value: object) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield (field,), value
    elif isinstance(value, dict):
        yield from (((field, id_), id_) for id_ in value)
    elif isinstance(value, tuple):
        yield from (((field, number), id_) for number, id_ in enumerate(value))


def _is_own_family(entry: Entry, field: str, id_: str) -> bool:
    return field == "family" and isinstance(entry, schema.Condition) and id_ == entry.id


def _where(kind: str) -> str:
    return f"'{kind}' of {HOMES[kind]}" if kind in HOMES else f"{kind}/"


def check_unique(knowledge: Knowledge) -> Iterator[Fault]:
    """No id is given twice, whatever it is given to."""
    first: dict[str, str] = {}
    for written, key, id_ in _given(knowledge):
        if id_ in first:
            yield written.fault(key, f"'{id_}' is the id of something in {first[id_]}.", "Choose another id.")
        first.setdefault(id_, written.file)


def _given(knowledge: Knowledge) -> Iterator[tuple[Written, Path, str]]:
    """Every id that is given: to concepts (old ids too), pages, people to see, and options."""
    concepts = [written for folder in FOLDERS for _, written in written_concepts(knowledge, folder)]
    for own in (_id_of, _old_ids_of, _options_of):
        for written in concepts:
            yield from own(knowledge, written)
    region, urgency = Written(REGION, (), knowledge.region), Written(URGENCY, (), knowledge.urgency)
    for number, page in enumerate(knowledge.region.pages):
        yield region, ("pages", number, "id"), page.id
    for number, page in enumerate(knowledge.region.check_in_pages):
        yield region, ("check_in_pages", number, "id"), page.id
    for number, who in enumerate(knowledge.urgency.who):
        yield urgency, ("who", number, "id"), who.id
    yield from _given_in_care(knowledge)


def _given_in_care(knowledge: Knowledge) -> Iterator[tuple[Written, Path, str]]:
    written = Written(CARE, (), knowledge.care)
    for key in ("groups", "phases", "stop_signs", "never", "safety_net"):
        for number, entry in enumerate(getattr(knowledge.care, key)):
            yield written, (key, number, "id"), entry.id
    policy = knowledge.care.medicines
    for key in ("pages", "stop_signs") if policy is not None else ():
        for number, entry in enumerate(getattr(policy, key)):
            yield written, ("medicines", key, number, "id"), entry.id


def _id_of(_: Knowledge, written: Written) -> Iterator[tuple[Written, Path, str]]:
    assert isinstance(written.entry, schema.Concept)
    yield written, ("id",), written.entry.id


def _old_ids_of(_: Knowledge, written: Written) -> Iterator[tuple[Written, Path, str]]:
    assert isinstance(written.entry, schema.Concept)
    yield from ((written, ("aliases", n), old) for n, old in enumerate(written.entry.aliases))


def _options_of(knowledge: Knowledge, written: Written) -> Iterator[tuple[Written, Path, str]]:
    """The options of a checklist that stand for no finding: rules name them beside findings."""
    if isinstance(written.entry, schema.Question) and written.entry.kind is Kind.CHECKLIST:
        for number, choice in enumerate(written.entry.choices):
            if choice.id not in knowledge.findings:
                yield written, ("choices", number, "id"), choice.id
