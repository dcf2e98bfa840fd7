"""`ilium knowledge` and `ilium schema`: lists, single concepts, the check, and the schemas."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from ilium.documents.yaml_text import read_yaml
from ilium.faces.schemas import SCHEMAS, schema_of
from ilium.faces.terminal.main import main
from ilium.knowledge.forms import form_of
from ilium.knowledge.library import FOLDERS
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge

EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
QUESTION_KEYS = ["id", "kind", "text", "why", "mode", "safety", "unit", "min", "max", "choices", "findings"]


def run(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


@pytest.mark.parametrize("kind", ["questions", "conditions", "findings", "sources", "structures"])
def test_every_list_has_every_concept(kind: str) -> None:
    ids = list(load_knowledge().concepts(kind))
    assert [row["id"] for row in json.loads(run("knowledge", kind, "--json").stdout)] == ids
    text = run("knowledge", kind).stdout
    assert ids[0] in text
    assert max(map(len, text.splitlines())) <= 80


def test_questions_have_the_keys_that_were_promised() -> None:
    questions = json.loads(run("knowledge", "questions", "--json").stdout)
    for question in questions:
        assert list(question) == QUESTION_KEYS
        jsonschema.validate(question, schema_of("question"))
    fever = next(question for question in questions if question["id"] == "fever")
    assert (fever["kind"], fever["safety"]) == ("safety", True)
    where = next(question for question in questions if question["kind"] == "body_map")
    assert {"upper_buttock_left", "upper_buttock_right"} <= {choice["id"] for choice in where["choices"]}
    assert "pain_upper_buttock" in where["findings"]


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("fever", "no, new, same, unknown, declined"),
        ("rest_pain", "yes, no, unknown, declined"),
        ("sex", "female, male, unknown, declined"),
        ("how_long", "a number from 0 to 20000 (days), unknown, declined"),
        ("pain_change", "worked out from other answers, never asked"),
    ],
)
def test_a_question_is_shown_with_every_answer_it_takes(question: str, answers: str) -> None:
    shown = run("knowledge", "show", question).stdout
    assert f"answers: {answers}\n" in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_the_list_of_questions_has_the_answers_and_items_of_each() -> None:
    text = " ".join(run("knowledge", "questions").stdout.split())
    for question in load_knowledge().questions.values():
        if question.mode != "derived":
            for word in form_of(question).words:
                assert f" {word}" in text[text.index(f" {question.id} ") :], (question.id, word)
    assert "unknown (not sure) and declined (rather not say)" in text


def test_the_items_of_a_list_are_shown_as_they_are_written() -> None:
    shown = " ".join(run("knowledge", "show", "where_it_hurts").stdout.split())
    assert "answers: any of low_back_left, low_back_right" in shown
    assert "an empty list for none of them; or, for the whole list, unknown or declined" in shown


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_schemas_are_schemas(name: str) -> None:
    schema = json.loads(run("schema", name).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_examples_fit_the_schema_of_a_case(example: Path) -> None:
    jsonschema.validate(read_yaml(example.read_text("utf-8"), example.name), schema_of("case"))


@pytest.mark.parametrize("folder", sorted(FOLDERS))
def test_any_concept_can_be_shown(folder: str) -> None:
    concepts = load_knowledge().concepts(folder)
    for id_ in [*concepts][:: max(1, len(concepts) // 6)]:
        text = run("knowledge", "show", id_).stdout
        assert text.startswith(f"{id_} (")
        assert max(map(len, text.splitlines())) <= 100


def test_a_number_is_shown_with_its_range_and_its_reason() -> None:
    text = run("knowledge", "show", "gluteal_muscle_strain").stdout
    assert "90 % range 0.04 to 0.14; expert" in text
    assert "source suzuki2016_breakdown" in text


def test_an_unknown_id_gets_the_nearest_one() -> None:
    result = run("knowledge", "show", "gluteal_muscle_stran")
    assert result.exit_code == 2
    assert "Did you mean 'gluteal_muscle_strain'?" in result.stderr


def test_an_old_id_leads_to_the_new_one() -> None:
    aliases = load_knowledge().aliases
    for old, new in [*aliases.items()][:1]:
        assert run("knowledge", "show", old).stdout.startswith(f"{new} (")


def test_the_check_counts_what_the_numbers_rest_on() -> None:
    result = run("knowledge", "check")
    assert result.exit_code == 0, result.stderr
    assert load_knowledge().hash in result.stdout
    assert "rest on a study" in result.stdout


def test_the_check_names_the_place_of_a_fault(tmp_path: Path) -> None:
    region = tmp_path / "region"
    shutil.copytree(DEFAULT_REGION, region)
    broken = region / "structures" / "ilium.yaml"
    broken.write_text(broken.read_text("utf-8") + "colour: white\n", encoding="utf-8")
    result = run("knowledge", "check", str(region))
    assert result.exit_code == 2
    assert "structures/ilium.yaml:" in result.stderr
    assert "'colour'" in result.stderr


def test_a_folder_without_knowledge_is_refused(tmp_path: Path) -> None:
    result = run("knowledge", "check", str(tmp_path))
    assert (result.exit_code, "region.yaml" in result.stderr) == (2, True)


def test_the_network_can_be_exported(tmp_path: Path) -> None:
    file = tmp_path / "net.bif"
    result = run(
        "knowledge", "export", "--format", "bif", "--age", "40", "--sex", "female", "--output", str(file)
    )
    assert result.exit_code == 0, result.stderr
    assert file.read_text("utf-8").startswith("network")


def test_a_graph_is_printed_as_tables() -> None:
    text = run("knowledge", "graph", "cauda_equina_syndrome").stdout
    assert "What happens in the tissue" in text
    assert max(map(len, text.splitlines())) <= 80


def test_a_graph_is_drawn(tmp_path: Path) -> None:
    file = tmp_path / "graph.svg"
    assert run("knowledge", "graph", "slr_positive", "--output", str(file)).exit_code == 0
    assert file.read_text("utf-8").startswith("<svg")


@pytest.mark.parametrize("id_", ["ilium", "no_such_thing"])
def test_there_is_no_graph_of_anything_else(id_: str) -> None:
    assert run("knowledge", "graph", id_).exit_code == 2


def test_a_picture_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    result = run("knowledge", "graph", "onset", "--output", str(tmp_path / "nowhere" / "graph.svg"))
    assert (result.exit_code, "cannot be written" in result.stderr) == (2, True)


def test_every_code_is_listed_with_the_terms_of_its_system() -> None:
    knowledge = load_knowledge()
    listed = json.loads(run("knowledge", "codes", "--json").stdout)
    told = {(code["system"], code["code"]) for row in listed["codes"] for code in row["codes"]}
    assert ("icd10cm", "G83.4") in told
    assert {row["code"] for row in knowledge_terms("snomed_ct")} <= {code for _, code in told}
    assert {system["id"] for system in listed["systems"]} == {*knowledge.terminologies}
    shown = " ".join(run("knowledge", "codes").stdout.split())
    for terminology in knowledge.terminologies.values():
        assert " ".join(terminology.notice[0].split()) in shown


def knowledge_terms(system: str) -> list[dict[str, str]]:
    return [{"code": row.code, "term": row.term} for row in load_knowledge().terminologies[system].codes]
