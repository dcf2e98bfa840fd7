"""The description holds: whatever Schemathesis makes of it, the calls answer as described."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from tests.serving import served

from ilium.answers.case_reader import BadAnswerError, read_answer
from ilium.documents.yaml_text import Plain
from ilium.episode.store.keys import KeyRing
from ilium.faces.api.access import Access
from ilium.faces.api.app import OPENAPI, create_api
from ilium.faces.api.store_door import StoreDoor
from ilium.faces.schemas import case_schema
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.library import Knowledge

EXAMPLES, MOST_FORMS = 2, 4
BAD_BY_MEANING = ["2xx", "3xx", 401, 403, 404, 409, 422, 429, "5xx"]
"""Two answers that contradict, or dates in a wrong order, are refused (422); no schema can say so. That each
answer alone is taken is held below."""


@pytest.fixture
def server(knowledge: Knowledge, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """The calls as other machines see them, and a key that opens everything."""
    door = StoreDoor(str(tmp_path / "kept.sqlite3"))
    token = KeyRing(door.open()).create("schemathesis", date(2999, 1, 1), date(2026, 1, 1), episodes=True)[1]
    app = create_api(knowledge, Access(key_needed=True, find_key=door.find_key(date.today)), door)
    with served(app) as address:
        yield address, token
    door.close()


@pytest.mark.slow
def test_every_check_of_schemathesis_passes_over_every_call(server: tuple[str, str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        faults = list(_faults(*server))
    assert faults == []


def _faults(address: str, token: str) -> Iterator[str]:
    """What Schemathesis finds: by examples, fuzzing and sequences of calls.

    With ILIUM_WHOLE_CONTRACT set, by its coverage too, which takes minutes. Of the questions a few stand in
    what it sees, because that tries every choice of every one.
    """
    import schemathesis
    from schemathesis.engine import events, from_schema

    config = schemathesis.Config.from_dict(
        {
            "base-url": address,
            "headers": {"Authorization": f"Bearer {token}"},
            "phases": {"coverage": {"enabled": "ILIUM_WHOLE_CONTRACT" in os.environ}},
            "generation": {"max-examples": EXAMPLES, "deterministic": True},
            "checks": {"positive_data_acceptance": {"expected-statuses": BAD_BY_MEANING}},
        }
    )
    schema = schemathesis.openapi.from_dict(narrowed(httpx.get(f"{address}{OPENAPI}").json()), config=config)
    for event in from_schema(schema).execute():
        if isinstance(event, (events.NonFatalError, events.FatalError)):
            yield str(event)
        elif isinstance(event, events.ScenarioFinished):
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info is not None:
                        found = check.failure_info
                        yield f"{check.name}: {found.failure.operation}: {found.failure}\n{found.code_sample}"


def narrowed(description: dict[str, Any]) -> dict[str, Any]:
    """The description with the first question of each form that an answer takes."""
    schemas = description["components"]["schemas"]
    for name in ("Case", "CheckInDocument"):
        answers = schemas[name]["properties"]["answers"]
        of_each = {str(sorted(form)) + str(form)[:30]: id_ for id_, form in answers["properties"].items()}
        answers["properties"] = {
            id_: answers["properties"][id_] for id_ in list(of_each.values())[:MOST_FORMS]
        }
    return description


def test_the_schema_of_a_case_takes_each_answer_that_is_read_and_no_other(knowledge: Knowledge) -> None:
    answers = case_schema(knowledge)["properties"]["answers"]["properties"]
    forms = case_reader(knowledge).forms
    assert answers.keys() == forms.keys()
    every = sorted({word for form in forms.values() for word in form.words})
    for id_, form in forms.items():
        words = [
            *form.words,
            *every[:: len(every) // 20],
            "yes",
            "no",
            "unknown",
            "declined",
            "",
            True,
            False,
        ]
        lists: list[Plain] = [[], list(form.words[:2]), ["nowhere"], {}, {"nowhere": "yes"}]
        lists += [{word: said} for word in form.words[:1] for said in ("yes", "unknown", True, "maybe")]
        ends = [end for end in (form.minimum, form.maximum) if end is not None]
        numbers = [value for end in ends for value in (end - 1, end, end + 1)] or [3]
        for raw in (*words, "", True, False, *lists, *numbers):
            try:
                read_answer(form, raw)
                taken = True
            except BadAnswerError:
                taken = False
            assert Draft202012Validator(answers[id_]).is_valid(raw) == taken, (id_, raw)
