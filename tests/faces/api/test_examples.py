"""The examples in the description are what the calls take and answer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tests.faces.api.conftest import Program

from ilium.faces.api.access import Access
from ilium.faces.api.app import OPENAPI, create_api, description_of
from ilium.faces.api.example_answers import beginnings
from ilium.faces.api.examples import EPISODE, LATER
from ilium.faces.api.store_door import StoreDoor
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import read_knowledge

Plain = dict[str, Any]
TOY = Path(__file__).parents[2] / "toy_region"


@pytest.fixture(scope="module")
def description(knowledge: Knowledge) -> Plain:
    return description_of(knowledge)


def contents(description: Plain) -> Iterator[tuple[str, Plain]]:
    """Every body and every good answer that is JSON, with its schema and its examples."""
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            told = {status: one for status, one in operation["responses"].items() if status.startswith("2")}
            for part, one in {"body": operation.get("requestBody", {}), **told}.items():
                content = one.get("content", {}).get("application/json")
                if content and path != OPENAPI:
                    yield f"{method} {path} {part}", content


def faults(schema: Plain, value: object, description: Plain) -> list[str]:
    whole = {**schema, "components": description["components"]}
    found = Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
    return [f"{error.json_path}: {error.message}" for error in found.iter_errors(value)]


def test_every_body_and_every_answer_has_an_example_that_fits_its_schema(description: Plain) -> None:
    found = dict(contents(description))
    assert len(found) > 20
    assert [place for place, content in found.items() if "examples" not in content] == []
    for place, content in found.items():
        (example,) = content["examples"].values()
        assert faults(content["schema"], example["value"], description) == [], place


def test_an_example_that_does_not_fit_would_be_seen(description: Plain) -> None:
    content = dict(contents(description))["post /api/v1/assess 200"]
    value = content["examples"]["example"]["value"]
    assert faults(content["schema"], {**value, "unlisted": "none"}, description)
    assert faults(content["schema"], {key: value[key] for key in list(value)[1:]}, description)


def test_every_needed_parameter_has_an_example_that_fits_its_schema(description: Plain) -> None:
    for methods in description["paths"].values():
        for operation in methods.values():
            for one in operation.get("parameters", []):
                for example in one.get("examples", {}).values():
                    assert faults(one["schema"], example["value"], description) == []
                assert not one["required"] or "examples" in one or one["schema"]["enum"]


def test_the_example_of_a_refusal_says_where_and_what_to_do(description: Plain) -> None:
    schema = description["components"]["schemas"]["ProblemShown"]
    (problem,) = schema["examples"]
    assert faults(schema, problem, description) == []
    assert (problem["status"], problem["faults"][0]["line"]) == (422, 1)
    assert "'fever'" in problem["faults"][0]["remedy"]


def test_an_example_is_what_a_caller_is_answered(
    description: Plain, knowledge: Knowledge, tmp_path: Path
) -> None:
    door = StoreDoor(str(tmp_path / "kept.sqlite3"))
    program = Program(create_api(knowledge, Access(today=lambda: date.fromisoformat(LATER)), door))
    begun = EPISODE
    for path in ("assess", "plan", "explain", "next-question", "episodes", "episodes/{episode}/check-ins"):
        query = "?cause=gluteal_muscle_strain" if path == "explain" else ""
        operation = description["paths"][f"/api/v1/{path}"]["post"]
        body = operation["requestBody"]["content"]["application/json"]["examples"]["example"]["value"]
        answer = program.post(f"/{path}{query}".replace("{episode}", begun), json=body)
        begun = answer.json()["episode"]["id"] if path == "episodes" else begun
        told = json.loads(answer.text.replace(begun, EPISODE))
        shown = operation["responses"][str(answer.status_code)]["content"]["application/json"]["examples"]
        assert beginnings(told) == shown["example"]["value"], path
    door.close()


def test_the_example_of_the_next_question_asks_one(description: Plain) -> None:
    content = dict(contents(description))["post /api/v1/next-question 200"]
    assert content["examples"]["example"]["value"]["next_question"]["text"]


def test_the_same_knowledge_gives_the_same_description(description: Plain, knowledge: Knowledge) -> None:
    assert description_of(knowledge) == description


def test_the_answers_are_served_to_who_asks_for_them(
    description: Plain, program: Program, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert program.get("/openapi.json?answers=true").json() == description

    def fail(*_given: object, **_named: object) -> None:
        raise AssertionError("the engine was asked")

    monkeypatch.setattr("ilium.faces.api.judging.assess", fail)
    short = program.get("/openapi.json").json()
    assert short == description_of(knowledge, answers=False)
    assert [one for place, one in contents(short) if "body" not in place and "examples" in one] == []
    with pytest.raises(AssertionError, match="was asked"):
        description_of(knowledge)


def test_another_region_has_examples_too(tmp_path: Path) -> None:
    description = description_of(read_knowledge(TOY))
    for place, content in contents(description):
        (example,) = content["examples"].values()
        assert faults(content["schema"], example["value"], description) == [], place


def test_the_beginning_of_a_list_keeps_its_form() -> None:
    given = {"a": [{"b": [1, 2, 3, 4]}, {"b": []}], "c": [], "d": "x"}
    assert beginnings(given) == {"a": [{"b": [1, 2, 3]}], "c": [], "d": "x"}
