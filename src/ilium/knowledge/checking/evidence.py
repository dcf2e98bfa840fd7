"""Sources are read and used, and numbers that belong together agree."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.documents.yaml_text import Path
from ilium.knowledge.beliefs import mean_probability
from ilium.knowledge.checking.faults import Fault, Written, written_concepts, written_entries
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation, Probability, Shares
from ilium.knowledge.schema import Finding, Source, Table
from ilium.knowledge.studies import Study


def check_sources(knowledge: Knowledge) -> Iterator[Fault]:
    """Every source was read and is cited somewhere."""
    cited = {w.entry.source for w in written_entries(knowledge) if isinstance(w.entry, Citation | Study)}
    for id_, written in written_concepts(knowledge, "sources"):
        if id_ not in cited:
            yield written.fault(("id",), f"nothing cites '{id_}'.", "Cite it where it is used, or remove it.")
        if isinstance(written.entry, Source) and written.entry.read == "none":
            yield written.fault(("read",), f"nobody has read '{id_}'.", "Read at least its abstract.")


def check_bases(knowledge: Knowledge) -> Iterator[Fault]:
    """What rests on a study or guideline cites one that was read."""
    for written in written_entries(knowledge):
        basis = getattr(written.entry, "basis", None)
        if basis not in ("study", "guideline"):
            continue
        cited: tuple[Citation, ...] = getattr(written.entry, "cite", ())
        if all(knowledge.sources[citation.source].read == "none" for citation in cited):
            what = f"the basis is '{basis}', but no source cited here was read."
            yield written.fault(("basis",), what, "Cite one that was read, or call it 'expert' and say why.")


def check_numbers(knowledge: Knowledge) -> Iterator[Fault]:
    """Shares name the values they divide over, and a leak is no more than the rate without a listed cause."""
    for _, written in written_concepts(knowledge, "findings"):
        assert isinstance(written.entry, Finding)
        if written.entry.table is not None:
            yield from _check_shares(written, written.entry, written.entry.table)
        elif written.entry.causes is not None:
            leak, unlisted = written.entry.causes.leak, written.entry.unlisted
            assert isinstance(unlisted, Probability)
            if mean_probability(leak) > mean_probability(unlisted) + 1e-9:
                what = (
                    f"the leak, {mean_probability(leak):.3g}, is above 'unlisted', "
                    f"{mean_probability(unlisted):.3g}: it is a floor."
                )
                yield written.fault(("causes", "leak"), what, "Lower the leak, or raise 'unlisted'.")


def _check_shares(written: Written, finding: Finding, table: Table) -> Iterator[Fault]:
    if len(set(table.values)) < len(table.values):
        yield written.fault(("table", "values"), "a value stands here twice.", "Keep one of them.")
    assert isinstance(finding.unlisted, Shares)
    rows: dict[Path, Shares] = {("table", "conditions", id_): row for id_, row in table.conditions.items()}
    rows |= {("table", "otherwise"): table.otherwise, ("unlisted",): finding.unlisted}
    for path, shares in rows.items():
        kind, named = ("counts", shares.counts) if shares.counts is not None else ("shares", shares.shares)
        if set(named or ()) != set(table.values):
            what = "these are not shares of the values that 'values' names."
            yield written.fault((*path, kind), what, f"Name each of: {', '.join(table.values)}.")
