"""The summary for a clinician: one page, everything on it, nothing of it elsewhere, the same bytes again."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from ilium.answers.case import Case
from ilium.answers.values import Answer, Kind, Missing, Ticked
from ilium.assessment import assess
from ilium.faces.asking.interview import drop_uncalled
from ilium.faces.summary.content import summarise
from ilium.faces.summary.page import typeset, write_summary
from ilium.faces.terminal.main import main
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.library import Knowledge
from ilium.knowledge.observation import contradictions
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.schema import Question

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
SCIATICA = next(path for path in EXAMPLES if path.stem == "sciatica")
A4 = (595, 842)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def read(pdf: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The text of the page, without line breaks."""
    return " ".join(read(pdf).pages[0].extract_text().split())


def case_in(knowledge: Knowledge, path: Path) -> Case:
    return read_case(knowledge, path.read_text("utf-8"), path.name)


def answer(question: Question) -> Answer:
    """The longest answer that a question takes."""
    match question.kind:
        case Kind.NUMBER:
            return 45.0 if question.max is None or question.max >= 45 else question.max
        case Kind.CHOICE:
            return max(question.choices, key=lambda choice: len(choice.text)).id
        case Kind.CHECKLIST:
            return Ticked(frozenset(choice.id for choice in question.choices[:2]))
        case Kind.BODY_MAP:
            return Ticked(frozenset(f"{place.id}_{place.sides[0]}" for place in question.places))
        case _:
            return "no"


def everything_answered(knowledge: Knowledge) -> Case:
    asked = (q for q in knowledge.questions.values() if q.mode in ("person", "clinician"))
    told = {question.id: answer(question) for question in asked} | {"sex": "female"}
    case = drop_uncalled(knowledge, Case(answers=told, mode="clinician"))
    while clashes := contradictions(knowledge, case):
        case = case.forget(clashes[0][0])
    return case


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_each_example_is_one_page_of_a4_with_what_a_clinician_needs(knowledge: Knowledge, path: Path) -> None:
    case = case_in(knowledge, path)
    result = assess(knowledge, case)
    pdf = write_summary(knowledge, case, result)
    pages, text = read(pdf).pages, text_of(pdf)
    assert [(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pages] == [A4]
    assert result.urgency.name in text
    assert all(reason.rule in text for reason in result.urgency.reasons[:4])
    words = {word for one in result.conditions[:3] for word in one.clinical_name.split()}
    assert not [word for word in words if word not in text]
    assert knowledge.hash in text
    assert "No clinician has reviewed" in text


@pytest.mark.parametrize("case", [Case(), None], ids=["nothing answered", "everything answered"])
def test_it_is_one_page_however_little_or_much_was_answered(knowledge: Knowledge, case: Case | None) -> None:
    case = case or everything_answered(knowledge)
    pdf = write_summary(knowledge, case, assess(knowledge, case, after_emergency=True))
    assert len(read(pdf).pages) == 1


def test_in_an_emergency_the_page_says_that_causes_do_not_count_yet(knowledge: Knowledge) -> None:
    case = Case(answers={"saddle_feeling": "new"})
    text = text_of(write_summary(knowledge, case, assess(knowledge, case)))
    assert "These do not count until the emergency is ruled out" in text
    assert "a1_saddle_feeling" in text


def test_not_sure_and_not_asked_are_never_told_as_absent(knowledge: Knowledge) -> None:
    case = Case(answers={"fever": Missing.UNKNOWN, "cough_sneeze": "no"})
    told = summarise(knowledge, case, assess(knowledge, case))["told"]
    assert (len(told["unsure"]), len(told["absent"])) == (1, 1)
    assert len(told["safety_not_asked"]) > 10


def test_choices_and_numbers_are_told_and_neither_present_nor_before(knowledge: Knowledge) -> None:
    case = Case(answers={"trend": "same", "how_bad": 4.0, "saddle_feeling": "same", "fever": "new"})
    told = summarise(knowledge, case, assess(knowledge, case))["told"]
    assert [len(told[kind]) for kind in ("said", "before", "present")] == [2, 1, 1]
    assert "How has the pain changed over the last few days: It is about the same" in told["said"]
    page = text_of(write_summary(knowledge, case, assess(knowledge, case)))
    assert "Told: " in page


def test_three_examination_tests_are_named_with_how_to_do_them(knowledge: Knowledge) -> None:
    case = case_in(knowledge, SCIATICA)
    tests = summarise(knowledge, case, assess(knowledge, case))["tests"]
    assert [bool(one["name"] and one["how"]) for one in tests] == [True] * 3


def test_the_file_says_nothing_of_the_person_but_on_its_page(knowledge: Knowledge) -> None:
    case = replace(case_in(knowledge, SCIATICA), id="mrs_jones_of_elm_street")
    pdf = write_summary(knowledge, case, assess(knowledge, case))
    found = read(pdf)
    assert set(found.metadata or {}) <= {"/Title", "/Creator", "/Producer"}
    assert (found.metadata or {})["/Title"] == "Summary for a clinician"
    assert not found.attachments
    assert b"jones" not in pdf
    assert "jones" not in text_of(pdf) + str(found.xmp_metadata)


def test_the_same_case_gives_the_same_bytes(knowledge: Knowledge) -> None:
    case = case_in(knowledge, SCIATICA)
    result = assess(knowledge, case)
    assert write_summary(knowledge, case, result) == write_summary(knowledge, case, result)


@pytest.fixture(scope="module")
def summary(knowledge: Knowledge) -> dict[str, Any]:
    case = case_in(knowledge, SCIATICA)
    return summarise(knowledge, case, assess(knowledge, case))


@settings(max_examples=15)
@given(text=st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), min_size=1, max_size=40))
def test_no_text_can_be_a_command_to_the_typesetter(summary: dict[str, Any], text: str) -> None:
    told = {**summary["told"], "present": [f"#panic() #sys.inputs $x^2$ {text}"]}
    shown = text_of(typeset({**summary, "told": told})).replace(" ", "")
    assert "#panic()#sys.inputs$x^2$" in shown


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def test_the_terminal_writes_it_beside_the_report(tmp_path: Path) -> None:
    file = tmp_path / "summary.pdf"
    done = run("assess", str(SCIATICA), "--pdf", str(file))
    assert (done.exit_code, "Where the pain may come from" in done.output) == (0, True)
    assert len(pypdf.PdfReader(file).pages) == 1


def test_the_terminal_overwrites_nothing_without_being_told(tmp_path: Path) -> None:
    file = tmp_path / "summary.pdf"
    file.write_text("mine")
    assert run("assess", str(SCIATICA), "--pdf", str(file)).exit_code == 2
    assert file.read_text() == "mine"
    assert run("assess", str(SCIATICA), "--pdf", str(file), "--force").exit_code == 0
    assert file.read_bytes().startswith(b"%PDF")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run("assess", str(SCIATICA), "--pdf", str(tmp_path / "no" / "summary.pdf"))
    assert (done.exit_code, "no" in done.output) == (2, True)
