"""The page of the calls is whole: every call, form and refusal, and every link inside it leads somewhere."""

from __future__ import annotations

import json
import re

import pytest

from ilium.faces.api.app import description_of
from ilium.faces.reference.api_page import calls, fitted, refusals, write_api
from ilium.knowledge.reading import load_knowledge

KNOWLEDGE = load_knowledge()
DESCRIPTION = description_of(KNOWLEDGE)
PAGE = write_api(KNOWLEDGE)
SECTIONS = dict(re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_call_is_told_whole() -> None:
    shared = SECTIONS["What may refuse every call"]
    for path, method, operation in calls(DESCRIPTION):
        told = SECTIONS[f"`{method} {path}`"]
        assert (operation.get("description") or operation["summary"]) in told
        assert not [one["name"] for one in operation.get("parameters", []) if f"`{one['name']}`" not in told]
        for status, when in refusals(operation):
            assert f"| {status} | {when} |" in told + shared
        answers = [one for status, one in operation["responses"].items() if status.startswith("2")]
        shown = any("examples" in content for one in answers for content in one.get("content", {}).values())
        assert ("What the example is answered" in told) == shown


def test_every_form_is_told_with_its_fields() -> None:
    forms = SECTIONS["Forms"].split("\n### ")
    told = {form.splitlines()[0]: form for form in forms}
    for name, schema in DESCRIPTION["components"]["schemas"].items():
        assert not [key for key in schema.get("properties", {}) if f"| `{key}` |" not in told[name]]


def test_every_link_inside_leads_to_a_heading() -> None:
    headings = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    linked = set(re.findall(r"\]\(#([^)]+)\)", PAGE))
    assert len(linked) > 60
    assert not linked - anchors


def test_every_example_is_json_and_the_engine_s() -> None:
    blocks = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
    answer = DESCRIPTION["paths"]["/api/v1/assess"]["post"]["responses"]["200"]["content"]["application/json"]
    assert answer["examples"]["example"]["value"] in blocks


@pytest.mark.parametrize(
    "plain", [{}, [], "x", 1.5, None, {"a": ["x" * 80, "ü" * 80]}, [[{"b": ["y" * 120]}]]]
)
def test_json_that_is_laid_out_reads_back_to_the_same(plain: object) -> None:
    assert json.loads(fitted(plain)) == plain
    assert all(len(line) <= 130 for line in fitted(plain).splitlines())
