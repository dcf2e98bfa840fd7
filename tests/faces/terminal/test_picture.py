"""`ilium knowledge picture`: what it draws, and what it refuses."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal.main import main

EXAMPLES = Path(__file__).parents[3] / "examples"
PICTURES = Path(__file__).parents[3] / "docs" / "explanation"
LIT = ("--light", "sciatic_nerve=0.85", "--light", "lumbar_nerve_roots=0.8", "--light", "lumbar_discs=0.75")
LIT += ("--light", "piriformis=0.15", "--light", "lumbar_facet_joints=0.1")


def run(*args: str) -> Result:
    return CliRunner().invoke(main, ["knowledge", "picture", *args], catch_exceptions=False)


def lit(svg: str) -> set[str]:
    patterns = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}pattern")
    return {pattern.attrib["id"].removeprefix("stripes-") for pattern in patterns}


def test_a_picture_is_written_to_standard_output_or_into_a_file(tmp_path: Path) -> None:
    file = tmp_path / "map.svg"
    assert run("body_map", "--output", str(file)).stdout == ""
    assert file.read_text("utf-8") == run("body_map").stdout


def test_a_case_lights_up_what_is_likely_in_it() -> None:
    assert {"sciatic_nerve", "lumbar_discs"} <= lit(
        run("anatomy", "--case", str(EXAMPLES / "sciatica.yaml")).stdout
    )


def test_structures_can_be_lit_by_hand() -> None:
    assert lit(run("anatomy", "--light", "si_joint=0.6", "--light", "ilium=0.3").stdout) == {
        "si_joint",
        "ilium",
    }


def test_a_marked_place_is_lit() -> None:
    assert 'class="place chosen"' in run("body_map", "--mark", "calf_left").stdout


def test_the_legend_names_every_number() -> None:
    lines = run("anatomy", "--legend", "--light", "si_joint=0.6").stdout.splitlines()
    assert [int(line.split()[0]) for line in lines] == [*range(1, len(lines) + 1)]
    assert [line for line in lines if "Sacroiliac joint: involved in about 60 of 100" in line]


def test_an_exercise_is_drawn_or_told_in_three_lines() -> None:
    assert ElementTree.fromstring(run("bridge").stdout).findtext("{http://www.w3.org/2000/svg}title")
    told = run("bridge", "--legend").stdout.splitlines()
    assert [line[:4] for line in told if line.startswith("  ")] == ["  1.", "  2.", "  3."]


def test_an_action_names_its_picture() -> None:
    shown = CliRunner().invoke(main, ["knowledge", "show", "bridge_two_legs"]).stdout
    assert "ilium knowledge picture bridge " in shown
    assert "picture:" not in CliRunner().invoke(main, ["knowledge", "show", "cold_pack"]).stdout


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("anatomi",), "Did you mean 'anatomy'?"),
        (("anatomy", "--light", "si_joynt=0.5"), "Did you mean 'si_joint'?"),
        (("anatomy", "--light", "deep_veins=0.5"), "'anatomy' draws no 'deep_veins'"),
        (("anatomy", "--light", "si_joint=60"), "from 0 to 1"),
        (("anatomy", "--light", "si_joint=nan"), "from 0 to 1"),
        (("anatomy", "--light", "si_joint"), "from 0 to 1"),
        (("anatomy", "--light", "si_joint=1", "--case", "x"), "not both"),
        (("anatomy", "--case", "nowhere.yaml"), "nowhere.yaml"),
        (("anatomy", "--mark", "calf_left"), "body_map"),
        (("body_map", "--mark", "calf_lefty"), "Did you mean 'calf_left'?"),
        (("body_map", "--legend"), "anatomy"),
        (("brigde",), "Did you mean 'bridge'?"),
        (("bridge", "--bare"), "'bridge' shows exercises"),
        (("body_map", "--output", "/nowhere/map.svg"), "/nowhere/map.svg"),
    ],
)
def test_what_cannot_be_drawn_is_told_in_one_message(args: tuple[str, ...], says: str) -> None:
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert says in result.stderr


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("body_map", ("body_map", "--mark", "upper_buttock_right", "--mark", "sacroiliac_dimple_right")),
        ("anatomy", ("anatomy",)),
        ("anatomy_lit", ("anatomy", *LIT)),
        ("exercise_pictures", ("poses",)),
    ],
)
def test_the_pictures_of_the_documents_are_up_to_date(name: str, args: tuple[str, ...]) -> None:
    told = (PICTURES / f"{name}.svg").read_text("utf-8")
    assert run(*args).stdout == told, f"ilium knowledge picture {' '.join(args)} --output {name}.svg"
