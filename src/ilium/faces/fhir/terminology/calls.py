"""The calls about code systems, sets and maps: search, read, `$lookup`, `$expand` and `$translate`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Path, Request, Response

from ilium.documents.problems import shorten, suggest
from ilium.faces.api.problems import Refused
from ilium.faces.api.service import Body, Serving
from ilium.faces.fhir import words as fhir_words
from ilium.faces.fhir.capability import Operation, Search, Share
from ilium.faces.fhir.reading import read_resource
from ilium.faces.fhir.searching import SEARCHED, fits, wanted
from ilium.faces.fhir.serving import base_of, searchset, send
from ilium.faces.fhir.terminology import words
from ilium.faces.fhir.terminology.asking import look_up, translate, write_out
from ilium.faces.fhir.terminology.code_systems import code_systems
from ilium.faces.fhir.terminology.concept_maps import concept_maps
from ilium.faces.fhir.terminology.parameters import Given, from_parameters, from_query
from ilium.faces.fhir.terminology.value_sets import value_sets
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
Type = Literal["CodeSystem", "ValueSet", "ConceptMap"]
MADE: Final[Mapping[Type, Callable[[Knowledge], tuple[Plain, ...]]]] = {
    "CodeSystem": code_systems,
    "ValueSet": value_sets,
    "ConceptMap": concept_maps,
}
OPERATIONS: Final[Mapping[Type, str]] = {
    "CodeSystem": "lookup",
    "ValueSet": "expand",
    "ConceptMap": "translate",
}
SHARES = tuple(
    Share(
        type_,
        interactions=("read", "search-type"),
        searches=tuple(Search(name, how) for name, how in SEARCHED.items()),
        operations=(Operation(name, f"http://hl7.org/fhir/OperationDefinition/{type_}-{name}"),),
    )
    for type_, name in OPERATIONS.items()
)
Id = Annotated[str, Path(max_length=100)]
router = APIRouter()


@router.get("/CodeSystem/$lookup")
def lookup(request: Request, service: Serving) -> Response:
    """What a code is called and means."""
    return send(look_up(service.knowledge, _in_address(request)))


@router.post("/CodeSystem/$lookup")
def lookup_sent(service: Serving, given: Body) -> Response:
    """The same, asked in a body."""
    return send(look_up(service.knowledge, _in_body(given)))


@router.get("/ValueSet/$expand")
def expand(request: Request, service: Serving) -> Response:
    """Every code of the set with an address."""
    given = _in_address(request)
    return send(write_out(service.knowledge, _by_url(service.knowledge, given), given))


@router.post("/ValueSet/$expand")
def expand_sent(service: Serving, given: Body) -> Response:
    """The same, asked in a body."""
    asked = _in_body(given)
    return send(write_out(service.knowledge, _by_url(service.knowledge, asked), asked))


@router.get("/ValueSet/{one}/$expand")
def expand_one(request: Request, service: Serving, one: Id) -> Response:
    """Every code of the set with an id."""
    value_set = _find(service.knowledge, "ValueSet", one)
    return send(write_out(service.knowledge, value_set, _in_address(request)))


@router.get("/ConceptMap/$translate")
def translated(request: Request, service: Serving) -> Response:
    """What a code is called in another system."""
    return send(translate(service.knowledge, _in_address(request)))


@router.post("/ConceptMap/$translate")
def translated_sent(service: Serving, given: Body) -> Response:
    """The same, asked in a body."""
    return send(translate(service.knowledge, _in_body(given)))


@router.get("/ConceptMap/{one}/$translate")
def translated_by(request: Request, service: Serving, one: Id) -> Response:
    """What one map says of a code."""
    concept_map = _find(service.knowledge, "ConceptMap", one)
    return send(translate(service.knowledge, _in_address(request), concept_map["id"]))


@router.get("/CodeSystem")
@router.get("/ValueSet")
@router.get("/ConceptMap")
def search(request: Request, service: Serving) -> Response:
    """Find resources of one type."""
    type_ = _type(request)
    asked = wanted(request.query_params.multi_items())
    found = [one for one in MADE[type_](service.knowledge) if fits(one, asked)]
    return send(searchset(found, type_, base_of(request), asked))


@router.get("/CodeSystem/{one}")
@router.get("/ValueSet/{one}")
@router.get("/ConceptMap/{one}")
def read(request: Request, service: Serving, one: Id) -> Response:
    """Read one resource."""
    return send(_find(service.knowledge, _type(request), one))


def _type(request: Request) -> Type:
    """The type that the address names."""
    parts = request.url.path.split("/")
    return next(type_ for type_ in MADE if type_ in parts)


def _find(knowledge: Knowledge, type_: Type, id_: str) -> Plain:
    every = {one["id"]: one for one in MADE[type_](knowledge)}
    if id_ not in every:
        what = fhir_words.NO_RESOURCE_HERE.format(type=type_, id=shorten(id_))
        raise Refused("not_found", f"{what} {suggest(id_, every)}".rstrip())
    return every[id_]


def _by_url(knowledge: Knowledge, given: Given) -> Plain:
    """The set with the address that was asked for; a version behind a bar must be ours."""
    url, _, version = given.need("url").partition("|")
    found: Iterable[Plain] = (one for one in value_sets(knowledge) if one["url"] == url)
    value_set = next(iter(found), None)
    if value_set is None or version not in ("", knowledge.hash):
        raise Refused("not_found", words.NO_SET.format(url=shorten(given.need("url"))))
    return value_set


def _in_address(request: Request) -> Given:
    return from_query(request.query_params.multi_items())


def _in_body(body: bytes) -> Given:
    return from_parameters(read_resource(body, "Parameters"))
