"""Where answers come from that a record gave: marks on the items of a response, and references."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from ilium.faces.fhir import names, operation_words
from ilium.faces.fhir.answer_items import item_link_id
from ilium.faces.fhir.chart.taken import NotRead, Origin, Reading, Taken

Plain = dict[str, Any]
ORIGIN: Final = "http://hl7.org/fhir/us/davinci-dtr/StructureDefinition/information-origin"
"""Da Vinci DTR's extension of an answer: whether a person or a program filled it in."""
TAKEN_FROM: Final = names.urn("extension/taken-from")
REFERENCE: Final = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z0-9.\-]{1,64}|(urn|https?):\S+")


def mark(items: Iterable[Plain], taken: Iterable[Taken]) -> list[Plain]:
    """Items of a response with the origins of the answers that were taken from a record."""
    origins = {
        item_link_id(one.question, item) if item else one.question: places
        for one in taken
        for item, places in one.by_item.items()
    }
    return [_marked(item, origins) for item in items]


def _marked(item: Plain, origins: Mapping[str, tuple[Origin, ...]]) -> Plain:
    """An item with the origins of its answers, and of those of the items in it."""
    marked = dict(item)
    if "item" in item:
        marked["item"] = [_marked(inner, origins) for inner in item["item"]]
    places = origins.get(item["linkId"], ())
    if places and "answer" in item:
        told = [_automatic(), *taken_from(places)]
        marked["answer"] = [{"extension": told} | answer for answer in item["answer"]]
    return marked


def _automatic() -> Plain:
    return {"url": ORIGIN, "extension": [{"url": "source", "valueCode": "auto-server"}]}


def taken_from(places: Iterable[Origin]) -> list[Plain]:
    """The extensions that say from where something was taken."""
    return [{"url": TAKEN_FROM, "valueReference": reference(one)} for one in places]


def reference(origin: Origin) -> Plain:
    """A reference to a place of a record, in words where it has no name of its own."""
    whole = REFERENCE.fullmatch(origin.place) and not origin.place.endswith("...")
    return ({"reference": origin.place} if whole else {}) | {"display": origin.what}


def issues(reading: Reading, aside: Iterable[NotRead] = ()) -> list[Plain]:
    """What has to be told of a record: where it differs from the answers, and what was not read."""
    told = [_issue("warning", operation_words.OTHERWISE, one) for one in reading.conflicts]
    not_read = (*aside, *reading.not_read)
    return [*told, *(_issue("information", operation_words.NOT_READ, one) for one in not_read)]


def _issue(severity: str, form: str, one: NotRead) -> Plain:
    return {
        "severity": severity,
        "code": "informational",
        "details": {"text": form.format(what=one.origin.what, why=one.why)},
        "diagnostics": one.origin.place,
    }


def every_place(taken: Iterable[Taken]) -> Iterator[Origin]:
    """Every place that something was taken from, each once."""
    yield from dict.fromkeys(place for one in taken for place in one.origins)
