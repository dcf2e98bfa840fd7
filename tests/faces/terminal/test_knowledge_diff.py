"""`ilium knowledge diff`: a planted change is found in the files and in the cases that it moves."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal.main import main

TOY_REGION = Path(__file__).parents[2] / "toy_region"
CASES = """
- {id: hot, age: 30, answers: {redness: yes, how_bad: 3, knee_signs: [swelling_seen]}}
- {id: jumper, age: 25, answers: {your_sports: [jumping_sport]}}
"""


@pytest.fixture
def regions(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "cases.yaml").write_text(CASES, "utf-8")
    return tuple(Path(shutil.copytree(TOY_REGION, tmp_path / name)) for name in ("old", "new"))  # type: ignore[return-value]


def change(region: Path, file: str, old: str, new: str) -> None:
    text = (region / file).read_text("utf-8")
    assert old in text, "the toy region has changed; change something else"
    (region / file).write_text(text.replace(old, new, 1), "utf-8")


def diff(regions: tuple[Path, Path], *args: str) -> Result:
    cases = str(regions[0].parent / "cases.yaml")
    arguments = ["knowledge", "diff", *map(str, regions), "--cases", cases, *args]
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


def test_the_same_knowledge_moves_nothing(regions: tuple[Path, Path]) -> None:
    result = diff(regions)
    assert (result.exit_code, "the same knowledge" in result.stdout) == (0, True)


def test_another_level_of_a_rule_moves_its_cases(regions: tuple[Path, Path]) -> None:
    change(regions[1], "red_flags/hot_and_shivering.yaml", "level: emergency_now", "level: urgent_same_day")
    result = diff(regions)
    assert result.exit_code == 0, result.stderr
    text = result.stdout
    assert "urgency: emergency_now → urgent_same_day" in text
    assert "hot_and_shivering asks for another level" in text
    assert "  red_flags/hot_and_shivering.yaml\n    level: emergency_now → urgent_same_day" in text
    assert "jumper" not in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_lost_rule_no_longer_fires(regions: tuple[Path, Path]) -> None:
    (regions[1] / "red_flags/hot_and_shivering.yaml").unlink()
    found = json.loads(diff(regions, "--json").stdout)
    (moved,) = [case for case in found["moved"] if case["id"] == "hot"]
    assert moved["no_longer_fires"] == ["hot_and_shivering"]
    assert found["removed"] == ["red_flags/hot_and_shivering.yaml"]


def test_a_fault_is_told_with_its_folder(regions: tuple[Path, Path]) -> None:
    (regions[1] / "red_flags/hot_knee.yaml").unlink()
    result = diff(regions)
    assert result.exit_code == 2
    assert f"{regions[1]}/red_flags/hot_and_shivering.yaml:7:" in result.stderr


def test_another_number_moves_the_first_family(regions: tuple[Path, Path]) -> None:
    for file in ("conditions/tendon_pain.yaml", "conditions/kneecap_pain.yaml"):
        change(regions[1], file, "first_contact: {value: 0.", "first_contact: {value: 0.0")
    found = json.loads(diff(regions, "--json").stdout)
    assert {one["path"] for one in found["changes"]} == {"prevalence.first_contact.value"}
    (moved,) = [case for case in found["moved"] if case["id"] == "jumper"]
    assert moved["old_first"] != moved["new_first"]
    assert moved["shifts"][0]["old"] is not None


@pytest.mark.parametrize("missing", [0, 1])
def test_a_folder_without_knowledge_is_refused(regions: tuple[Path, Path], missing: int) -> None:
    (regions[missing] / "region.yaml").unlink()
    result = diff(regions)
    assert (result.exit_code, "region.yaml" in result.stderr) == (2, True)
