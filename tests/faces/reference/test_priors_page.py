"""The tables of priors say what an assessment of somebody who has answered nothing else says."""

import re
from pathlib import Path

import pytest

from ilium.answers.case import AGE, SEX, Case
from ilium.assessment import assess
from ilium.faces.reference.markdown import percent
from ilium.faces.reference.priors_page import write_priors
from ilium.knowledge.reading import load_knowledge, read_knowledge

KNOWLEDGE = load_knowledge()
PAGE = write_priors(KNOWLEDGE)


def column(title: str) -> dict[str, str]:
    """A column of any table of the page: the share told of each condition, and of none under ''."""
    lines = PAGE.splitlines()
    head = next(n for n, line in enumerate(lines) if title in [cell.strip() for cell in line.split("|")])
    place = [cell.strip() for cell in lines[head].split("|")].index(title)
    told = {}
    for line in lines[head + 2 :]:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.split("|")]
        linked = re.search(r"conditions/(\w+)\.md", cells[1])
        told[linked[1] if linked else ""] = cells[place]
    return told


@pytest.mark.parametrize(
    ("title", "case"),
    [
        ("At first contact", Case()),
        ("In physiotherapy", Case(setting="physiotherapy")),
        ("In a spine clinic", Case(setting="spine_clinic")),
        ("at 35", Case().answer(AGE, 35.0)),
        ("men", Case().answer(SEX, "male")),
        ("women at 80", Case().answer(AGE, 80.0).answer(SEX, "female")),
    ],
)
def test_a_column_is_what_an_assessment_says(title: str, case: Case) -> None:
    found = assess(KNOWLEDGE, case)
    expected = {shown.id: percent(shown.probability) for shown in found.conditions}
    assert column(title) == expected | {"": percent(found.unlisted)}


def test_other_knowledge_gives_other_tables() -> None:
    toy = Path(__file__).parents[2] / "toy_region"
    assert write_priors(read_knowledge(toy)) != PAGE
