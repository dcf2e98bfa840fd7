"""Whether a response answers our interview, of the knowledge that answers now."""

from __future__ import annotations

from typing import Any

from ilium.documents.problems import BadDocumentError, shorten, suggest
from ilium.faces.api.problems import Refused
from ilium.faces.fhir import names, words
from ilium.faces.fhir.chart.held import MODIFIERS, stands_in
from ilium.faces.fhir.reading import fault_at
from ilium.faces.fhir.reading_responses import RESOURCE
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
OPEN = ("in-progress", "completed", "amended", "stopped")
"""With these a response can be gone on with; what clients call completed is not always over."""
Path = tuple[str | int, ...]


def check_origin(knowledge: Knowledge, response: Plain) -> None:
    """Refuse answers to a form that is not ours (BadDocumentError), or no longer (Refused: conflict)."""
    check_meaning(response)
    _check_form(knowledge, response, (names.ADAPTIVE,))


def check_answers(knowledge: Knowledge, response: Plain) -> None:
    """Hold answers that are to be assessed to the same; both forms will do, and so will naming none.

    Where none is named, every `linkId` has to be one of ours, which reading finds out.
    """
    check_meaning(response)
    if "questionnaire" in response:
        _check_form(knowledge, response, (names.WHOLE, names.ADAPTIVE))


def check_meaning(response: Plain) -> None:
    """Refuse what may mean something else than it says, and answers that do not count."""
    for key in MODIFIERS:
        if stands_in(response, key):
            raise _bad((key,), words.NOT_UNDERSTOOD.format(key=key), words.LEAVE_OUT)
    status = str(response.get("status", words.MISSING))
    if status not in OPEN:
        raise _bad(("status",), words.NOT_OPEN.format(status=shorten(status)), suggest(status, OPEN))


def _check_form(knowledge: Knowledge, response: Plain, ours: tuple[str, ...]) -> None:
    place, address = _named(response)
    url, _, version = address.partition("|")
    if url not in ours:
        raise _bad(place, words.FOREIGN_FORM, words.OUR_FORM)
    if version and version != knowledge.hash:
        what = words.STALE.format(given=shorten(version, 12), now=shorten(knowledge.hash, 12))
        fault = fault_at(RESOURCE, place, what, words.START_AGAIN)
        raise Refused("conflict", f"{what} {words.START_AGAIN}", (fault,))


def _named(response: Plain) -> tuple[Path, str]:
    """The address of the form that was answered, with its version if it has one, and where it stands."""
    named = response.get("questionnaire")
    if named is None:
        raise _bad(("questionnaire",), words.NO_FORM, words.NAME_FORM)
    if not named.startswith("#"):
        return ("questionnaire",), named
    for number, one in enumerate(response.get("contained", [])):
        if one.get("resourceType") == "Questionnaire" and one.get("id") == named[1:]:
            return _derived_from(one, ("contained", number))
    what = words.NO_CONTAINED.format(id=shorten(named[1:]))
    raise _bad(("questionnaire",), what, words.NAME_FORM)


def _derived_from(form: Plain, place: Path) -> tuple[Path, str]:
    """The form that a contained one was made from; at the first call it may be that form itself."""
    derived = form.get("derivedFrom", [])
    if derived:
        return (*place, "derivedFrom", 0), str(derived[0])
    version = f"|{form['version']}" if "version" in form else ""
    return (*place, "url"), f"{form.get('url', '')}{version}"


def _bad(place: Path, what: str, remedy: str) -> BadDocumentError:
    return BadDocumentError([fault_at(RESOURCE, place, what, remedy)])
