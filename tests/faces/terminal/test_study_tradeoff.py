"""`ilium study tradeoff`: tables, JSON, and a picture that says the same."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal import study_tradeoff
from ilium.faces.terminal.main import main
from ilium.faces.terminal.tradeoff_chart import across, up
from ilium.faces.terminal.tradeoff_words import factor_words, percent
from ilium.study.tradeoff import FACTORS, PEOPLE, SEED

FEW = ("study", "tradeoff", "--people", "40", "--seed", "1")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, object], str]:
    file = tmp_path_factory.mktemp("chart") / "tradeoff.svg"
    result = run(*FEW, "--json", "--svg", str(file))
    assert result.exit_code == 0
    assert str(file) in result.stderr
    return json.loads(result.stdout), file.read_text("utf-8")


def test_json_holds_every_setting_with_its_n(drawn: tuple[dict[str, object], str]) -> None:
    result = drawn[0]
    settings = result["settings"]
    assert isinstance(settings, list)
    assert [setting["factor"] for setting in settings] == list(FACTORS)
    assert all(setting["caught"].keys() == {"share", "low", "high", "n", "effective"} for setting in settings)
    assert result["floor"] == settings[0]
    assert result["people"] == 40


def test_the_picture_says_in_words_what_it_shows(drawn: tuple[dict[str, object], str]) -> None:
    result, picture = drawn
    root = ElementTree.fromstring(picture)
    told = root.find("{http://www.w3.org/2000/svg}desc")
    today = result["today"]
    assert isinstance(today, dict)
    assert told is not None and told.text is not None
    assert percent(today["caught"]["share"]) in told.text
    assert percent(today["kept"]["share"]) in told.text
    assert root.get("role") == "img"
    assert "href" not in picture and "<script" not in picture


def test_tables_mark_today_and_the_floor() -> None:
    text = run(*FEW).stdout
    assert "1  today" in text
    assert "0  rules alone" in text
    assert "Locked floor" in text
    assert "n = " in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_folder_that_is_not_there_is_told_before_any_work(tmp_path: Path) -> None:
    result = run("study", "tradeoff", "--svg", str(tmp_path / "no" / "chart.svg"))
    assert result.exit_code == 2
    assert "there is no folder" in result.stderr


def test_too_few_people_are_refused() -> None:
    assert run("study", "tradeoff", "--people", "3").exit_code == 2


def test_doublings_are_equally_far_apart_and_none_stands_to_the_left() -> None:
    places = [across(factor) for factor in FACTORS]
    assert places == sorted(places)
    assert across(2) - across(1) == pytest.approx(across(8) - across(4))
    assert up(1) < up(0)


def test_nothing_short_of_all_is_called_all() -> None:
    assert percent(0.99999) == "99.9 %"
    assert percent(1) == "100.0 %"
    assert [factor_words(factor) for factor in (0, 0.125, 1, 64)] == ["0", "1/8", "1", "64"]


def test_the_command_offers_what_the_study_offers() -> None:
    assert (study_tradeoff.USUAL, study_tradeoff.SEED) == (PEOPLE, SEED)
