"""Every condition has a code that the rest of the world knows it by."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.knowledge.checking.faults import Fault, Written, written_concepts
from ilium.knowledge.codes import Code
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Condition, Finding


def check_codes(knowledge: Knowledge) -> Iterator[Fault]:
    """A condition has an ICD-10-CM code, and no concept has the same code twice."""
    for id_, written in written_concepts(knowledge, "conditions"):
        assert isinstance(written.entry, Condition)
        if not any(code.system == "icd10cm" for code in written.entry.codes):
            what = f"'{id_}' has no ICD-10-CM code."
            yield written.fault(("codes",), what, "Look it up in the official list; add it to 'codes'.")
        yield from _find_repeats(written, written.entry.codes)
    for _, written in written_concepts(knowledge, "findings"):
        assert isinstance(written.entry, Finding)
        yield from _find_repeats(written, written.entry.codes)


def _find_repeats(written: Written, codes: tuple[Code, ...]) -> Iterator[Fault]:
    known = [(code.system, code.code) for code in codes]
    for number, code in enumerate(known):
        if code in known[:number]:
            yield written.fault(("codes", number), f"{code[1]} stands here twice.", "Keep one of them.")
