"""Where it all comes from: the program, the knowledge by its hash, the answers, and every source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ilium import __version__
from ilium.faces.fhir import names
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.dossier import Dossier, Made, Plain, listed, unique
from ilium.faces.fhir.taken_from import every_place, reference
from ilium.knowledge.citations import CitationShown


def provenance(dossier: Dossier, made: Iterable[Made]) -> Iterator[Made]:
    """The origin of some resources."""
    mark = dossier.result.knowledge
    sources = [
        id_ for id_ in unique(one.source for one in citations(dossier)) if id_ in dossier.knowledge.sources
    ]
    told = words.MADE.format(software=__version__, version=mark.version, hash=mark.hash)
    yield dossier.make(
        "Provenance",
        "origin",
        [told, words.RESTS_ON.format(n=len(sources))],
        target=[dossier.to(one.kind, one.name) for one in made],
        occurredDateTime=dossier.today,
        recorded=dossier.moment,
        activity=listed("v3-DataOperation", "CREATE", "create"),
        agent=[
            {"type": listed("provenance-participant-type", "assembler", "Assembler"), "who": dossier.software}
        ],
        entity=[
            {"role": "source", "what": dossier.to("QuestionnaireResponse", "answers")},
            {"role": "source", "what": _knowledge(dossier)},
            *({"role": "source", "what": reference(one)} for one in every_place(dossier.given.reading.taken)),
            *({"role": "source", "what": _source(dossier, id_)} for id_ in sources),
        ],
    )


def citations(dossier: Dossier) -> Iterator[CitationShown]:
    """Every citation of the assessment, in the order in which it speaks."""
    result = dossier.result
    for reason in result.urgency.reasons:
        yield from reason.citations
    for one in result.conditions:
        for why in (*one.for_, *one.against):
            yield from why.citations
    for pair in result.cannot_separate:
        yield from pair.citations
    plan = result.plan
    yield from (cited for action in plan.actions for cited in action.citations)
    yield from (cited for medicine in plan.medicines for cited in medicine.citations)
    yield from (cited for step in plan.safety_net.steps for cited in step.citations)


def _knowledge(dossier: Dossier) -> Plain:
    mark = dossier.result.knowledge
    shown = words.KNOWLEDGE.format(version=mark.version, hash=mark.hash)
    return {"identifier": {"system": names.CONCEPTS, "value": mark.hash}, "display": shown}


def _source(dossier: Dossier, id_: str) -> Plain:
    """A publication: by its DOI, PubMed id or address where it has one."""
    source = dossier.knowledge.sources[id_]
    value = f"https://doi.org/{source.doi}" if source.doi else source.url
    identifier = (
        {"system": "urn:ietf:rfc:3986", "value": value} if value else {"system": names.CONCEPTS, "value": id_}
    )
    return {"identifier": identifier, "display": source.citation}
