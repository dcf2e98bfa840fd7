"""The list of all conditions, each with a link to its page."""

from __future__ import annotations

from collections.abc import Iterator

from ilium.faces.reference import words
from ilium.faces.reference.markdown import percent, table
from ilium.knowledge.beliefs import mean_probability
from ilium.knowledge.library import Knowledge


def write_index(knowledge: Knowledge) -> str:
    """The page in Markdown, the commonest condition first."""
    head = [words.MADE, f"# {words.INDEX}", "", words.INDEX_ABOUT, ""]
    return "\n".join([*head, *table(words.INDEX_HEAD, _rows(knowledge))]).rstrip() + "\n"


def _rows(knowledge: Knowledge) -> Iterator[tuple[str, ...]]:
    common = {id_: mean_probability(c.prevalence["first_contact"]) for id_, c in knowledge.conditions.items()}
    for id_ in sorted(common, key=lambda id_: (-common[id_], id_)):
        condition = knowledge.conditions[id_]
        codes = ", ".join(code.code for code in condition.codes if code.system == "icd10cm")
        yield f"[{condition.name}]({id_}.md)", condition.clinical_name, percent(common[id_]), codes
