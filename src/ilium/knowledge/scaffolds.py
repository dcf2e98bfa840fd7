"""The beginning of a new knowledge file, made from its form: what must be filled in is left blank.

A blank fails the check at its place, so that a file half done cannot slip through.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ilium.knowledge import schema

FOLDER_OF = {
    "condition": "conditions",
    "finding": "findings",
    "question": "questions",
    "red_flag": "red_flags",
    "source": "sources",
}
"""What can be begun, and the folder it goes to."""

FORMS: dict[str, type[schema.Concept]] = {
    "condition": schema.Condition,
    "finding": schema.Finding,
    "question": schema.Question,
    "red_flag": schema.RedFlag,
    "source": schema.Source,
}
NUMBER = "{range: , basis: , why: }"
NUMBERS = (
    "A number is one of: {range: [0.1, 0.3], basis: expert, why: ...}, "
    "{counts: [13, 43], basis: study, cite: {source: , place: , says: }}, "
    "{value: 0.2, ci: [0.1, 0.3], basis: study, cite: ...}."
)

BLOCKS = {
    ("condition", "prevalence"): f"""
prevalence:  # of the people with this complaint, how many have it
  first_contact: {NUMBER}
  physiotherapy: {NUMBER}
  spine_clinic: {NUMBER}
""",
    ("condition", "mechanisms"): f"""
mechanisms:  # what it sets off in the tissue; one of them defines it
#  a_mechanism: defining
#  another_mechanism: {NUMBER}
""",
    ("condition", "codes"): """
codes:  # look each code up; title word for word, side left open
  - {system: icd10cm, code: , display: }
""",
    ("finding", "causes"): f"""
# Where it comes from: exactly one of 'causes', 'relief', 'trigger', 'table'. Keep one.
causes:
  mechanisms:  # λ: how often this mechanism alone brings it about
#    a_mechanism: {NUMBER}
  leak: {NUMBER}  # the lowest credible rate
""",
    ("finding", "relief"): """
# relief: {mechanisms: {a_mechanism: ...}, otherwise: ...}
""",
    ("finding", "trigger"): """
# trigger: {background: ..., odds_ratios: {a_condition: {value: 2, ci: [1.2, 3.3], ...}}}  # no 'unlisted'
""",
    ("finding", "table"): """
# table: {values: [mild, severe], conditions: {a_condition: {shares: {...}, ...}}, otherwise: {...}}
""",
    ("finding", "unlisted"): f"""
unlisted:  # average rate when the cause is not on the list: {NUMBER}
""",
    ("red_flag", "when"): """
when:  # which answers; 'all', 'any' and 'at_least: 2, of:' hold several
#  all:
#    - {question: a_question, is: [new]}
#    - {question: how_long, below: 365}
""",
    ("red_flag", "cite"): """
# cite: {source: , place: , says: }  # a guideline or study; 'judgement' gives 'why' instead
""",
}
"""Fields that a single line could not explain."""


def scaffold(kind: str, id_: str) -> str:
    """The text of a new file of one kind."""
    form = FORMS[kind]
    about = (form.__doc__ or "").strip().splitlines()[0]
    heads = textwrap.wrap(about, 100, initial_indent="# ", subsequent_indent="# ")
    if kind in ("condition", "finding"):
        heads += textwrap.wrap(
            NUMBERS, 100, initial_indent="# ", subsequent_indent="# ", break_on_hyphens=False
        )
    lines = [line for name in form.model_fields for line in _field(kind, id_, name)]
    return "\n".join([*heads, *lines]) + "\n"


def _field(kind: str, id_: str, name: str) -> Iterator[str]:
    """A field: the id, an explained block, a blank to fill in, or a comment that may be taken up."""
    field = FORMS[kind].model_fields[name]
    told = field.alias or name
    if name == "id":
        yield f"id: {id_}"
    elif (kind, name) in BLOCKS:
        yield BLOCKS[kind, name].strip("\n")
    elif field.is_required():
        yield f"{told}:  # {_describe(FORMS[kind], told)}"
    else:
        yield f"# {told}:  # {_describe(FORMS[kind], told)}{_left_out(field)}"


def _left_out(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    plain = isinstance(default, bool | int | float) or (isinstance(default, str) and default)
    return f"; left out: {str(default).lower()}" if plain else ""


def _describe(form: type[BaseModel], name: str) -> str:
    """What goes into a field, from the JSON Schema of its form."""
    schema_of_form = form.model_json_schema(by_alias=True)
    return _say(schema_of_form["properties"][name], schema_of_form.get("$defs", {}))


def _say(part: dict[str, Any], defs: dict[str, Any]) -> str:
    if "$ref" in part:
        return _say(defs[part["$ref"].rsplit("/", 1)[-1]], defs)
    if "anyOf" in part:
        return _say(next(one for one in part["anyOf"] if one.get("type") != "null"), defs)
    if "enum" in part:
        return "one of: " + ", ".join(map(str, part["enum"]))
    if part.get("type") == "array":
        return "a list, each: " + _say(part.get("items", {}), defs)
    return _say_plain(part)


def _say_plain(part: dict[str, Any]) -> str:
    if part.get("type") == "object":
        return "{" + ", ".join(part.get("properties", {"...": {}})) + "}"
    if "a-z" in part.get("pattern", ""):
        return "an id"
    return _TYPES.get(str(part.get("type")), "see the files that are there")


_TYPES = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
