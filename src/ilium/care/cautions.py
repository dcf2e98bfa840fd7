"""What keeps a medicine from a person: the decision table, read for one case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from ilium.answers.case import Case
from ilium.answers.values import Missing
from ilium.care.admitting import could_hold
from ilium.knowledge.library import Knowledge
from ilium.knowledge.medicines import Caution, CautionRow, Medicine
from ilium.safety.evaluation import holds, is_asked, questions_in


class Standing(Enum):
    """How a caution stands: ruled out by answers, there, or not known."""

    CLEAR = "clear"
    PRESENT = "present"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the decision table: what a caution does to a medicine in a country."""

    caution: Caution
    row: CautionRow


def lines_for(knowledge: Knowledge, medicine: Medicine, country: str) -> Iterator[Line]:
    """The lines of the decision table about a medicine in a country."""
    for caution in knowledge.cautions.values():
        for row in caution.rows:
            if medicine.kind in row.kinds and country in row.countries:
                yield Line(caution, row)


def standing_of(knowledge: Knowledge, caution: Caution, case: Case) -> Standing:
    """How a caution stands for a case. What is not known is never clear."""
    if caution.arises_when is not None and holds(knowledge, caution.arises_when, case):
        return Standing.PRESENT
    if holds(knowledge, caution.clear_when, case):
        return Standing.CLEAR
    return Standing.UNKNOWN if could_hold(knowledge, caution.clear_when, case) else Standing.PRESENT


def standings(knowledge: Knowledge, medicine: Medicine, case: Case) -> Iterator[tuple[Line, Standing]]:
    """Every line about a medicine in the country of a case, with how its caution stands."""
    for line in lines_for(knowledge, medicine, case.country):
        yield line, standing_of(knowledge, line.caution, case)


def lowering(knowledge: Knowledge, medicine: Medicine, case: Case) -> tuple[Line, ...]:
    """The lines that leave a medicine to this person in a lower dose."""
    found = standings(knowledge, medicine, case)
    return tuple(line for line, how in found if how is Standing.PRESENT and line.row.then == "lower")


def questions_for(knowledge: Knowledge, country: str) -> frozenset[str]:
    """The questions that decide about medicines in a country; none where no label is known."""
    policy = knowledge.care.medicines
    sold = [one for one in knowledge.medicines.values() if country in one.labels]
    if policy is None or not sold:
        return frozenset()
    cautions = [line.caution for one in sold for line in lines_for(knowledge, one, country)]
    rules = [rule for one in cautions for rule in (one.clear_when, one.arises_when) if rule is not None]
    return frozenset({policy.days_question}).union(*(questions_in(knowledge, rule) for rule in rules))


def open_medicine_questions(knowledge: Knowledge, case: Case) -> Iterator[str]:
    """The questions still to ask before medicines can be advised to this person, in order."""
    wanted = questions_for(knowledge, case.country)
    for id_ in knowledge.medicine_questions:
        asked = is_asked(knowledge, knowledge.questions[id_], case)
        if id_ in wanted and asked and case.answer_to(id_) is Missing.NOT_ASKED:
            yield id_


def days_taken(knowledge: Knowledge, case: Case) -> int | None:
    """On how many days painkillers were taken already; None when nobody said."""
    policy = knowledge.care.medicines
    said = case.answer_to(policy.days_question) if policy is not None else None
    return int(said) if isinstance(said, (int, float)) else None


def days_left(knowledge: Knowledge, medicine: Medicine, case: Case, taken: int) -> int:
    """The days that the label, the kind and the cautions of this person leave of a medicine."""
    policy, label = knowledge.care.medicines, medicine.labels[case.country]
    assert policy is not None
    lowered = [line.row.days for line in lowering(knowledge, medicine, case) if line.row.days is not None]
    return min(label.days, policy.longest.get(medicine.kind, label.days), *lowered) - taken


def takes_painkillers(knowledge: Knowledge, case: Case) -> bool:
    """Whether somebody says that they take painkillers."""
    policy = knowledge.care.medicines
    when = policy.taken_when if policy is not None else None
    return when is not None and holds(knowledge, when, case)
