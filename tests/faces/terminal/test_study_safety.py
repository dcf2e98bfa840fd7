"""`ilium study safety`: what it prints and writes when the rules hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal.main import main
from ilium.knowledge.reading import load_knowledge
from ilium.study.safety import open_study


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("proof") / "certificate.json"


@pytest.fixture(scope="module")
def ran(certificate: Path) -> Result:
    return CliRunner().invoke(main, ["study", "safety", "--certificate", str(certificate)])


def test_the_shipped_rules_hold(ran: Result) -> None:
    assert ran.exit_code == 0, ran.output
    assert "REFUTED" not in ran.output
    assert "claims are proved" in ran.output
    assert "no clinician has reviewed them yet" in " ".join(ran.output.split())


def test_the_certificate_says_what_was_shown_about_which_knowledge(ran: Result, certificate: Path) -> None:
    knowledge = load_knowledge()
    told = json.loads(certificate.read_text("utf-8"))
    assert told["proved"] is True
    assert told["knowledge"] == {
        "id": knowledge.region.id,
        "version": knowledge.version,
        "hash": knowledge.hash,
    }
    assert told["counts"]["rules"] == len(knowledge.red_flags)
    assert {theorem["status"] for theorem in told["theorems"]} == {"proved"}
    assert told["solver"]["name"] == "z3"


def test_the_certificate_holds_no_times(ran: Result, certificate: Path) -> None:
    text = certificate.read_text("utf-8")
    assert "second" not in text and "time" not in text.replace("more time", "")


def test_nothing_is_proved_before_it_is_tried() -> None:
    study = open_study()
    assert not study.holds
    assert study.certificate()["proved"] is False


def test_a_certificate_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["study", "safety", "--certificate", str(tmp_path / "no" / "file.json")])
    assert run.exit_code == 2
    assert "cannot be written" in run.stderr
