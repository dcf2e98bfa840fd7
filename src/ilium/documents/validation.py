"""Plain values into a pydantic model, with every fault told at its place in the text."""

from __future__ import annotations

import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ilium.documents.problems import MOST_TOLD, BadDocumentError, Place, Problem, shorten, suggest
from ilium.documents.yaml_text import Path, Places, Plain, read_yaml

Model = TypeVar("Model", bound=BaseModel)

_MAPPING = ("a mapping", "Write 'name: value', one below the other, or {}.")
_LIST = ("a list", "Write [a, b], or [] for none.")
_WORD = ("a text", "Write words, in quotes if they look like a number.")
_WHOLE = ("a whole number", "Write digits only.")
_NUMBER = ("a number", "Write digits, with a point for decimals.")
_SWITCH = ("true or false", "Write one of them.")
_WANTED = {
    "dict_type": _MAPPING,
    "model_type": _MAPPING,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "string_type": _WORD,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "bool_type": _SWITCH,
    "bool_parsing": _SWITCH,
}
"""What is wanted instead of a value of another type, and how to write it, by pydantic's name of the fault."""


def validate(model: type[Model], text: str, file: str) -> Model:
    """The model read from a YAML text. Raises BadDocumentError with every fault and its place."""
    return fit_values(model, read_yaml(text, file), text, file)


def fit_values(model: type[Model], values: Plain, text: str, file: str) -> Model:
    """The model of values that were read from a text. Raises BadDocumentError as `validate` does."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        places: Places = {}
        read_yaml(text, file, places)
        raise BadDocumentError(problems_of(error, model, file, places)) from None


def problems_of(error: ValidationError, model: type[BaseModel], file: str, places: Places) -> list[Problem]:
    """The faults that pydantic found, in our words, at their places."""
    problems = (
        Problem(
            nearest_place(details["loc"], file, places),
            *_words(details, _keys(model, details["loc"]) if number < MOST_TOLD else [], places),
        )
        for number, details in enumerate(error.errors(include_url=False))
    )
    return list(dict.fromkeys(problems))


def nearest_place(path: Path, file: str, places: Places) -> Place:
    """The place of a value, or of the innermost thing around it that stands in the text."""
    line, column = places.get(_nearest_path(path, places), (1, 1))
    return Place(file, line, column)


def _nearest_path(path: Path, places: Places) -> Path:
    known = tuple(part for part in path)
    while known and known not in places:
        known = _without_tags(known, places)
    return known


def _without_tags(path: Path, places: Places) -> Path:
    """Drop the first part that the text does not have: the tag of a union, or a missing key."""
    for length in range(1, len(path) + 1):
        if path[:length] not in places:
            return path[: length - 1] + path[length:]
    return path[:-1]


def _words(details: ErrorDetails, keys: list[str], places: Places) -> tuple[str, str]:
    name = _name(details["loc"])
    match details["type"]:
        case "missing":
            return f"'{name}' is missing.", "Add it."
        case "extra_forbidden":
            return f"'{shorten(name)}' is not a key that belongs here.", suggest(name, keys) if keys else ""
        case "string_pattern_mismatch" if "a-z" in str(details.get("ctx", {}).get("pattern", "")):
            return (
                f"'{shorten(details['input'])}' is not an id.",
                "Ids are lower snake case: letters a-z, digits, '_'.",
            )
        case "value_error":
            return f"{_at(name)}{details['msg'].removeprefix('Value error, ')}.", ""
        case _ if details["input"] is None:
            return f"'{shorten(_name(_nearest_path(details['loc'], places)))}' is blank.", "Fill it in."
        case _:
            return _unfit(details, name)


def _unfit(details: ErrorDetails, name: str) -> tuple[str, str]:
    """What is wrong with a value that is there but does not fit, and what would."""
    said, at = shorten(details["input"]), _at(name)
    kind, limits = details["type"], details.get("ctx", {})
    if kind in ("literal_error", "enum"):
        return f"{at}there is no '{said}' here.", _one_of(said, str(limits["expected"]))
    if kind == "string_pattern_mismatch" and "[A-Z]{2}" in limits["pattern"]:
        code = said.upper() if re.fullmatch("[A-Za-z]{2}", said) else "GB"
        return f"{at}'{said}' is no country code.", f"Write two capitals such as '{code}', or 'default'."
    if kind.startswith("date"):
        return f"{at}'{said}' is no date.", "Write year, month and day, such as 2025-03-28."
    if kind in _WANTED:
        wanted, remedy = _WANTED[kind]
        return f"{at}{wanted} is wanted here, not '{said}'.", remedy
    return f"{at}{_lower(details['msg'])}, not '{said}'.", ""


def _one_of(said: str, expected: str) -> str:
    """The nearest of the words that pydantic lists in quotes; numbers stand there without."""
    return suggest(said, re.findall(r"'([^']+)'", expected)) or f"Use {expected}."


def _name(loc: tuple[Any, ...]) -> str:
    return str(next((part for part in reversed(loc) if isinstance(part, str)), ""))


def _at(name: str) -> str:
    return f"'{shorten(name)}': " if name else ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _keys(model: type[BaseModel], loc: tuple[Any, ...]) -> list[str]:
    """The keys of the model at the top level; deeper models are not searched."""
    return [field.alias or key for key, field in model.model_fields.items()] if len(loc) == 1 else []
