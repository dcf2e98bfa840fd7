"""Evaluation on hand-made cases whose figures are known, and on the cases that ship."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ilium.answers.case import Case
from ilium.answers.values import Answer, Itemised, Missing, Ticked
from ilium.faces.terminal.main import main
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.levels import Level
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge
from ilium.study.completing import complete_case
from ilium.study.evaluate import Evaluation, age_band, as_plain, evaluate
from ilium.study.figures import Nobody
from ilium.study.judging import Chance, Judged, Known, judge_case
from ilium.study.scores import score, share_of

SHIPPED = ("real", "mild", "traps", "flags", "textbook")


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="module")
def read(knowledge: Knowledge) -> Callable[[str], list[Case]]:
    def read_file(name: str) -> list[Case]:
        file = DEFAULT_REGION / "cases" / f"{name}.yaml"
        return case_reader(knowledge).read_all(file.read_text("utf-8"), file.name)

    return read_file


def judged(
    family: str | None,
    chances: dict[str, float],
    levels: tuple[str, str] = ("self_care", "self_care"),
    **more: object,
) -> Judged:
    """A case with this main cause, these probabilities, and the level given and expected."""
    also: tuple[str, ...] = more.get("also", ())  # type: ignore[assignment]
    order = sorted(chances, key=lambda f: -chances[f])
    ranked = tuple(Chance(f, chances[f]) for f in order)
    given, wanted = Level(levels[0]), Level(levels[1])
    triage = "at_level" if given is wanted else "over" if given.rank > wanted.rank else "under"
    return Judged(
        id="x",
        age=40,
        sex="female",
        expected=Known(family, family, also, wanted, None, True),
        place=order.index(family) + 1 if family in order else None,
        place_lenient=next((n for n, f in enumerate(order, 1) if f in (family, *also)), None),
        first=ranked[:3],
        urgency=given,
        triage=triage,  # type: ignore[arg-type]
        reasons=(),
        possible=True,
        chances=ranked,
    )


HAND_MADE = [
    judged("a", {"a": 0.9, "b": 0.1, "c": 0.0, "d": 0.0}),
    judged("a", {"b": 0.5, "a": 0.3, "c": 0.2, "d": 0.0}, ("routine", "self_care"), also=("b",)),
    judged("d", {"a": 0.4, "b": 0.3, "c": 0.2, "d": 0.1}, ("self_care", "urgent_same_day")),
    judged("b", {"b": 0.8, "a": 0.2, "c": 0.0, "d": 0.0}, ("emergency_now", "urgent_same_day")),
]


def test_hand_made_cases_give_the_figures_reckoned_by_hand() -> None:
    result = score(HAND_MADE)
    counted = {
        "first": (2, 4),
        "first_three": (3, 4),
        "first_lenient": (3, 4),
        "first_three_lenient": (3, 4),
        "caught": (1, 2),
        "at_home": (2, 2),
        "at_level": (1, 4),
        "over": (2, 4),
        "under": (1, 4),
    }
    assert {key: (getattr(result, key).hits, getattr(result, key).n) for key in counted} == counted
    for figure in (result.brier, result.first_probability, result.first_calibration_error):
        assert not isinstance(figure, Nobody)
    # 0.01 + 0.01; 0.49 + 0.04 (b counts as well, so it is left out); 0.16 + 0.09 + 0.04 + 0.81; 0.04 + 0.04
    assert result.brier.value == pytest.approx((0.02 + 0.53 + 1.10 + 0.08) / 4)
    assert result.first_probability.value == pytest.approx((0.9 + 0.5 + 0.4 + 0.8) / 4)
    # each first alone in its bin: right at 0.9, 0.5 and 0.8, wrong at 0.4
    assert result.first_calibration_error.value == pytest.approx((0.1 + 0.5 + 0.4 + 0.2) / 4)


def test_a_cause_that_the_knowledge_lacks_costs_one_and_is_never_right() -> None:
    result = score([judged("elsewhere", {"a": 0.5, "b": 0.0})])
    assert (result.first.hits, result.first_three.hits) == (0, 0)
    assert result.brier.value == pytest.approx(1.25)


def test_wilson_interval_of_eight_in_ten() -> None:
    share = share_of([True] * 8 + [False] * 2)
    assert (share.hits, share.n, share.share) == (8, 10, 0.8)
    assert share.low == pytest.approx(0.4902, abs=1e-4)
    assert share.high == pytest.approx(0.9433, abs=1e-4)


def test_a_share_of_nobody_is_no_number() -> None:
    assert share_of([]).share is None


def test_interviewed_reads_unstated_safety_as_no_and_the_rest_as_not_sure(knowledge: Knowledge) -> None:
    case = Case(answers={"age": 75.0, "sex": "male", "where_it_hurts": Itemised({"groin_left": "yes"})})
    full = complete_case(knowledge, case)
    assert full.answer_to("saddle_feeling") == "no"
    assert full.answer_to("small_fall") == "no", "called up by the age"
    assert set(full.answer_to("health_history").items.values()) == {"no"}  # type: ignore[union-attr]
    assert full.answer_to("how_long") is Missing.UNKNOWN
    places = full.answer_to("where_it_hurts")
    assert isinstance(places, Itemised)
    assert (places.items["groin_left"], places.items["groin_right"]) == ("yes", "unknown")
    assert full.answer_to("straight_leg_raise_test") is Missing.NOT_ASKED


def test_interviewed_invents_no_follow_up_and_changes_nothing_stated(knowledge: Knowledge) -> None:
    stated: dict[str, Answer] = {
        "leg_weakness": "new",
        "fever": Missing.UNKNOWN,
        "eased_by": Ticked(frozenset()),
    }
    full = complete_case(knowledge, Case(answers=stated))
    assert full.answer_to("weakness_kind") is Missing.NOT_ASKED
    assert {q: full.answer_to(q) for q in stated} == stated


def test_as_stated_is_never_less_urgent_than_interviewed_where_safety_is_unstated(
    knowledge: Knowledge, read: Callable[[str], list[Case]]
) -> None:
    result = evaluate(knowledge, read("real"))
    for stated, interviewed in zip(result.as_stated.cases, result.interviewed.cases, strict=True):
        assert stated.urgency.rank >= interviewed.urgency.rank, stated.id


@pytest.mark.parametrize("name", SHIPPED)
def test_shipped_cases_read_cleanly_and_name_what_exists(
    name: str, knowledge: Knowledge, read: Callable[[str], list[Case]]
) -> None:
    cases = read(name)
    assert len({case.id for case in cases}) == len(cases)
    assert all(case.expected for case in cases)
    result = evaluate(knowledge, cases)
    assert not [c.id for c in result.interviewed.cases if c.expected.diagnosis and not c.expected.listed]
    assert all(c.possible for c in (*result.as_stated.cases, *result.interviewed.cases))


def test_nine_in_ten_mild_cases_are_left_at_home_and_at_their_level(
    knowledge: Knowledge, read: Callable[[str], list[Case]]
) -> None:
    overall = evaluate(knowledge, read("mild")).as_stated.overall
    assert overall.n >= 20
    assert overall.at_home.hits == overall.at_home.n
    assert overall.at_level.hits >= 0.9 * overall.at_level.n


def test_mild_cases_answer_every_safety_question(
    knowledge: Knowledge, read: Callable[[str], list[Case]]
) -> None:
    for case in read("mild"):
        assert "safety_not_asked" not in judge_case(knowledge, case, "x").reasons, case.id


def test_every_real_emergency_is_one(knowledge: Knowledge, read: Callable[[str], list[Case]]) -> None:
    cases = evaluate(knowledge, read("real")).interviewed.cases
    emergencies = [case for case in cases if case.expected.urgency is Level.EMERGENCY_NOW]
    assert emergencies
    assert all(case.urgency is Level.EMERGENCY_NOW for case in emergencies)


def test_groups_hold_every_case_once(knowledge: Knowledge, read: Callable[[str], list[Case]]) -> None:
    result: Evaluation = evaluate(knowledge, read("real"))
    for groups in (result.interviewed.by_age, result.interviewed.by_sex, result.interviewed.by_condition):
        assert sum(group.score.n for group in groups) == result.n
    assert [age_band(age) for age in (None, 39.9, 40, 60, 75)] == [
        "unknown", "under 40", "40 to 59", "60 to 74", "75 and over",
    ]  # fmt: skip


def test_the_same_cases_give_the_same_bytes(knowledge: Knowledge, read: Callable[[str], list[Case]]) -> None:
    first, again = (json.dumps(as_plain(evaluate(knowledge, read("textbook")))) for _ in range(2))
    assert first == again


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(main, ["study", "evaluate", *args], input=text, catch_exceptions=False)


def test_the_command_prints_tables_within_eighty_columns() -> None:
    for name in ("real", "mild"):
        result = run(str(DEFAULT_REGION / "cases" / f"{name}.yaml"))
        assert result.exit_code == 0
        assert max(map(len, result.stdout.splitlines())) <= 80
        assert "… unambiguous" in result.stdout


@pytest.mark.parametrize("by", ["age", "sex", "condition"])
def test_each_group_is_printed_with_every_figure_within_eighty_columns(by: str) -> None:
    file = str(DEFAULT_REGION / "cases" / "real.yaml")
    result = run(file, "--by", by)
    assert max(map(len, result.stdout.splitlines())) <= 80
    groups = json.loads(run(file, "--json").stdout)["interviewed"][f"by_{by}"]
    told = [(group["name"], str(group["score"]["n"])) for group in groups]
    assert re.findall(r"^(\S.*) \(n (\d+)\)$", result.stdout, re.MULTILINE) == told
    assert result.stdout.count("Calibration error ") >= len(groups)
    assert ("too few)" in result.stdout) == any(0 < group["score"]["brier"]["n"] < 5 for group in groups)


@pytest.mark.parametrize("more", [["--json"], ["--html", "page.html"]])
def test_groups_in_the_terminal_and_another_form_at_once_are_refused(
    more: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("-", "--by", "age", *more, text="[{id: a, answers: {}, expected: {diagnosis: unlisted}}]")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Leave --by out" in result.stderr
    assert not list(tmp_path.iterdir())


def test_the_command_prints_json() -> None:
    plain = json.loads(run(str(DEFAULT_REGION / "cases" / "real.yaml"), "--json").stdout)
    assert plain["n"] == len(plain["interviewed"]["cases"]) == 34
    assert set(plain["interviewed"]) == {
        "overall", "unambiguous", "by_age", "by_sex", "by_condition", "cases",
    }  # fmt: skip
    assert {"hits", "n", "share", "low", "high"} == set(plain["as_stated"]["overall"]["first"])
    for group in plain["interviewed"]["by_condition"]:
        brier, n = group["score"]["brier"], group["score"]["n"]
        assert (brier["low"] is None) == (n < 5), group["name"]
        error = group["score"]["first_calibration_error"]
        assert set(error) == {"value", "n", "by_chance", "by_chance_up_to"}
        assert error["by_chance"] <= error["by_chance_up_to"]


def test_a_cause_that_the_knowledge_lacks_is_told() -> None:
    result = run("-", text="[{id: a, answers: {}, expected: {diagnosis: unlisted}}]")
    assert "unlisted (not in the knowledge)" in result.stdout


@pytest.mark.parametrize("text", ["[]", "[{id: a, answers: {}}]", "answers: {how_long: never}"])
def test_cases_that_cannot_be_judged_are_refused(text: str) -> None:
    result = run("-", text=text)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "<standard input>" in result.stderr


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    result = run(str(tmp_path / "none.yaml"))
    assert (result.exit_code, "no such file" in result.stderr) == (2, True)
