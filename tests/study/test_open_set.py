"""The open benchmark: what is written out, and how a tool's answers are scored."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ilium.faces.terminal.main import main
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.evaluate import evaluate
from ilium.study.open_set import (
    STORIES,
    OpenCase,
    Story,
    ToolAnswer,
    ToolAnswers,
    ToolScore,
    answer_ourselves,
    open_cases,
    score_tool,
)
from ilium.study.open_set_causes import codes_named, families_named
from ilium.study.scores import Score


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def cases(knowledge: Knowledge) -> tuple[OpenCase, ...]:
    return open_cases(knowledge)


def real(scored: ToolScore) -> Score:
    return next(one.score for one in scored.sets if one.name == "real")


@pytest.mark.parametrize("story", STORIES)
def test_our_own_answers_score_as_our_own_evaluation(
    knowledge: Knowledge, cases: tuple[OpenCase, ...], story: Story
) -> None:
    ours = real(score_tool(knowledge, cases, answer_ourselves(knowledge, cases, story)))
    evaluation = evaluate(knowledge, [c.case for c in cases if c.set == "real"])
    told = getattr(evaluation, story).overall
    for key in ("first", "first_three", "first_lenient", "caught", "at_home", "at_level", "over", "under"):
        assert getattr(ours, key) == getattr(told, key), key


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
    for best, worst in zip(right.sets, wrong.sets, strict=True):
        for key in ("first", "caught", "at_home", "at_level"):
            assert getattr(best.score, key).hits == getattr(best.score, key).n, (best.name, key)
            assert getattr(worst.score, key).hits == 0, (worst.name, key)
        assert (best.unanswered, worst.unanswered) == (0, worst.score.n)


def test_one_broad_code_for_every_case_does_not_beat_an_honest_tool(
    knowledge: Knowledge, cases: tuple[OpenCase, ...]
) -> None:
    cases = tuple(case for case in cases if case.set == "real")
    honest = real(score_tool(knowledge, cases, answer_ourselves(knowledge, cases, "as_stated")))
    rows = codes_named(knowledge)
    categories = {row.code[:3] for row in rows if row.code[3:4] != "-"}
    for code in sorted({*categories, *(row.code for row in rows)}):
        answers = {case.id: ToolAnswer(causes=(code,)) for case in cases}
        always = real(score_tool(knowledge, cases, ToolAnswers(tool="parrot", answers=answers)))
        assert 2 * always.first.hits < honest.first.hits, code
        assert 2 * always.first_three.hits < honest.first_three.hits, code
        if len(families_named(knowledge, code)) > 1:
            assert always.first.hits == 0, code


def test_a_right_broad_code_counts_among_the_first_three_and_is_told(
    knowledge: Knowledge, cases: tuple[OpenCase, ...]
) -> None:
    (case,) = [case for case in cases if case.id == "case_024"]
    assert case.expected.family == "si_joint_dysfunction"
    for causes, first, first_three, broad in [
        (("M53.3",), 1, 1, 0),
        (("M46.1",), 0, 1, 1),
        (("M46.1", "M53.3"), 0, 1, 1),
        (("M53.3", "M46.1"), 1, 1, 0),
        (("G57.0", "M46.1"), 0, 1, 0),
        (("G57.0", "B02", "M46.1"), 0, 0, 0),
        (("G57.01", "Piriformis syndrome", "M53.3"), 0, 1, 0),
    ]:
        told = ToolAnswers(tool="x", answers={case.id: ToolAnswer(causes=causes)})
        scored = next(one for one in score_tool(knowledge, [case], told).sets if one.name == "real")
        counted = (scored.score.first.hits, scored.score.first_three.hits, scored.broad)
        assert counted == (first, first_three, broad), causes


def test_the_stories_differ_only_in_danger_signs_answered_no(cases: tuple[OpenCase, ...]) -> None:
    differ = 0
    for case in cases:
        added = set(case.interviewed) - set(case.as_stated)
        lost = set(case.as_stated) - set(case.interviewed)
        whole = {line for line in added if line.endswith(": no")}
        lists = {line.split("?")[0].split(":")[0] for line in added - whole}
        assert {line.split("?")[0].split(":")[0] for line in lost} <= lists, case.id
        assert all("not " in line or "none of these" in line for line in added - whole), case.id
        assert not any("not asked" in line or line.endswith(": unknown") for line in added), case.id
        differ += bool(added)
    assert differ > 20


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["study", "benchmark", *args], input=text, catch_exceptions=False)


def test_what_is_written_out_can_be_scored_and_keeps_the_key_out_of_the_stories(tmp_path: Path) -> None:
    assert run("--write", str(tmp_path / "set")).exit_code == 0
    stories: list[dict[str, Any]] = json.loads((tmp_path / "set/cases.json").read_text("utf-8"))
    key = json.loads((tmp_path / "set/key.json").read_text("utf-8"))
    assert [one["id"] for one in stories] == list(key)
    assert {name for one in stories for name in one} == {"id", "set", *STORIES}
    assert all(one[story] for one in stories for story in STORIES)
    both = json.loads(run("--json").stdout)["results"]
    assert [one["story"] for one in both] == list(STORIES)
    for story, ours in zip(STORIES, both, strict=True):
        scored = run(str(tmp_path / f"set/answers_ilium_{story}.json"), "--json")
        assert json.loads(scored.stdout)["results"] == [ours]


def test_who_reads_how_to_take_part_finds_all_that_the_scorer_reads(
    knowledge: Knowledge, tmp_path: Path
) -> None:
    assert run("--write", str(tmp_path)).exit_code == 0
    told = (tmp_path / "README.md").read_text("utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/" in told
    assert {file.name for file in tmp_path.iterdir()} - {"README.md"} <= set(
        re.findall(r"`([a-z_.]+)`", told)
    )
    for level in Level:
        assert f"| `{level.value}` |" in told
    for cause in json.loads((tmp_path / "causes.json").read_text("utf-8")):
        for word in (cause["family"], *cause["conditions"], *cause["conditions"].values(), *cause["codes"]):
            if not re.fullmatch(r"C..-C..", word):
                assert families_named(knowledge, word) == {cause["family"]}, word


def test_the_example_of_how_to_take_part_is_scored_beside_ourselves(tmp_path: Path) -> None:
    assert run("--write", str(tmp_path)).exit_code == 0
    example = re.search(r"```json\n(.*?)```", (tmp_path / "README.md").read_text("utf-8"), re.S)
    assert example is not None
    results = json.loads(run("-", "--json", text=example[1]).stdout)["results"]
    assert [(one["tool"], one["story"]) for one in results] == [
        ("Your tool", "as_stated"),
        ("Ilium", "as_stated"),
    ]
    assert not results[0]["strange"]


def test_causes_that_cannot_be_read_are_named_and_broad_ones_told() -> None:
    text = '{"tool": "x", "answers": {"case_024": {"causes": ["M46.1", "zzz"]}, "case_025": {"causes": []}}}'
    told = " ".join(run("-", text=text).output.split())
    assert "none of ours, and so count as wrong: 1 (zzz)" in told
    assert "stand in a later place: real 1; real, unambiguous 1." in told
    assert "Not answered, and so counted as wrong: real 32;" in told


def test_answers_can_be_scored_and_the_set_written_at_once(tmp_path: Path) -> None:
    result = run("-", "--json", "--write", str(tmp_path), text='{"tool": "x", "answers": {}}')
    assert json.loads(result.stdout)["results"][0]["tool"] == "x"
    assert (tmp_path / "key.json").exists()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (
            '{"tool": "x", "answers": {"case_01": {}}}',
            "<standard input>:1:38: the benchmark has no case 'case_01'. Did you mean 'case_0",
        ),
        ('{"tool": "x", "answers": {"case_001": {"causes": ["a" "b"]}}}', "1:55: this is not valid JSON"),
        ('{\n "tool": "x",\n "answers": {},\n}', "this is not valid JSON"),
        ('{"tool": "x", "answers": {"case_001": {"causes": "M54.16"}}}', "1:50: 'causes': a list is wanted"),
        ('{"tool": "x", "story": "stated", "answers": {}}', "Did you mean 'as_stated'?"),
        ('{"tool": "x", "answers": {"case_001": {}, "case_001": {}}}', "stands here twice"),
        ('{"a": ' * 100_000, "levels deep"),
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
