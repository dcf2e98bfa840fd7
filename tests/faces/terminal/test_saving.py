"""Keeping the answers: whole, never over another file by accident, and read back as they were."""

from datetime import date
from pathlib import Path

import pytest

from ilium.answers.case import Case
from ilium.answers.case_writer import write_case
from ilium.answers.values import Itemised, Missing, Ticked
from ilium.faces.terminal.country import find_country
from ilium.faces.terminal.refusal import Refusal
from ilium.faces.terminal.saving import check_target, save_case
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge

CASE = Case(
    answers={
        "age": 44.5,
        "sex": Missing.DECLINED,
        "fever": "no",
        "saddle_feeling": Missing.UNKNOWN,
        "health_history": Ticked(frozenset()),
        "where_it_hurts": Ticked(frozenset({"upper_buttock_left", "groin_left"})),
        "eased_by": Itemised({"eased_sitting": "yes", "eased_lying_down": "unknown"}),
    },
    id='a "name": with signs # and é',
    today=date(2026, 3, 1),
    country="NO",
    mode="clinician",
)


def test_a_case_reads_back_as_it_was() -> None:
    again = read_case(load_knowledge(), write_case(CASE))
    assert again == Case(**{**_fields(CASE), "answers": dict(sorted(CASE.answers.items()))})


def _fields(case: Case) -> dict[str, object]:
    return {name: getattr(case, name) for name in ("id", "today", "mode", "country", "setting", "expected")}


def test_an_empty_case_reads_back() -> None:
    assert read_case(load_knowledge(), write_case(Case())) == Case()


def test_a_file_is_kept_whole_and_alone(tmp_path: Path) -> None:
    target = tmp_path / "case.yaml"
    save_case(CASE, target, force=False)
    assert target.read_text("utf-8") == write_case(CASE)
    assert list(tmp_path.iterdir()) == [target]


def test_another_file_is_not_replaced_by_accident(tmp_path: Path) -> None:
    target = tmp_path / "case.yaml"
    target.write_text("mine")
    with pytest.raises(Refusal, match="--force"):
        save_case(CASE, target, force=False)
    assert target.read_text() == "mine"
    save_case(CASE, target, force=True)
    assert target.read_text() != "mine"


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(Refusal, match="No space left"):
        save_case(CASE, tmp_path / "case.yaml", force=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("target", [".", "none/case.yaml"])
def test_a_place_that_cannot_be_written_is_told_before_anybody_answers(target: str, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        check_target(tmp_path / target, force=False)


@pytest.mark.parametrize(
    ("given", "spoken", "country"),
    [
        ("gb", "", "GB"),
        (None, "de_DE.UTF-8", "DE"),
        (None, "C.UTF-8", "default"),
        (None, "en_XX", "default"),
        (None, "", "default"),
    ],
)
def test_the_country_is_given_or_told_by_the_locale(
    given: str | None, spoken: str, country: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", spoken)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.delenv("LANG", raising=False)
    assert find_country(given, {"GB": "999", "DE": "112"}) == country


def test_a_country_that_is_no_code_is_refused() -> None:
    with pytest.raises(Refusal, match="two letters"):
        find_country("Britain", {})
