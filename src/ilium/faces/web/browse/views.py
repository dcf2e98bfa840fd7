"""What the page of one concept shows beside its entries: pictures, signs, and where it is used."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from ilium.faces.causal_graph.building import DRAWN, MOST, build_graph
from ilium.faces.causal_graph.drawing import draw
from ilium.faces.causal_graph.graph import Graph
from ilium.faces.pictures.anatomy import FAINT, LegendRow, draw_anatomy, legend
from ilium.faces.reference.evidence import numbers_for
from ilium.faces.reference.markdown import percent
from ilium.faces.reference.signs import strongest_signs
from ilium.faces.web.browse.entries import BROWSED, Mention, Node, NumberTold, find, name_of, tree_of
from ilium.faces.web.browse.mentions import mentions
from ilium.knowledge.beliefs import mean_probability
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Citation
from ilium.knowledge.schema import Concept, Condition
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.reasoning.ratios import Sign, signs_of


@dataclass(frozen=True, slots=True)
class SignLine:
    """What is seen with a condition and without it, what it does to the odds, and the numbers behind it."""

    finding: str
    name: str
    present: str
    absent: str
    ratio: str
    numbers: tuple[tuple[str, NumberTold], ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The anatomy with the parts of a concept lit, and what their numbers stand for."""

    drawing: Markup
    rows: tuple[LegendRow, ...]


@dataclass(frozen=True, slots=True)
class ConceptView:
    """The page of one concept."""

    id: str
    folder: str
    name: str
    clinical_name: str
    about: str
    why: str
    aliases: tuple[str, ...]
    serious: bool
    citations: tuple[Citation, ...]
    nodes: tuple[Node, ...]
    graph: Graph | None
    body: Body | None
    signs_for: tuple[SignLine, ...]
    signs_against: tuple[SignLine, ...]
    used_by: tuple[tuple[str, tuple[Mention, ...]], ...]


@lru_cache(maxsize=512)
def view_concept(knowledge: Knowledge, id_: str) -> ConceptView | None:
    """The view of a concept, or None when there is none with this id."""
    mention = find(knowledge, id_)
    if mention is None:
        return None
    concept = knowledge.concepts(mention.folder)[id_]
    signs_for, signs_against = _signs(knowledge, concept)
    return ConceptView(
        id=id_,
        folder=mention.folder,
        name=mention.name,
        clinical_name=getattr(concept, "clinical_name", ""),
        about=_text(concept, "about"),
        why=_text(concept, "why"),
        aliases=concept.aliases,
        serious=bool(getattr(concept, "serious", False)),
        citations=tuple(getattr(concept, "cite", ())),
        nodes=tree_of(knowledge, concept),
        graph=_graph(knowledge, mention),
        body=_body(knowledge, concept, mention),
        signs_for=signs_for,
        signs_against=signs_against,
        used_by=_used_by(knowledge, id_),
    )


def _text(concept: Concept, field: str) -> str:
    told = getattr(concept, field, "")
    return told.strip() if isinstance(told, str) else ""


def _graph(knowledge: Knowledge, mention: Mention) -> Graph | None:
    if mention.folder not in DRAWN:
        return None
    graph = build_graph(knowledge, mention.folder, mention.id, MOST)
    return graph if graph.edges else None


@lru_cache(maxsize=512)
def draw_causes(knowledge: Knowledge, id_: str) -> str | None:
    """The causal picture of a condition, a mechanism or a finding as SVG."""
    mention = find(knowledge, id_)
    graph = _graph(knowledge, mention) if mention else None
    return draw(graph) if graph else None


def _body(knowledge: Knowledge, concept: Concept, mention: Mention) -> Body | None:
    """The anatomy with the concept's structures lit; none where it names none that is drawn."""
    own = (mention.id,) if mention.folder == "structures" else getattr(concept, "structures", ())
    picture = next((one for one in knowledge.pictures.values() if one.question is None), None)
    if picture is None or not picture.structures.intersection(own):
        return None
    names = {id_: structure.name for id_, structure in knowledge.structures.items()}
    chances = dict.fromkeys(own, 1.0)
    drawn = draw_anatomy(picture, names, chances, prefix="body-", style=False)
    rows = tuple(row for row in legend(picture, names, chances) if row.probability >= FAINT)
    return Body(Markup(drawn), rows)


def _signs(knowledge: Knowledge, concept: Concept) -> tuple[tuple[SignLine, ...], tuple[SignLine, ...]]:
    if not isinstance(concept, Condition):
        return (), ()
    signs = signs_of(network_for(knowledge, Person()), concept.id)
    ends = strongest_signs(signs), strongest_signs(reversed(signs))
    speaks_for, against = (tuple(_sign(knowledge, concept, sign) for sign in end) for end in ends)
    return speaks_for, against


def _sign(knowledge: Knowledge, condition: Condition, sign: Sign) -> SignLine:
    finding = knowledge.findings[sign.finding]
    numbers = tuple(
        (of, NumberTold(told, number.basis, number.why, number.cite))
        for of, number, told in numbers_for(knowledge, finding, condition, sign.value)
    )
    name = finding.name if sign.value == "yes" else f"{finding.name}: {sign.value.replace('_', ' ')}"
    return SignLine(
        finding.id, name, percent(sign.present), percent(sign.absent), _times(sign.ratio), numbers
    )


def _times(ratio: float) -> str:
    return f"×{ratio:.0f}" if ratio >= 100 else f"×{ratio:.2g}"


def _used_by(knowledge: Knowledge, id_: str) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    found = mentions(knowledge).get(id_, ())
    return tuple((folder, tuple(group)) for folder, group in groupby(found, lambda one: one.folder))


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind of concept, with all of them."""

    folder: str
    mentions: tuple[Mention, ...]


def shelves(knowledge: Knowledge) -> tuple[Shelf, ...]:
    """Every kind of which there is any, each by name; conditions with the commonest first."""
    return tuple(shelf for folder in BROWSED if (shelf := _shelf(knowledge, folder)).mentions)


def _shelf(knowledge: Knowledge, folder: str) -> Shelf:
    found = [Mention(id_, folder, name_of(one)) for id_, one in knowledge.concepts(folder).items()]
    if folder != "conditions":
        return Shelf(folder, tuple(sorted(found, key=lambda one: (one.name.lower(), one.id))))
    common = dict(_prevalences(knowledge))
    return Shelf(folder, tuple(sorted(found, key=lambda one: (-common[one.id], one.id))))


def _prevalences(knowledge: Knowledge) -> Iterator[tuple[str, float]]:
    for id_, condition in knowledge.conditions.items():
        yield id_, mean_probability(condition.prevalence["first_contact"])


def source_names(knowledge: Knowledge) -> Mapping[str, str]:
    """How each source is cited."""
    return {id_: source.citation for id_, source in knowledge.sources.items()}
