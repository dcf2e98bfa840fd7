"""Whoever asks, and by whichever face: the same assessment."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from click.testing import CliRunner

from ilium.assessment import assess
from ilium.documents.yaml_text import read_yaml
from ilium.faces.api.access import Access
from ilium.faces.api.app import create_api
from ilium.faces.terminal.main import main
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge
from ilium.result import as_plain

CASES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
Plain = dict[str, Any]


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
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.post("/api/v1/assess", json=read_yaml(file.read_text("utf-8"), file.name))

    answer = asyncio.run(call())
    assert answer.status_code == 200, answer.text
    told: Plain = answer.json()
    return told


FACES: dict[str, Callable[[Path], Plain]] = {"terminal": by_terminal, "rest": by_rest}
"""Every face that gives a whole assessment."""


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
@pytest.mark.parametrize("face", FACES)
def test_every_face_gives_the_assessment_of_the_engine(face: str, case: Path) -> None:
    knowledge = load_knowledge()
    engine = as_plain(assess(knowledge, read_case(knowledge, case.read_text("utf-8"), case.name)))
    assert FACES[face](case) == engine
