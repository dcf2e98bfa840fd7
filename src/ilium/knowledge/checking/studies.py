"""Study files name values that their findings have, and rest on what was read."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.knowledge.checking.faults import Fault, inner_entries, written_concepts
from ilium.knowledge.library import Knowledge
from ilium.knowledge.studies import Sign, Study

YES_NO = ("yes", "no")


def check_studies(knowledge: Knowledge) -> Iterator[Fault]:
    """Every sign is a value of its finding, and somebody has read the publication."""
    for _, written in written_concepts(knowledge, "studies"):
        assert isinstance(written.entry, Study)
        if knowledge.sources[written.entry.source].read == "none":
            what = f"nobody has read '{written.entry.source}'."
            yield written.fault(("source",), what, "Read at least its abstract.")
        for inner in inner_entries(written):
            if isinstance(inner.entry, Sign) and (what := _wrong(knowledge, inner.entry)):
                yield inner.fault((), what, "Write {finding: ..., values: [...]} for a graded finding.")


def _wrong(knowledge: Knowledge, sign: Sign) -> str:
    table = knowledge.findings[sign.finding].table
    values = YES_NO if table is None else table.values
    unknown = [value for value in sign.values if value not in values]
    if unknown:
        return f"'{sign.finding}' has no value '{unknown[0]}'."
    if table is not None and not sign.values:
        return f"'{sign.finding}' is graded: say which values count."
    return ""
