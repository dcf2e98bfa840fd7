"""Whoever asks, and by whichever face: the same assessment."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner
from tests.client.conftest import InProcess
from tests.conformance.by_fhir import answer_by_fhir, assessed, told_by, told_in
from tests.conformance.by_web import answer_by_web
from tests.faces.api.conftest import Program
from tests.faces.fhir.client import ask, beginning

from ilium.answers.values import Missing
from ilium.assessment import assess
from ilium.client import Client
from ilium.documents.yaml_text import read_yaml
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.fhir.reading_responses import from_response
from ilium.faces.fhir.responses import to_response
from ilium.faces.telling.picking import shown_families
from ilium.faces.terminal.main import main
from ilium.faces.web.result_view import amount
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.levels import Level
from ilium.knowledge.reading import load_knowledge
from ilium.result import Assessment, as_plain

HERE_TOO = Path(__file__).parent / "cases"
CASES = sorted([*(Path(__file__).parents[2] / "examples").glob("*.yaml"), *HERE_TOO.glob("*.yaml")])
TODAY = date(2026, 11, 22)
HERE = "http://127.0.0.1"
Plain = dict[str, Any]


def by_engine(file: Path) -> Assessment:
    """What the engine itself says."""
    knowledge = load_knowledge()
    return assess(knowledge, read_case(knowledge, file.read_text("utf-8"), file.name))


def by_terminal(file: Path) -> Plain:
    """What `ilium assess --json` prints."""
    result = CliRunner().invoke(main, ["assess", "--json", str(file)])
    assert result.exit_code == 0, result.output
    told: Plain = json.loads(result.stdout)
    return told


def by_rest(file: Path) -> Plain:
    """What a program is answered."""

    async def call() -> httpx.Response:
        transport = httpx.ASGITransport(create_api(load_knowledge(), Access()))
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            return await client.post("/api/v1/assess", json=values(file))

    answer = asyncio.run(call())
    assert answer.status_code == 200, answer.text
    told: Plain = answer.json()
    return told


def by_client(file: Path) -> Plain:
    """What a Python program is answered."""
    client = Client(HERE, send=InProcess(create_api(load_knowledge(), Access())))
    return dict(client.assess(values(file)))


def by_web(file: Path) -> Plain:
    """What somebody is told who answers page by page."""
    return answer_by_web(load_knowledge(), file, TODAY).result


def by_fhir(file: Path) -> Plain:
    """What comes of the answers when they have gone through the interview over FHIR."""
    knowledge = load_knowledge()
    case = read_case(knowledge, file.read_text("utf-8"), file.name)
    program = Program(create_api(knowledge, Access()))
    answers = to_response(knowledge, case, TODAY)["item"]
    page = ask(program, {**beginning(program), "item": answers}, wrapped=True)
    return as_plain(assess(knowledge, from_response(knowledge, page)))


def values(file: Path) -> Plain:
    read = read_yaml(file.read_text("utf-8"), file.name)
    assert isinstance(read, dict)
    return read


FACES: dict[str, Callable[[Path], Plain]] = {
    "terminal": by_terminal,
    "rest": by_rest,
    "client": by_client,
    "web": by_web,
    "fhir": by_fhir,
}
"""Every face that gives a whole assessment."""


@pytest.fixture(params=CASES, ids=lambda file: file.stem)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """An example as it is answered today: the pages always know the day."""
    dated = tmp_path / request.param.name
    dated.write_text(f"today: {TODAY}\n{request.param.read_text('utf-8')}", encoding="utf-8")
    return dated


@pytest.mark.parametrize("face", FACES)
def test_every_face_gives_the_assessment_of_the_engine(face: str, case: Path) -> None:
    assert FACES[face](case) == as_plain(by_engine(case))


def test_the_page_shows_the_numbers_of_the_engine(case: Path) -> None:
    engine, told = by_engine(case), answer_by_web(load_knowledge(), case, TODAY)
    shown = [(one.name, amount(one.probability, one.interval)) for one in shown_families(engine.families)]
    shown.append(("Something not on this list", amount(engine.unlisted, engine.unlisted_interval)))
    assert told.sources == [
        (name, f"Best guess {n.percent} in 100; range {n.low} to {n.high} in 100") for name, n in shown
    ]
    assert engine.urgency.name in told.page


def test_the_bundle_over_fhir_says_what_the_engine_says(case: Path) -> None:
    knowledge = load_knowledge()
    program = Program(create_api(knowledge, Access()))
    answers = to_response(knowledge, read_case(knowledge, case.read_text("utf-8"), case.name), TODAY)
    assert told_in(assessed(program, answers)) == told_by(by_engine(case))


def test_page_by_page_over_fhir_the_bundle_says_what_the_engine_says_of_those_answers(case: Path) -> None:
    knowledge = load_knowledge()
    program = Program(create_api(knowledge, Access(today=lambda: TODAY)))
    given = read_case(knowledge, case.read_text("utf-8"), case.name)
    last = answer_by_fhir(program, knowledge, given, TODAY)
    read = replace(from_response(knowledge, last), today=TODAY)
    assert read.country == given.country
    said = {id_: answer for id_, answer in read.answers.items() if answer is not Missing.UNKNOWN}
    assert said.items() <= given.answers.items() and len(said) > 1
    bundle = assessed(program, last)
    assert told_in(bundle) == told_by(assess(knowledge, read))
    if by_engine(case).urgency.level is Level.EMERGENCY_NOW:
        assert told_in(bundle)["level"] == Level.EMERGENCY_NOW.value
