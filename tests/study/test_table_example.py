"""The table that the how-to shows is a real one, and what it says of columns holds for today's rules."""

from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from ilium.answers.values import Missing
from ilium.faces.terminal.main import main
from ilium.faces.terminal.score_words import LEVELS
from ilium.knowledge.expressions import Answered
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.safety.evaluation import leaves

HOW_TO = (Path(__file__).parents[2] / "docs/how-to/simulate-and-score.md").read_text("utf-8")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def score(folder: Path) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    arguments = ["study", "score", "people.parquet", "scores.parquet", "--workers", "1"]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    names = ("scores.parquet", "scores.rejects.parquet")
    scores, rejects = (pq.read_table(folder / name).to_pylist() for name in names)
    return scores, rejects


def test_the_table_of_the_how_to_is_scored_as_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (program,) = re.findall(r"```python\n(.*?)```", HOW_TO, re.DOTALL)
    exec(compile(program, "the how-to", "exec"), {})
    scores, rejects = score(tmp_path)
    assert not rejects
    told = re.findall(r"^\| `([a-d])` \|.*\| `(\w+)` \|$", HOW_TO, re.MULTILINE)
    assert [(row["id"], row["urgency"]) for row in scores] == told
    assert len(told) == 4


def test_a_number_as_text_says_what_the_number_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    told = []
    for values in (["20", "7.5", None], [20.0, 7.5, None], pa.array(["20", "7.5", None]).dictionary_encode()):
        pq.write_table(pa.table({"age": [40, 40, 40], "how_long": values}), "people.parquet")
        told.append(score(tmp_path))
    assert told[0] == told[1] == told[2]
    assert (len(told[0][0]), told[0][1]) == (3, [])


def test_text_that_is_no_number_is_set_aside_and_the_numbers_beside_it_are_not_blamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {"age": ["40", "40", "40", "200"], "how_long": ["3 weeks", "-4", "1e3", "unknown"]}
    pq.write_table(pa.table(columns), "people.parquet")
    scores, rejects = score(tmp_path)
    reasons = [str(row["reason"]) for row in rejects]
    assert not scores
    assert "'3 weeks'" in reasons[0] and "'1e3'" in reasons[2]
    assert all("'age'" not in reason for reason in reasons[:3])
    assert "-4 is not possible for 'how_long'" in reasons[1]
    assert "200 is not possible for 'age'" in reasons[3]


def lenient(knowledge: Knowledge, than: Missing) -> set[str]:
    """The ordinary questions where a rule heeds *unknown* and passes over another way not to know."""
    return {
        leaf.question
        for rule in knowledge.red_flags.values()
        for leaf in leaves(knowledge, rule.when)
        if isinstance(leaf, Answered) and Missing.UNKNOWN in leaf.is_ and than not in leaf.is_
        if not (question := knowledge.questions[leaf.question]).safety and question.mode == "person"
    }


def test_the_how_to_names_each_question_where_a_null_raises_less_than_unknown(knowledge: Knowledge) -> None:
    named = re.search(r"other way round in five columns: (.*?)\.", HOW_TO, re.DOTALL)
    assert named
    assert set(re.findall(r"`(\w+)`", named[1])) == lenient(knowledge, Missing.NOT_ASKED)
    assert lenient(knowledge, Missing.DECLINED) == {"how_long"}


def test_the_reference_names_each_level_as_it_is_printed_and_as_it_is_written() -> None:
    reference = (Path(__file__).parents[2] / "docs/reference/terminal.md").read_text("utf-8")
    for level, printed in LEVELS.items():
        assert f"| {printed} | `{level}` |" in reference


def test_true_is_an_answer_to_a_plain_question_and_none_where_it_may_be_new_or_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    columns = {
        "age": [40, 40, 40, 40],
        "fever": [True, False, None, False],
        "hip_clicks": [None, True, False, None],
    }
    pq.write_table(pa.table(columns), "people.parquet")
    scores, rejects = score(tmp_path)
    assert [row["row"] for row in scores] == [1, 2, 3]
    assert "'new' with this pain" in str(rejects[0]["reason"])
