"""The whole result as a file: what the engine says, kept by no cache, and only for who has answered."""

from __future__ import annotations

import httpx
from jsonschema import Draft202012Validator

from ilium.faces.schemas import schema_of

TOLD = {"who": "me", "country": "GB"}


def test_the_result_comes_as_a_file_that_no_cache_keeps(address: str) -> None:
    with httpx.Client(base_url=address, timeout=60) as client:
        client.post("/start", data=TOLD)
        client.post("/question/safety_a", data={"saddle_feeling": "new"})
        found = client.get("/result/result.json")
        calm, whole = client.get("/result"), client.get("/result/everything")
    assert (found.status_code, found.headers["content-type"]) == (200, "application/json")
    assert found.headers["cache-control"] == "no-store"
    assert found.headers["content-disposition"] == 'attachment; filename="ilium-result.json"'
    Draft202012Validator(schema_of("assessment")).validate(found.json())
    assert found.json()["urgency"]["level"] == "emergency_now"
    assert "/result/result.json" in whole.text
    assert "/result/result.json" not in calm.text, "in an emergency nothing else is offered"


def test_without_answers_there_is_no_result(address: str) -> None:
    assert httpx.get(f"{address}/result/result.json", timeout=60).status_code == 409
