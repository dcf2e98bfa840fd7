"""Plant a fault about medicines in a copy of the region that ships: it is refused where it stands."""

import shutil
from pathlib import Path

import pytest
import yaml

from ilium.knowledge.checks import check_knowledge
from ilium.knowledge.reading import load_knowledge, read_knowledge

FAULTS = yaml.safe_load(Path(__file__).with_name("medicine_faults.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_about_medicines_is_told_in_its_file(tmp_path: Path, name: str) -> None:
    fault, home = FAULTS[name], load_knowledge().root
    assert home is not None
    region = tmp_path / "region"
    shutil.copytree(home, region)
    text = (region / fault["file"]).read_text("utf-8")
    assert fault["old"] in text, "the region has changed; plant the fault elsewhere"
    (region / fault["file"]).write_text(text.replace(fault["old"], fault["new"], 1), "utf-8")
    problems = [str(problem) for problem in check_knowledge(read_knowledge(region))]
    assert [one for one in problems if one.startswith(f"{fault['at']}:") and fault["what"] in one], problems[
        :5
    ]
