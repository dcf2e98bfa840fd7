"""A client of adaptive forms, written from the guide: it asks for the next page until there is none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tests.faces.api.conftest import Program

from ilium.faces.fhir import names

Plain = dict[str, Any]
PATH = "/fhir/Questionnaire/$next-question"
FHIR = {"Content-Type": "application/fhir+json"}
MOST_PAGES = 80
Answering = Callable[[Plain], list[Plain] | None]
"""What a person says to an item: values, or None to leave it open."""


def beginning(program: Program) -> Plain:
    """A response to begin with: the form as a search has found it, and no answer."""
    found = program.call("GET", "/fhir/Questionnaire", params={"url": names.ADAPTIVE}).json()
    form = found["entry"][0]["resource"]
    return {
        "resourceType": "QuestionnaireResponse",
        "contained": [{**form, "id": "form"}],
        "questionnaire": "#form",
        "status": "in-progress",
        "authored": "2026-11-22",
    }


def ask(program: Program, response: Plain, *, wrapped: bool = False) -> Plain:
    """The next page."""
    sent = response
    if wrapped:
        parameter = {"name": "questionnaire-response", "resource": response}
        sent = {"resourceType": "Parameters", "parameter": [parameter]}
    answer = program.call("POST", PATH, json=sent, headers=FHIR)
    assert answer.status_code == 200, answer.text
    told: Plain = answer.json()
    if wrapped:
        assert (told["resourceType"], told["parameter"][0]["name"]) == ("Parameters", "return")
        told = told["parameter"][0]["resource"]
    return told


def form_of(response: Plain) -> Plain:
    """The contained form."""
    [form] = [one for one in response["contained"] if one["resourceType"] == "Questionnaire"]
    return form


def every_item(holder: Plain) -> Iterator[Plain]:
    """All items of a form or a response, in order."""
    for item in holder.get("item", []):
        yield item
        yield from every_item(item)
        for value in item.get("answer", []):
            yield from every_item(value)


def fill_in(response: Plain, answering: Answering) -> Plain:
    """The response with what a person says to each open item of its form; the rest stays as it is."""
    said = {item["linkId"]: item["answer"] for item in every_item(response) if "answer" in item}
    items = _fill(form_of(response)["item"], said, answering)
    return {**response, "item": items} if items else response


def _fill(form: list[Plain], said: dict[str, list[Plain]], answering: Answering) -> list[Plain]:
    filled = []
    for item in form:
        if item["type"] == "display" or not _is_enabled(item, said):
            continue
        link_id = item["linkId"]
        inner = _fill(item.get("item", []), said, answering) if item["type"] == "group" else []
        values = said.get(link_id) or (answering(item) if item["type"] != "group" else None)
        one: Plain = {"linkId": link_id, "text": item["text"]}
        one |= {"answer": values} if values else {}
        one |= {"item": inner} if inner else {}
        if values or inner:
            filled.append(one)
    return filled


def _is_enabled(item: Plain, said: dict[str, list[Plain]]) -> bool:
    """Whether an item is asked, as far as the existence of other answers decides."""
    told = [one for one in item.get("enableWhen", []) if one["operator"] == "exists"]
    return all((one["question"] in said) == one["answerBoolean"] for one in told)


def interview(
    program: Program, answering: Answering, *, wrapped: bool = False, most: int = MOST_PAGES
) -> list[Plain]:
    """Every response from the first page to the last, or to as many as are wanted."""
    pages = [ask(program, beginning(program), wrapped=wrapped)]
    while pages[-1]["status"] == "in-progress" and len(pages) < most:
        assert len(pages) < MOST_PAGES, "this never ends"
        filled = fill_in(pages[-1], answering)
        assert filled != pages[-1], f"nothing to answer on {form_of(pages[-1])['item'][-1]}"
        pages.append(ask(program, filled, wrapped=wrapped))
    return pages
