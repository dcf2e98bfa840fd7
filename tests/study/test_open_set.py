"""The open benchmark: what is written out, and how a tool's answers are scored."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal.main import main
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.evaluate import evaluate
from ilium.study.open_set import (
    OpenCase,
    ToolAnswer,
    ToolAnswers,
    answer_ourselves,
    families_named,
    open_cases,
    score_tool,
)


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(knowledge: Knowledge) -> tuple[OpenCase, ...]:
    return open_cases(knowledge)


@pytest.fixture(scope="module")
def own(knowledge: Knowledge, cases: tuple[OpenCase, ...]) -> ToolAnswers:
    return answer_ourselves(knowledge, cases)


def test_our_own_answers_score_as_our_own_evaluation(
    knowledge: Knowledge, cases: tuple[OpenCase, ...], own: ToolAnswers
) -> None:
    real = next(one.score for one in score_tool(knowledge, cases, own) if one.name == "real")
    told = evaluate(knowledge, [c.case for c in cases if c.set == "real"]).interviewed.overall
    for key in ("first", "first_three", "first_lenient", "caught", "at_home", "at_level", "over", "under"):
        assert getattr(real, key) == getattr(told, key), key


def perfect(cases: tuple[OpenCase, ...]) -> dict[str, ToolAnswer]:
    return {
        case.id: ToolAnswer(
            causes=(case.expected.diagnosis,) if case.expected.diagnosis else (),
            urgency=case.expected.urgency,
        )
        for case in cases
    }


def test_a_perfect_tool_is_perfect_and_a_silent_one_is_never_right(
    knowledge: Knowledge, cases: tuple[OpenCase, ...]
) -> None:
    right = score_tool(knowledge, cases, ToolAnswers(tool="perfect", answers=perfect(cases)))
    wrong = score_tool(knowledge, cases, ToolAnswers(tool="silent", answers={}))
    for best, worst in zip(right, wrong, strict=True):
        for key in ("first", "caught", "at_home", "at_level"):
            assert getattr(best.score, key).hits == getattr(best.score, key).n, (best.name, key)
            assert getattr(worst.score, key).hits == 0, (worst.name, key)
        assert (best.unanswered, worst.unanswered) == (0, worst.score.n)


def test_a_cause_may_be_an_id_a_family_or_a_code(knowledge: Knowledge) -> None:
    assert families_named(knowledge, "si_joint_hypermobility") == {"si_joint_dysfunction"}
    assert families_named(knowledge, "si_joint_dysfunction") == {"si_joint_dysfunction"}
    code = next(c.code for c in knowledge.conditions["herpes_zoster"].codes if c.system == "icd10cm")
    assert "herpes_zoster" in families_named(knowledge, code)
    assert "herpes_zoster" in families_named(knowledge, code[:3].lower())
    assert families_named(knowledge, code[:2]) == frozenset()
    assert families_named(knowledge, "a pulled muscle") == frozenset()


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["study", "benchmark", *args], input=text, catch_exceptions=False)


def test_what_is_written_out_can_be_scored_and_keeps_the_key_out_of_the_stories(tmp_path: Path) -> None:
    assert run("--write", str(tmp_path / "set")).exit_code == 0
    stories: list[dict[str, Any]] = json.loads((tmp_path / "set/cases.json").read_text("utf-8"))
    key = json.loads((tmp_path / "set/key.json").read_text("utf-8"))
    assert [one["id"] for one in stories] == list(key)
    assert {name for one in stories for name in one} == {"id", "set", "story"}
    assert all(one["story"] for one in stories)
    scored = run(str(tmp_path / "set/answers_ilium.json"), "--json")
    assert json.loads(scored.stdout) == json.loads(run("--json").stdout)
    assert "CC BY 4.0" in (tmp_path / "set/README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            '{"tool": "x", "answers": {"case_01": {}}}',
            "the benchmark has no case 'case_01'. Did you mean 'case_0",
        ),
        ('{"tool": "x", "answers": {"case_001": {"urgency": "soon"}}}', "urgency"),
        ('{"tool": "x", "answers": {"case_001": {"cause": []}}}', "'cause' is not a key"),
        ('{"answers": {}}', "tool"),
        ("[1", "standard input"),
    ],
)
def test_answers_that_cannot_be_scored_are_refused_with_their_place(text: str, complaint: str) -> None:
    result = run("-", text=text)
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("--write", str(tmp_path / "file/under"))
    assert result.exit_code == 2
    assert "not a folder" in result.stderr


def test_the_table_fits_and_names_its_sources() -> None:
    lines = run().output.splitlines()
    assert max(map(len, lines)) <= 80
    assert any("Semigran" in line for line in lines)
