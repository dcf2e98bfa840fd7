"""Check-ins and clearings in a case file: what is read, written back, and refused."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ilium.answers.case_writer import write_case
from ilium.documents.problems import BadDocumentError
from ilium.faces.schemas import schema_of
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge

FIRST = date(2026, 11, 2)
CASE = """
start: 2026-11-02
today: 2026-11-20
age: 44
answers: {how_bad: 6}
check_ins:
  - date: 2026-11-04
    answers: {fever: new, fever_kind: still_feverish}
  - date: 2026-11-16
    answers: {fever: no}
cleared:
  - {rule: c10_fever, date: 2026-11-05, test: "blood test and scan"}
"""


def refusals(text: str) -> list[str]:
    """What is said of a case that is refused, line by line."""
    with pytest.raises(BadDocumentError) as caught:
        read_case(load_knowledge(), text, "case.yaml")
    return [str(problem) for problem in caught.value.problems]


def test_check_ins_are_read_in_their_order_with_what_was_cleared() -> None:
    case = read_case(load_knowledge(), CASE.replace("still_feverish", first_kind()))
    assert [one.date.day for one in case.check_ins] == [4, 16]
    assert case.check_ins[0].answers["fever"] == "new"
    assert [(one.rule, one.test) for one in case.cleared] == [("c10_fever", "blood test and scan")]
    assert case.start == FIRST


def first_kind() -> str:
    return load_knowledge().forms["fever_kind"].words[0]


@given(gaps=st.lists(st.integers(0, 40), max_size=5), word=st.sampled_from(["no", "new", "same", "unknown"]))
def test_a_case_with_check_ins_reads_back_as_it_was_written(gaps: list[int], word: str) -> None:
    days = [FIRST + timedelta(days=sum(gaps[: n + 1])) for n in range(len(gaps))]
    lines = "".join(f"  - {{date: {day}, answers: {{saddle_feeling: {word}}}}}\n" for day in days)
    text = f"start: {FIRST}\nage: 40\n" + (f"check_ins:\n{lines}" if days else "")
    case = read_case(load_knowledge(), text)
    assert read_case(load_knowledge(), write_case(case)) == case


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("check_ins: [{date: 2026-11-09}, {date: 2026-11-04}]", 1, "stands after the one of 2026-11-09"),
        ("start: 2026-11-05\ncheck_ins: [{date: 2026-11-04}]", 2, "before the start, 2026-11-05"),
        ("today: 2026-11-05\ncheck_ins: [{date: 2026-11-06}]", 2, "after 'today', 2026-11-05"),
        ("start: 2026-11-06\ntoday: 2026-11-05", 1, "starts on 2026-11-06"),
        ("check_ins: [{date: soon}]", 1, "date"),
        ("check_ins: [{answers: {}}]", 1, "date"),
        ("check_ins: [{date: 2026-11-04, answers: {fevr: no}}]", 1, "Did you mean 'fever'?"),
        ("check_ins: [{date: 2026-11-04, answers: {fever: yes}}]", 1, "Is it 'new'"),
        ("cleared: [{rule: c10_fevr, date: 2026-11-04, test: scan}]", 1, "Did you mean 'c10_fever'?"),
        ("cleared: [{rule: c10_fever, date: 2026-11-04}]", 1, "test"),
        ("start: 2026-11-05\ncleared: [{rule: c10_fever, date: 2026-11-04, test: s}]", 2, "before"),
        ("cleared: [{rule: c10_fever, date: 2999-11-04, test: s}]", 1, "nothing in the case says"),
        (
            "check_ins: [{date: 2026-11-07}]\ncleared: [{rule: c10_fever, date: 2026-11-08, test: s}]",
            2,
            "The last day it names is 2026-11-07.",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_place_with_one_clear_message(
    text: str, line: int, said: str
) -> None:
    first = refusals(text)[0]
    assert said in first and first.startswith(f"case.yaml:{line}:")


def test_answers_of_one_check_in_that_contradict_each_other_are_refused() -> None:
    kind = first_kind()
    text = f"check_ins: [{{date: 2026-11-04, answers: {{fever: no, fever_kind: {kind}}}}}]"
    assert "tells more of 'fever: new'" in refusals(text)[0]


def test_the_json_schema_of_a_case_names_check_ins_and_clearings() -> None:
    schema = schema_of("case")
    assert {"start", "check_ins", "cleared"} <= schema["properties"].keys()
    assert schema["$defs"]["CheckInDocument"]["required"] == ["date"]
