"""The network held against the literature: the arithmetic, the judgement, and the shipped knowledge."""

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from ilium.faces.terminal.main import main
from ilium.knowledge.library import Knowledge
from ilium.knowledge.numbers import Entry
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.studies import Figure, Study
from ilium.reasoning.engine import network_for
from ilium.reasoning.network import Person
from ilium.reasoning.posterior import infer
from ilium.study.calibrate import calibrate, hanley_mcneil, wilson
from ilium.study.calibration_plot import plot
from ilium.study.expected import area, group_chances

CLUSTER = ("thigh_thrust_positive", "distraction_positive", "compression_positive")


def figure(**changes: object) -> dict[str, object]:
    whole = {
        "signs": ["thigh_thrust_positive"],
        "measure": "sensitivity",
        "among": "cases",
        "value": 0.6,
        "n": 20,
        "place": "abstract",
        "says": "something",
    }
    return {key: value for key, value in (whole | changes).items() if value is not None}


def study(*figures: dict[str, object], **people: dict[str, float]) -> Study:
    groups = people or {"cases": {"si_joint_hypomobility": 1.0}}
    return Study.model_validate(
        {
            "id": "figures_made_up",
            "source": "tonosu2018",
            "setting": "nowhere",
            "people": {name: {"conditions": mix, "why": "made up"} for name, mix in groups.items()},
            "figures": list(figures),
        }
    )


def with_studies(*studies: Study) -> Knowledge:
    return replace(load_knowledge(), studies={one.id + str(n): one for n, one in enumerate(studies)})


def standing(*figures: dict[str, object]) -> list[str]:
    return [row.standing for row in calibrate(with_studies(study(*figures))).rows]


def test_wilson_agrees_with_the_textbook_and_stays_within_bounds() -> None:
    assert wilson(0.1, 10) == pytest.approx((0.017876, 0.404150), abs=1e-5)
    assert wilson(0.0, 10)[0] == 0
    assert wilson(1.0, 10)[1] == pytest.approx(1)


def test_an_area_has_a_narrower_interval_with_more_people() -> None:
    few, many = hanley_mcneil(0.73, 50), hanley_mcneil(0.73, 500)
    assert few[0] < many[0] < 0.73 < many[1] < few[1]
    assert many == pytest.approx((0.686, 0.774), abs=1e-3)


def test_the_area_is_the_chance_to_rank_two_people_rightly() -> None:
    rng = np.random.default_rng(1)
    among, against = (chances / chances.sum() for chances in rng.random((2, 6)))
    ratio = among / against
    pairs = product(range(6), range(6))
    right = sum(
        among[a] * against[b] * (1.0 if ratio[a] > ratio[b] else 0.5 if ratio[a] == ratio[b] else 0.0)
        for a, b in pairs
    )
    assert area(among, against) == pytest.approx(right)


def test_a_group_of_one_condition_gives_what_the_posterior_gives_by_bayes() -> None:
    """P(all three tests | one condition alone), read off the posterior odds of worlds with one condition."""
    knowledge = load_knowledge()
    people = study(figure()).people["cases"]
    group = group_chances(knowledge, people, study(figure(signs=list(CLUSTER))).figures[0].signs)
    network = network_for(knowledge, Person())
    alone = [s for s, row in enumerate(network.worlds.members) if row.sum() == 1]
    single = replace(network, prior=np.isin(np.arange(len(network.prior)), alone) / len(alone))
    k = network.model.conditions.index("si_joint_hypomobility")
    other = network.model.conditions.index("nonspecific_low_back_pain")
    seen = infer(single, dict.fromkeys(CLUSTER, (1.0, 0.0))).conditions
    against = study(figure(), cases={"nonspecific_low_back_pain": 1.0}).people["cases"]
    theirs = group_chances(knowledge, against, study(figure(signs=list(CLUSTER))).figures[0].signs)
    assert group.chance[group.seen.all(axis=1)][0] / theirs.chance[theirs.seen.all(axis=1)][
        0
    ] == pytest.approx(seen[k] / seen[other])


def test_people_chosen_for_a_sign_all_have_it() -> None:
    knowledge = load_knowledge()
    chosen = study(figure()).people["cases"].model_copy(update={"having": study(figure()).figures[0].signs})
    group = group_chances(knowledge, chosen, study(figure()).figures[0].signs)
    assert group.chance[group.seen.all(axis=1)].sum() == pytest.approx(1)


def test_a_figure_is_inside_between_excused_or_outside() -> None:
    model = calibrate(with_studies(study(figure()))).rows[0].model
    low, high = figure(value=0.01, n=500), figure(value=0.99, n=500)
    assert 0.1 < model < 0.9
    assert standing(figure(value=round(model, 3), n=50)) == ["inside"]
    assert standing(low) == ["outside"]
    assert standing({**low, "excuse": "they were asked at night"}) == ["excused"]
    assert standing(low, high) == ["between", "between"]


def test_what_safety_questions_ask_for_takes_no_excuse_and_excuses_are_few() -> None:
    odd = figure(signs=["saddle_numbness"], value=0.99, n=500, excuse="because")
    faults = calibrate(with_studies(study(odd))).faults
    assert any("safety question" in fault for fault in faults)
    assert any("at most 10%" in fault for fault in faults)


@pytest.mark.parametrize(
    "changes",
    [
        {"n": None},
        {"counts": [1, 2]},
        {"measure": "lr_positive"},
        {"against": "others"},
        {"measure": "odds_ratio", "against": "others", "n": 10},
        {"at_least": 2},
        {"among": "nobody"},
    ],
)
def test_a_figure_without_its_spread_or_its_people_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"'(n|value|counts|against|at_least)'|no group"):
        study(figure(**changes))


def test_the_plot_has_a_dot_for_each_figure() -> None:
    drawn = plot(calibrate(with_studies(study(figure(), figure(value=0.2)))))
    assert drawn.count("<circle") == 2 + 4
    assert drawn.endswith("</svg>\n")


def test_every_study_row_is_an_entry_with_a_source_that_was_read() -> None:
    knowledge = load_knowledge()
    assert sum(len(one.figures) for one in knowledge.studies.values()) >= 120
    assert all(knowledge.sources[one.source].read != "none" for one in knowledge.studies.values())
    assert issubclass(Figure, Entry)


def test_no_published_figure_lies_outside_without_a_written_reason() -> None:
    found = calibrate(load_knowledge())
    outside = [f"{row.study} {row.signs}: {row.model:.3g}" for row in found.rows if row.standing == "outside"]
    assert not outside
    assert not found.faults
    assert found.passed


def test_clusters_tell_as_little_as_published() -> None:
    """Dependence: answers that go together are not counted as if each were news."""
    rows = {(row.study, row.measure, row.published): row.model for row in calibrate(load_knowledge()).rows}
    assert rows["figures_konstantinou2012", "auc", 0.73] < 0.775
    assert rows["figures_verwoerd2014", "auc", 0.65] < 0.71
    assert rows["figures_saueressig2021", "lr_positive", 2.13] < 3.2


@pytest.mark.parametrize(("value", "code"), [("0.58", 0), ("0.99", 1)])
def test_the_command_says_by_its_exit_code_whether_all_is_well(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str, code: int
) -> None:
    one = with_studies(study(figure(value=float(value), n=25)))
    monkeypatch.setattr("ilium.knowledge.reading.load_knowledge", lambda: one)
    result = CliRunner().invoke(
        main, ["knowledge", "calibrate", "--json", "--svg", str(tmp_path / "dots.svg")]
    )
    assert result.exit_code == code
    told = json.loads(result.stdout)
    assert told["passed"] is (code == 0)
    assert told["figures"][0]["published"] == float(value)
    assert (tmp_path / "dots.svg").read_text("utf-8").startswith("<svg")


def test_the_sums_stand_first_and_then_the_figures_with_the_worst_before_the_others() -> None:
    told = CliRunner().invoke(main, ["knowledge", "calibrate"]).stdout.splitlines()
    assert "published figures" in told[told.index("") - 1]
    standings = [line.split()[0] for line in told[told.index("") + 1 :]]
    worst_first = ["outside", "excused", "between", "inside"]
    assert standings == sorted(standings, key=worst_first.index)
    assert len(standings) > 200
