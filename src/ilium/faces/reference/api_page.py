"""The page of every call under `/api/v1` and of CDS Hooks: from the description of the interface alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ilium.faces.api.app import description_of
from ilium.faces.reference import api_words as words
from ilium.faces.reference.markdown import table
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
WIDTH = 110
JSON = "application/json"
REF = "#/components/schemas/"
MOST_CHOICES = 12


def write_api(knowledge: Knowledge) -> str:
    """The page in Markdown."""
    description = description_of(knowledge)
    case = _example(description["paths"]["/api/v1/assess"]["post"]["requestBody"]["content"][JSON])
    lines = [words.MADE, f"# {words.TITLE}", "", words.ABOUT, ""]
    lines += table(words.CALLS_HEAD, _index(description))
    lines += [f"## {words.CASE}", "", words.CASE_ABOUT, "", *_block(case)]
    always = frozenset.intersection(*(refusals(one) for _, _, one in calls(description)))
    lines += _always_refused(description, always)
    for path, method, operation in calls(description):
        lines += _call(path, method, operation, case)
        own = refusals(operation) - always
        lines += table(words.REFUSED_HEAD, sorted(own)) if own else ()
    lines += [f"## {words.FORMS}", "", words.FORMS_ABOUT, ""]
    for name, schema in sorted(description["components"]["schemas"].items()):
        lines += _form(name, schema)
    return "\n".join(lines).rstrip() + "\n"


def calls(description: Plain) -> Iterator[tuple[str, str, Plain]]:
    """Every call: its path, its method and what is said of it."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method.upper(), operation


def refusals(operation: Plain) -> frozenset[tuple[str, str]]:
    """How a call may be refused: each status, and when."""
    told = operation["responses"].items()
    return frozenset((status, one["description"]) for status, one in told if not status.startswith("2"))


def _always_refused(description: Plain, always: frozenset[tuple[str, str]]) -> Iterator[str]:
    yield from (f"## {words.REFUSED}", "", words.REFUSED_ABOUT, "")
    yield from table(words.REFUSED_HEAD, sorted(always))
    yield from (words.REFUSED_EXAMPLE, "")
    yield from _block(description["components"]["schemas"]["ProblemShown"]["examples"][0])


def _index(description: Plain) -> Iterator[tuple[str, str]]:
    for path, method, operation in calls(description):
        name = f"{method} {path}"
        yield f"[`{name}`](#{_anchor(name)})", _told(operation)


def _call(path: str, method: str, operation: Plain, case: Plain) -> Iterator[str]:
    yield from (f"## `{method} {path}`", "", _told(operation), "")
    parameters = operation.get("parameters", [])
    if parameters:
        yield from table(words.PARAMETERS_HEAD, (_parameter(one) for one in parameters))
    content = operation.get("requestBody", {}).get("content", {}).get(JSON)
    if content:
        yield from (words.BODY.format(form=say_form(content["schema"])), "")
        yield from _body(_example(content), case)
    for status, told in operation["responses"].items():
        if status.startswith("2"):
            yield from _answer(status, told)


def _parameter(one: Plain) -> tuple[str, ...]:
    needed = words.NEEDED if one["required"] else words.LEFT_OUT
    example = next((str(found["value"]) for found in one.get("examples", {}).values()), "")
    shown = f"`{example}`" if example else ""
    return f"`{one['name']}`", one["in"], needed, one.get("description", ""), shown


def _body(example: Plain, case: Plain) -> Iterator[str]:
    if example == case:
        yield from (words.AS_CASE, "")
    else:
        yield from _block(example)


def _answer(status: str, told: Plain) -> Iterator[str]:
    content = told.get("content", {}).get(JSON)
    if content is None:
        yield from (words.EMPTY.format(status=status), "")
        return
    yield from (words.ANSWER.format(status=status, form=say_form(content["schema"])), "")
    if "examples" in content:
        yield from ("<details><summary>", words.EXAMPLE, "</summary>", "")
        yield from _block(_example(content))
        yield from ("</details>", "")


def _example(content: Plain) -> Any:  # noqa: ANN401 - whatever JSON holds
    (example,) = content["examples"].values()
    return example["value"]


def _told(operation: Plain) -> str:
    return str(operation.get("description") or f"{operation['summary']}.")


def _block(plain: object) -> Iterator[str]:
    yield from ("```json", *fitted(plain).splitlines(), "```", "")


def fitted(plain: object, before: str = "") -> str:
    """JSON with each object and list on one line where it fits, and else on as many as it has parts."""
    line = json.dumps(plain, ensure_ascii=False)
    if len(before) + len(line) <= WIDTH or not isinstance(plain, dict | list) or not plain:
        return line
    inner = before + "  "
    if isinstance(plain, dict):
        parts = [f"{json.dumps(key)}: {fitted(value, inner)}" for key, value in plain.items()]
        opened, closed = "{", "}"
    else:
        parts = [fitted(value, inner) for value in plain]
        opened, closed = "[", "]"
    return f"{opened}\n{inner}" + f",\n{inner}".join(parts) + f"\n{before}{closed}"


def say_form(schema: Plain) -> str:
    """A schema in a few words, with a link to each form that it names."""
    if "$ref" in schema:
        name = schema["$ref"].removeprefix(REF)
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(say_form(option) for option in schema["anyOf"]))
    if "enum" in schema:
        return _one_of(schema["enum"])
    if schema.get("type") == "array":
        first = schema["prefixItems"][0] if "prefixItems" in schema else schema["items"]
        return words.LIST.format(form=say_form(first))
    if schema.get("format") == "date":
        return words.DAY
    return words.TYPES[schema.get("type", "")]


def _one_of(choices: list[object]) -> str:
    told = ", ".join(f"`{json.dumps(word)}`" for word in choices[:MOST_CHOICES])
    left = len(choices) - MOST_CHOICES
    return words.ONE_OF.format(choices=told) + (words.MORE.format(n=left) if left > 0 else "")


def _form(name: str, schema: Plain) -> Iterator[str]:
    yield from (f"### {name}", "", *_paragraph(schema.get("description", "")))
    fields = schema.get("properties", {})
    if not fields:
        yield from (say_form(schema), "")
        return
    needed = schema.get("required", [])
    rows = [
        (f"`{key}`", _field(part), "" if key in needed else words.LEFT_OUT) for key, part in fields.items()
    ]
    yield from table(words.FIELDS_HEAD, rows)


def _field(part: Plain) -> str:
    if "properties" in part:
        return words.BY_QUESTION.format(n=len(part["properties"]))
    return say_form(part)


def _paragraph(text: str) -> Iterator[str]:
    if text:
        yield from (" ".join(text.split()), "")


def _anchor(heading: str) -> str:
    return "".join(sign for sign in heading.lower() if sign.isalnum() or sign in " -_").replace(" ", "-")
