"""`ilium explain`: why one condition is as likely as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ilium.faces.telling import explain_words
from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.answers.case import Case
    from ilium.explanation.explaining import Explanation
    from ilium.knowledge.library import Knowledge


@click.command()
@click.argument("case")
@click.argument("condition")
@click.option("--json", "as_json", is_flag=True, help="Print everything as JSON.")
@click.option("--short", is_flag=True, help="Leave out the numbers behind each answer.")
def explain(case: str, condition: str, as_json: bool, short: bool) -> None:
    """Say why a cause is as likely as it is: what speaks for and against it, number by number.

    CASE is a YAML or JSON file with the answers; '-' reads standard input. CONDITION is the id of a condition
    or of a family.
    """
    from ilium.faces.terminal.case_input import read_bytes, read_case_in
    from ilium.faces.terminal.console import open_console, print_json, print_parts
    from ilium.knowledge.reading import load_knowledge

    data, file = read_bytes(case)
    knowledge = load_knowledge()
    explanation = _explain(knowledge, read_case_in(knowledge, data, file), _find(knowledge, condition), file)
    if as_json:
        print_json(as_plain(explanation))
        return
    from ilium.faces.terminal.explain_view import view

    print_parts(open_console(), view(knowledge, explanation, numbers=not short))


def as_plain(explanation: Explanation) -> dict[str, object]:
    """An explanation as plain values, under the names that an assessment uses too."""
    from dataclasses import asdict

    return {{"in_favour": "for"}.get(key, key): value for key, value in asdict(explanation).items()}


def _find(knowledge: Knowledge, id_: str) -> str:
    """The id of a condition or family as it is called now; anything else is refused with the nearest."""
    from ilium.documents.problems import suggest

    name = knowledge.aliases.get(id_, id_)
    if name in knowledge.conditions or name in knowledge.families:
        return name
    near = suggest(id_, [*knowledge.conditions, *knowledge.families], explain_words.LISTS)
    raise Refusal(f"{explain_words.NO_SUCH.format(id=id_)} {near}")


def _explain(knowledge: Knowledge, case: Case, target: str, file: str) -> Explanation:
    from ilium.documents.problems import BadDocumentError, Place, Problem
    from ilium.explanation.explaining import explain
    from ilium.reasoning.posterior import ImpossibleAnswersError

    try:
        return explain(knowledge, case, target)
    except ImpossibleAnswersError:
        raise BadDocumentError([Problem(Place(file), words.CANNOT_BE_TRUE, words.LOOK_AGAIN_AT)]) from None
