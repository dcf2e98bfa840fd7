"""Every condition has a code that the rest of the world knows it by, and no code stands there from memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilium.documents.problems import suggest
from ilium.knowledge.checking.faults import Fault, Written, file_of, inner_entries, written_concepts
from ilium.knowledge.codes import LOOKED_UP, SYSTEMS, Code, fault_in
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Condition, Question
from ilium.knowledge.terminologies import Terminology

UCUM = "ucum"
"""The id of the code system of units, which stands with the questions and not among the codes."""
CODED = ("conditions", "findings", "questions")


def check_codes(knowledge: Knowledge) -> Iterator[Fault]:
    """Conditions have an ICD-10-CM code, none stands twice, and each was looked up where that is wanted."""
    for id_, written in written_concepts(knowledge, "conditions"):
        assert isinstance(written.entry, Condition)
        if not any(code.system == "icd10cm" for code in written.entry.codes):
            what = f"'{id_}' has no ICD-10-CM code."
            yield written.fault(("codes",), what, "Look it up in the official list; add it to 'codes'.")
    for written in _coded(knowledge):
        yield from _check_listed(knowledge, written)
        yield from _find_repeats(written, _codes(written))


def check_units(knowledge: Knowledge) -> Iterator[Fault]:
    """The unit of a question is one of UCUM that was looked up."""
    held = knowledge.terminologies.get(UCUM)
    listed = {row.code for row in held.codes} if held is not None else set()
    for _, written in written_concepts(knowledge, "questions"):
        assert isinstance(written.entry, Question)
        unit, code = written.entry.unit, written.entry.ucum
        if code and code not in listed:
            what = f"'{code}' is not among the units in {file_of('terminologies', UCUM)}."
            yield written.fault(("ucum",), what, suggest(code, listed, "Look it up; add it there."))
        elif unit and not code and listed:
            what = f"'{unit}' has no code of UCUM."
            yield written.fault(("unit",), what, f"Add 'ucum', one of: {', '.join(sorted(listed))}.")


def check_terminologies(knowledge: Knowledge) -> Iterator[Fault]:
    """A code system is one that codes name, each listed code has its form, once, and stands somewhere."""
    used = {(code.system, code.code) for written in _coded(knowledge) for code in _codes(written)}
    units = {("ucum", question.ucum) for question in knowledge.questions.values()}
    for id_, written in written_concepts(knowledge, "terminologies"):
        assert isinstance(written.entry, Terminology)
        if id_ not in (*SYSTEMS, UCUM):
            what = f"there is no code system '{id_}'."
            yield written.fault(("id",), what, suggest(id_, (*SYSTEMS, UCUM), "Take a known one."))
            continue
        counted = Counter(row.code for row in written.entry.codes)
        for number, row in enumerate(written.entry.codes):
            place = ("codes", number, "code")
            wrong = next((fault_in(system, row.code) for system in SYSTEMS if system == id_), "")
            if wrong:
                yield written.fault(place, f"{wrong}.")
            elif counted[row.code] > 1:
                yield written.fault(place, f"{row.code} stands here more than once.", "Keep one of them.")
            elif (id_, row.code) not in used | units:
                yield written.fault(place, f"nothing has the code {row.code}.", "Use it, or take it away.")


def _coded(knowledge: Knowledge) -> Iterator[Written]:
    """Every entry that may have codes: concepts, and the choices of questions."""
    for folder in CODED:
        for _, written in written_concepts(knowledge, folder):
            yield from (one for one in inner_entries(written) if _codes(one))


def _codes(written: Written) -> tuple[Code, ...]:
    found: tuple[Code, ...] = getattr(written.entry, "codes", ())
    return found


def _check_listed(knowledge: Knowledge, written: Written) -> Iterator[Fault]:
    """A code of a system that wants it was looked up, and is called what was read there."""
    for number, code in enumerate(_codes(written)):
        if code.system not in LOOKED_UP:
            continue
        file, held = file_of("terminologies", code.system), knowledge.terminologies.get(code.system)
        terms = {row.code: row.term for row in held.codes} if held is not None else {}
        if code.code not in terms:
            what = f"{code.code} is not among the codes of {SYSTEMS[code.system]} in {file}."
            do = "Look it up; add it there with the place where it was read, or take it away here."
            yield written.fault(("codes", number, "code"), what, do)
        elif code.display != terms[code.code]:
            what = f"{code.code} is called '{terms[code.code]}' in {file}."
            yield written.fault(("codes", number, "display"), what, "Write it word for word.")


def _find_repeats(written: Written, codes: tuple[Code, ...]) -> Iterator[Fault]:
    known = [(code.system, code.code) for code in codes]
    for number, code in enumerate(known):
        if code in known[:number]:
            yield written.fault(("codes", number), f"{code[1]} stands here twice.", "Keep one of them.")
