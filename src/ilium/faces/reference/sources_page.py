"""The page of all sources: how each was read, and how often it is cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ilium.faces.reference import words
from ilium.faces.reference.markdown import table
from ilium.knowledge.checking.faults import written_entries
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import ESTIMATE, Citation
from ilium.knowledge.schema import Source
from ilium.knowledge.studies import Study


def write_sources(knowledge: Knowledge) -> str:
    """The page in Markdown, by id."""
    entries = (written.entry for written in written_entries(knowledge))
    cited = Counter(entry.source for entry in entries if isinstance(entry, Citation | Study))
    sources = [source for source in knowledge.sources.values() if source.id != ESTIMATE]
    lines = [words.MADE, f"# {words.SOURCES}", "", words.SOURCES_ABOUT, "", *_summary(sources, cited)]
    for source in sources:
        lines += _source(source, cited[source.id])
    return "\n".join(lines).rstrip() + "\n"


def _summary(sources: list[Source], cited: Counter[str]) -> Iterator[str]:
    rows = []
    for read, told in words.READ.items():
        ids = [source.id for source in sources if source.read == read]
        if ids:
            rows.append((told, str(len(ids)), str(sum(cited[id_] for id_ in ids))))
    yield from table(words.READ_HEAD, rows)


def _source(source: Source, times: int) -> Iterator[str]:
    how_often = words.CITED_ONCE if times == 1 else words.CITED.format(n=times)
    yield f"## {source.id}"
    yield ""
    yield source.citation.strip()
    yield ""
    yield f"{source.kind.capitalize()}; {words.READ[source.read]}; {how_often}.{_links(source)}"
    if source.note:
        yield ""
        yield source.note.strip()
    yield ""


def _links(source: Source) -> str:
    links = [f"[doi:{source.doi}](https://doi.org/{source.doi})"] if source.doi else []
    links += [f"[PMID {source.pmid}](https://pubmed.ncbi.nlm.nih.gov/{source.pmid}/)"] if source.pmid else []
    links += [f"<{source.url}>"] if source.url else []
    return "".join(f" {link}" for link in links)
