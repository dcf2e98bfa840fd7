"""Nothing of a request reaches a log: no answer, no body, no key, not even when something breaks."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.faces.api.conftest import JSON, Program

from ilium.answers.case import Case
from ilium.episode.store.episode_store import EpisodeStore
from ilium.faces.api.access import Access
from ilium.faces.api.app import bare_api, create_api
from ilium.faces.api.examples import check_in_example
from ilium.faces.api.openapi import describe
from ilium.faces.api.store_door import StoreDoor
from ilium.knowledge.library import Knowledge

SECRET = "zanzibar_5731"


def every_call(knowledge: Knowledge, program: Program, case: dict[str, Any], id_: str) -> None:
    """Call everything that is described, each once well and once badly, with a secret in all that is sent."""
    door, access = StoreDoor(), Access()
    described = describe(bare_api(knowledge, access, door), knowledge, key_needed=False)
    bodies = {"check-ins": check_in_example(knowledge), "cleared": {"rule": SECRET, "date": "x"}}
    for path, methods in described["paths"].items():
        for method in methods:
            place = path.replace("{episode}", id_).replace("{kind}", "sources")
            for part in ("{question}", "{concept}"):
                place = place.replace(part, SECRET)
            good = bodies.get(path.rsplit("/", 1)[1], {**case, "note": SECRET, "id": SECRET})
            for sent in (json.dumps(good), json.dumps({"answers": {SECRET: SECRET}}), SECRET):
                content = {} if method in ("get", "delete") else {"content": sent, "headers": JSON}
                query = {"cause": "malignancy", "q": SECRET}
                program.call(method.upper(), place, params=query, **content)


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Everything that any logger says where somebody turned all logs up."""
    caplog.set_level(logging.DEBUG)

    def text() -> str:
        records = [one for one in caplog.records if not one.name.startswith(("asyncio", "httpx", "httpcore"))]
        return "\n".join(f"{one.getMessage()} {one.exc_text} {vars(one)}" for one in records)

    return text


def test_no_call_logs_what_it_was_sent(
    knowledge: Knowledge, case: dict[str, Any], tmp_path: Path, heard: Callable[[], str]
) -> None:
    door = StoreDoor(str(tmp_path / "kept.sqlite3"))
    program = Program(create_api(knowledge, Access(), door))
    id_ = door.open().start(Case(), date(2026, 1, 1)).id
    every_call(knowledge, program, case, id_)
    program.get("/knowledge", headers={"Authorization": f"Bearer {SECRET}"})
    door.close()
    assert [line for line in heard().splitlines() if SECRET in line] == []


def test_what_breaks_in_here_is_told_by_its_place_alone(
    knowledge: Knowledge,
    case: dict[str, Any],
    heard: Callable[[], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_given: object, **_named: object) -> None:
        raise RuntimeError(f"about {SECRET}")

    monkeypatch.setattr("ilium.faces.api.judging.assess", fail)
    answer = Program(create_api(knowledge, Access())).post("/assess", json=case)
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:ilium:problem:broken")
    assert SECRET not in answer.text
    assert "RuntimeError at fail" in heard()
    assert SECRET not in heard()


def test_a_database_that_breaks_is_told_by_the_name_of_its_fault(
    knowledge: Knowledge, case: dict[str, Any], tmp_path: Path, heard: Callable[[], str]
) -> None:
    file = tmp_path / "kept.sqlite3"
    door = StoreDoor(str(file))
    with EpisodeStore(str(file)) as store:
        store.write(lambda session: session.connection().exec_driver_sql("DROP TABLE ilium_check_in"))
    sent = {**case, "id": SECRET, "check_ins": [{"date": "2026-03-01", "answers": {}}]}
    answer = Program(create_api(knowledge, Access(), door)).post("/episodes", json=sent)
    door.close()
    assert answer.status_code == 503
    assert "unknown" in heard()
    assert SECRET not in heard()
