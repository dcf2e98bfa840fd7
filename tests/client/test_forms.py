"""The client's forms are those of the description: what changes there fails here."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from types import NoneType, UnionType
from typing import Any, Literal, NotRequired, Union, get_args, get_origin, get_type_hints, is_typeddict

import pytest

from ilium.client import Client, assessment_forms, episode_forms, knowledge_forms, plan_forms, problem

MODULES = (assessment_forms, episode_forms, knowledge_forms, plan_forms, problem)
PLAIN = {"string": str, "number": float, "integer": int, "boolean": bool, "null": NoneType}
REF = "#/components/schemas/"


def forms() -> dict[str, Any]:
    return {
        name: value
        for module in MODULES
        for name, value in vars(module).items()
        if is_typeddict(value) and not name.startswith("_")
    }


def name_of(schema: Mapping[str, Any]) -> str:
    return str(schema["$ref"]).removeprefix(REF)


def expected(schema: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """The type that a schema describes."""
    match schema:
        case {"$ref": _}:
            return named(name_of(schema))
        case {"anyOf": options}:
            return Union[tuple(expected(option) for option in options)]  # noqa: UP007
        case {"enum": words}:
            return Literal[tuple(words)] if "type" in schema else str | None if None in words else str
        case {"type": "array"}:
            return list[expected(schema["prefixItems"][0] if "prefixItems" in schema else schema["items"])]  # type: ignore[misc]
        case {"type": "object"}:
            return table(schema)
    return PLAIN[schema["type"]] if "type" in schema else Any


def named(name: str) -> Any:  # noqa: ANN401
    return forms().get(name) or getattr(plan_forms, name, None) or getattr(knowledge_forms, name)


def table(schema: Mapping[str, Any]) -> Any:  # noqa: ANN401
    """The type of an object whose names the schema does not list."""
    values, names = schema.get("additionalProperties"), schema.get("propertyNames", {})
    key = Literal[tuple(names["enum"])] if "enum" in names else str
    return dict[key, expected(values) if isinstance(values, dict) else Any]  # type: ignore[misc, valid-type]


def same(found: object, wanted: object) -> bool:
    """Whether two types are the same; the order of options does not count."""
    if get_origin(found) in (Union, UnionType) or get_origin(wanted) in (Union, UnionType):
        return set(get_args(found)) == set(get_args(wanted))
    if get_origin(found) is Literal:
        return get_origin(wanted) is Literal and set(get_args(found)) == set(get_args(wanted))
    return found == wanted


def faults(name: str, form: Any, schema: Mapping[str, Any]) -> Iterator[str]:  # noqa: ANN401
    """Where a form differs from the schema of its name."""
    hints = get_type_hints(form)
    if hints.keys() != schema["properties"].keys():
        yield f"{name}: {sorted(hints.keys() ^ schema['properties'].keys())}"
    marked = get_type_hints(form, include_extras=True).items()
    needed = {key for key, hint in marked if get_origin(hint) is not NotRequired}
    if needed != set(schema.get("required", [])):
        yield f"{name}: not the same are required: {needed ^ set(schema.get('required', []))}"
    for key, part in schema["properties"].items():
        if key in hints and not same(hints[key], expected(part)):
            yield f"{name}.{key}: {hints[key]}, where the description has {expected(part)}"


def reached(description: dict[str, Any]) -> set[str]:
    """The schemas of what the calls under /api/v1 answer."""
    schemas, found = description["components"]["schemas"], set[str]()
    paths = [methods for path, methods in description["paths"].items() if path.startswith("/api/v1/")]
    waiting: list[object] = [one["responses"] for methods in paths for one in methods.values()]
    while waiting:
        match waiting.pop():
            case {"$ref": str() as place} if place.removeprefix(REF) not in found:
                found.add(place.removeprefix(REF))
                waiting.append(schemas[place.removeprefix(REF)])
            case dict() as inner:
                waiting += inner.values()
            case list() as inner:
                waiting += inner
    return {name for name in found if "properties" in schemas[name]}


def test_every_answer_has_a_form_and_no_form_is_of_nothing(description: dict[str, Any]) -> None:
    assert forms().keys() == reached(description)


@pytest.mark.parametrize("name", sorted(forms()))
def test_a_form_is_the_schema_of_its_name(description: dict[str, Any], name: str) -> None:
    assert list(faults(name, forms()[name], description["components"]["schemas"][name])) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda schema: schema["properties"].update(new={"type": "string"}),
        lambda schema: schema["properties"].pop("stopped"),
        lambda schema: schema["required"].remove("unlisted"),
        lambda schema: schema["properties"].update(unlisted={"type": "string"}),
        lambda schema: schema["properties"].update(families={"type": "array", "items": {"type": "string"}}),
        lambda schema: schema["properties"].update(
            plan={"anyOf": [{"$ref": f"{REF}Plan"}, {"type": "null"}]}
        ),
    ],
)
def test_a_changed_schema_would_be_seen(description: dict[str, Any], change: Any) -> None:  # noqa: ANN401
    schema = dict(description["components"]["schemas"]["Assessment"])
    schema |= {"properties": dict(schema["properties"]), "required": list(schema["required"])}
    change(schema)
    assert list(faults("Assessment", assessment_forms.Assessment, schema))


def test_each_method_gives_the_form_that_is_described(description: dict[str, Any]) -> None:
    given = {
        get_type_hints(method)["return"]
        for name, method in inspect.getmembers(Client, inspect.isfunction)
        if not name.startswith("_")
    }
    whole = [
        one["responses"][status]["content"]["application/json"]["schema"]
        for path, methods in description["paths"].items()
        if path.startswith("/api/v1/") and not path.endswith("openapi.json")
        for one in methods.values()
        for status in ("200", "201")
        if status in one["responses"]
    ]
    assert {str(expected(schema)) for schema in whole} <= {str(one) for one in given}
