"""`ilium explain CASE CONDITION`: what it tells, in what width, and what it refuses."""

import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.faces.telling import explain_words
from ilium.faces.terminal import words
from ilium.faces.terminal.main import main
from ilium.knowledge.reading import load_knowledge

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
SCIATICA = next(path for path in EXAMPLES if path.stem == "sciatica")


def run(*args: str, stdin: str | None = None) -> Result:
    return CliRunner().invoke(main, list(args), input=stdin, catch_exceptions=False)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_explanation_fits_eighty_columns(example: Path) -> None:
    for target in ("lumbar_disc_radiculopathy", "si_joint_dysfunction"):
        lines = run("explain", str(example), target).stdout.splitlines()
        assert max(map(len, lines)) <= 80
        for head in (explain_words.SPEAKS_FOR, explain_words.SPEAKS_AGAINST, explain_words.TRAIL):
            assert head in lines


@pytest.mark.parametrize("target", ["lumbar_disc_radiculopathy", "si_joint_dysfunction"])
def test_the_json_multiplies_and_adds_up_to_what_assess_says(target: str) -> None:
    told = json.loads(run("explain", str(SCIATICA), target, "--json").stdout)
    odds = told["prior"] / (1 - told["prior"])
    for step in told["steps"]:
        odds *= step["given"] / step["otherwise"]
    assert odds / (1 + odds) == pytest.approx(told["probability"], abs=1e-9)
    way = sum(reason["log_odds"] for reason in (*told["for"], *told["against"]))
    logits = [math.log(p / (1 - p)) for p in (told["prior"], told["probability"])]
    assert way == pytest.approx(logits[1] - logits[0], abs=1e-8)
    assessed = json.loads(run("assess", str(SCIATICA), "--json").stdout)
    ranked = {one["id"]: one for one in (*assessed["families"], *assessed["conditions"])}
    assert told["probability"] == pytest.approx(ranked[target]["probability"], abs=1e-9)
    assert told["interval"] == ranked[target]["interval"]
    assert told["for"] == ranked[target].get("for", told["for"])


def test_every_number_names_its_basis_and_its_source() -> None:
    told = json.loads(run("explain", str(SCIATICA), "lumbar_disc_radiculopathy", "--json").stdout)
    sources = load_knowledge().sources
    numbers = [*told["prior_numbers"], *(number for step in told["steps"] for number in step["numbers"])]
    assert len(numbers) > 50
    for number in numbers:
        assert number["basis"] in explain_words.BASES
        assert number["role"] in explain_words.ROLES
        assert number["citations"]
        assert all(citation["source"] in sources and citation["says"] for citation in number["citations"])


def test_short_leaves_the_numbers_out() -> None:
    whole, short = (
        run("explain", str(SCIATICA), "herpes_zoster", *more).stdout for more in ([], ["--short"])
    )
    assert explain_words.NUMBERS in whole
    assert explain_words.NUMBERS not in short
    assert whole.startswith(short)


def test_a_dash_reads_standard_input() -> None:
    piped = run("explain", "-", "malignancy", "--json", stdin=SCIATICA.read_text("utf-8"))
    assert piped.stdout == run("explain", str(SCIATICA), "malignancy", "--json").stdout


def test_an_unknown_condition_is_refused_with_the_nearest() -> None:
    result = run("explain", str(SCIATICA), "piriformis")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Did you mean 'piriformis_syndrome'?" in result.stderr
    assert run("explain", str(SCIATICA), "no_such_thing_at_all").exit_code == 2


def test_a_bad_case_is_refused_with_its_place(tmp_path: Path) -> None:
    file = tmp_path / "case.yaml"
    file.write_text("answers: {fevr: no}")
    result = run("explain", str(file), "malignancy")
    assert result.exit_code == 2
    assert result.stderr.startswith(str(file))


def test_answers_that_cannot_all_be_true_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from ilium.reasoning.posterior import ImpossibleAnswersError

    def refuse(*_args: object) -> None:
        raise ImpossibleAnswersError("none")

    monkeypatch.setattr("ilium.explanation.explaining.explain", refuse)
    result = run("explain", str(SCIATICA), "malignancy")
    assert (result.exit_code, str(SCIATICA) in result.stderr) == (2, True)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_report_gives_each_source_three_lines_at_most(example: Path) -> None:
    report = run("assess", str(example), "--all").stdout
    lines = report.splitlines()
    assert max(map(len, lines)) <= 80
    start = lines.index("Where the pain may come from") + 1
    bars = [n for n, line in enumerate(lines) if line[:1] in ("█", "░")]
    assert bars[0] == start
    assert all(after - before <= 3 for before, after in pairwise(bars))


def test_an_emergency_shows_no_likely_cause_unless_asked() -> None:
    example = next(path for path in EXAMPLES if path.stem == "saddle_numbness")
    assert words.SOURCES not in run("assess", str(example)).stdout
    assert words.SOURCES in run("assess", str(example), "--all").stdout
