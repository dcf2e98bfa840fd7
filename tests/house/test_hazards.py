"""The hazard file is whole, and every control in it points at code and tests that exist."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import Annotated

import pytest
import yaml
from click.testing import CliRunner
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ilium.answers.case import Case
from ilium.documents.problems import BadDocumentError
from ilium.faces.terminal.main import main
from ilium.faces.terminal.saving import save_case
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge
from ilium.safety.urgency import raise_red_flags

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docs/safety/hazards.yaml"
HARMS = {"cauda_equina", "hidden_serious_cause", "medicines", "exercises", "crying_wolf"}
"""The harms that the safety specification names; the file may add others."""
LOW, HIGH = 6, 15


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Risk(Entry):
    severity: Annotated[int, Field(ge=1, le=5)]
    likelihood: Annotated[int, Field(ge=1, le=5)]

    @property
    def size(self) -> int:
        return self.severity * self.likelihood


class Control(Entry):
    what: str
    code: Annotated[tuple[str, ...], Field(min_length=1)]
    tests: Annotated[tuple[str, ...], Field(min_length=1)]


class Hazard(Entry):
    id: str
    harm_of: Annotated[tuple[str, ...], Field(min_length=1)]
    hazard: str
    cause: str
    harm: str
    rules: tuple[str, ...]
    before: Risk
    after: Risk
    controls: Annotated[tuple[Control, ...], Field(min_length=1)]
    remains: str

    @model_validator(mode="after")
    def _does_not_grow(self) -> Hazard:
        if self.after.size > self.before.size:
            raise ValueError(f"{self.id}: the risk grows by its controls")
        return self


class NotYet(Entry):
    harm_of: Annotated[tuple[str, ...], Field(min_length=1)]
    hazard: str
    why: str


class Scales(Entry):
    severity: dict[int, str]
    likelihood: dict[int, str]
    risk: dict[str, str]


class HazardFile(Entry):
    basis: str
    scales: Scales
    harms: dict[str, str]
    hazards: tuple[Hazard, ...]
    not_applicable_yet: tuple[NotYet, ...]


@cache
def read() -> HazardFile:
    return HazardFile.model_validate(yaml.safe_load(FILE.read_text("utf-8")))


@cache
def names(file: Path) -> frozenset[str]:
    """Functions and classes of a Python file; a method as `Class.method`."""
    found = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{m.name}" for m in node.body if isinstance(m, ast.FunctionDef)}
    return frozenset(found)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def controls() -> list[Control]:
    return [control for hazard in read().hazards for control in hazard.controls]


def test_both_scales_are_stated_in_full() -> None:
    scales = read().scales
    assert set(scales.severity) == set(scales.likelihood) == {1, 2, 3, 4, 5}


def test_every_harm_of_the_specification_has_an_entry() -> None:
    file = read()
    covered = {harm for entry in (*file.hazards, *file.not_applicable_yet) for harm in entry.harm_of}
    assert set(file.harms) >= HARMS
    assert covered == set(file.harms)


def test_ids_are_unique() -> None:
    ids = [hazard.id for hazard in read().hazards]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("place", sorted({place for control in controls() for place in control.code}))
def test_every_control_points_at_code_that_exists(place: str) -> None:
    path, _, name = place.partition(":")
    assert (ROOT / path).is_file(), place
    assert not name or name in names(ROOT / path), place
    assert not path.endswith(".py") or name or path.endswith(("words.py", "country.py", "state.py")), place


@pytest.mark.parametrize("place", sorted({place for control in controls() for place in control.tests}))
def test_every_control_points_at_a_test_that_exists(place: str) -> None:
    path, _, name = place.partition("::")
    assert name.startswith("test_")
    assert name in names(ROOT / path), place


def test_every_rule_named_exists_and_every_emergency_rule_is_named(knowledge: Knowledge) -> None:
    named = {rule for hazard in read().hazards for rule in hazard.rules}
    emergencies = {r.id for r in knowledge.red_flags.values() if r.level is Level.EMERGENCY_NOW}
    assert named <= set(knowledge.red_flags)
    assert not emergencies - named


def test_every_emergency_rule_fires_in_a_case_that_ships(knowledge: Knowledge) -> None:
    """So that "every flag raises its level" is a test of each of them."""
    file = DEFAULT_REGION / "cases/flags.yaml"
    cases = case_reader(knowledge).read_all(file.read_text("utf-8"), file.name)
    fired = {reason.rule for case in cases for reason in raise_red_flags(knowledge, case)}
    assert not [
        r.id for r in knowledge.red_flags.values() if r.level is Level.EMERGENCY_NOW and r.id not in fired
    ]


def test_no_high_risk_is_left_and_a_middle_one_says_why() -> None:
    for hazard in read().hazards:
        assert hazard.after.size < HIGH, hazard.id
        assert hazard.after.size <= LOW or "None known" not in hazard.remains, hazard.id


def test_an_age_under_18_is_refused(knowledge: Knowledge) -> None:
    with pytest.raises(BadDocumentError, match="18"):
        case_reader(knowledge).read("answers: {age: 17}", "case")
    with pytest.raises(BadDocumentError, match="18"):
        case_reader(knowledge).read("age: 17", "case")


def test_the_safety_pages_ask_people_to_answer_for_themselves(knowledge: Knowledge) -> None:
    first = next(page for page in knowledge.region.pages if page.id == "safety_a")
    assert "answer each one yourself" in first.intro


def imported_by(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = [node for node in nodes if isinstance(node, ast.ImportFrom)]
    named = {f"{node.module or ''}.{alias.name}" for node in parts for alias in node.names}
    by_name = {
        str(node.args[0].value)
        for node in nodes
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in ("import_module", "__import__")
    }
    return whole | {node.module or "" for node in parts} | named | by_name


def test_no_probability_reaches_the_rules_on_answers() -> None:
    imported = {name for file in (ROOT / "src/ilium/safety").rglob("*.py") for name in imported_by(file)}
    assert not [name for name in imported if name.startswith(("ilium.reasoning", "ilium.verdict", "numpy"))]


def test_nobody_else_may_read_a_saved_case(tmp_path: Path) -> None:
    save_case(Case(answers={"age": 40.0}), tmp_path / "case.yaml", force=False)
    assert (tmp_path / "case.yaml").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("example", sorted((ROOT / "examples").glob("*.yaml")), ids=lambda file: file.stem)
def test_every_result_below_an_emergency_lists_its_signs(knowledge: Knowledge, example: Path) -> None:
    report = " ".join(CliRunner().invoke(main, ["assess", str(example)]).stdout.split())
    words = next(level for level in knowledge.urgency.levels if level.id is Level.EMERGENCY_NOW)
    if words.name not in report:
        assert all(sign in report for sign in knowledge.urgency.emergency_signs)


CALLING = (
    "socket",
    "ssl",
    "http.client",
    "urllib.request",
    "urllib3",
    "requests",
    "httpx",
    "aiohttp",
    "websockets",
    "smtplib",
    "ftplib",
    "imaplib",
    "poplib",
    "telnetlib",
    "xmlrpc",
    "webbrowser",
    "paramiko",
    "grpc",
)
CALLED = ("open_connection", "create_connection", "open_unix_connection", "urlopen", "urlretrieve")
"""What opens a connection by another way than an import that names it."""
LISTENING = {"src/ilium/faces/terminal/serve.py: socket"}
"""Opens a place to be called at; it calls nobody."""


CLIENT = "src/ilium/client/"
"""Calls a server that a program of somebody else names; no part of Ilium uses it."""


def called_in(file: Path) -> set[str]:
    return {
        getattr(node.func, "attr", getattr(node.func, "id", ""))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call)
    }


def reaching(file: Path) -> set[str]:
    """What in a file could call another machine, or be called."""
    parts = {
        name: one for name in imported_by(file) for one in (*CALLING, "ilium.client") if _is_in(name, one)
    }
    return {*parts.values(), *(called_in(file) & set(CALLED))}


def _is_in(name: str, module: str) -> bool:
    return name == module or name.startswith(f"{module}.")


def test_nothing_reaches_the_network() -> None:
    files = [file for file in (ROOT / "src/ilium").rglob("*.py") if not file.is_relative_to(ROOT / CLIENT)]
    assert len(files) > 300
    found = {f"{file.relative_to(ROOT)}: {name}" for file in files for name in reaching(file)}
    assert found == LISTENING


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("import socket", "socket"),
        ("from urllib import request", "urllib.request"),
        ("from urllib.request import urlopen as look", "urllib.request"),
        ("import importlib\nimportlib.import_module('httpx')", "httpx"),
        ("import asyncio\nasyncio.open_connection('a', 1)", "open_connection"),
        ("from ilium.client import calls", "ilium.client"),
    ],
)
def test_whatever_could_call_is_seen(line: str, name: str, tmp_path: Path) -> None:
    file = tmp_path / "one.py"
    file.write_text(f"def late():\n    {line.replace(chr(10), chr(10) + '    ')}\n")
    assert name in reaching(file)
    file.write_text("import socketserver_of_mine\nfrom urllib.parse import quote\n")
    assert reaching(file) == set()
