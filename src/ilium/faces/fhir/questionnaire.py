"""The Questionnaires: the adaptive one, which lists no question, and the same questions as one whole form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ilium.faces.fhir import case_questions, layout, names, words
from ilium.faces.fhir.layout import Section
from ilium.faces.fhir.names import resource_id
from ilium.faces.fhir.question_items import group, open_items
from ilium.knowledge.library import Knowledge

Plain = dict[str, Any]
VERSION_ALGORITHM: Final = (
    "http://hl7.org/fhir/5.0/StructureDefinition/extension-Questionnaire.versionAlgorithm[x]"
)
NO_ORDER: Final = "0"
"""Of two hashes nobody can say which is newer; FHIR writes that as a comparison that is always 0."""


def adaptive_questionnaire(knowledge: Knowledge, base: str) -> Plain:
    """The interview, as it is found by a search: each question is asked for by `$next-question`."""
    return _about(
        knowledge,
        resource_id(knowledge.region.id),
        names.ADAPTIVE,
        words.ADAPTIVE_TITLE,
        profile=f"{names.SDC}/StructureDefinition/sdc-questionnaire-adapt-srch",
        extensions=endpoints(base),
    )


def endpoints(base: str) -> list[Plain]:
    """Where the next question is asked for: the operation itself, as clients call it, then its server."""
    places = (f"{base}/Questionnaire/$next-question", base)
    return [{"url": names.ENDPOINT, "valueUrl": place} for place in places]


def whole_questionnaire(knowledge: Knowledge, _base: str) -> Plain:
    """Everything that can be asked, as one form."""
    plain = _about(
        knowledge,
        f"{resource_id(knowledge.region.id)}-whole",
        names.WHOLE,
        words.WHOLE_TITLE,
        profile=f"{names.SDC}/StructureDefinition/sdc-questionnaire",
        extensions=[],
    )
    items = [case_questions.about_questions(knowledge)]
    items += [_section(section) for section in layout.sections(knowledge)]
    items += [item for question in layout.loose(knowledge) for item in open_items(question)]
    items += [_section(section) for section in layout.medicine_sections(knowledge)]
    items += [case_questions.check_in_questions(knowledge), case_questions.cleared_questions(knowledge)]
    return plain | {"item": items}


def _section(section: Section) -> Plain:
    return group(section, [item for question in section.questions for item in open_items(question)])


def _about(
    knowledge: Knowledge, id_: str, url: str, title: str, *, profile: str, extensions: list[Plain]
) -> Plain:
    return {
        "resourceType": "Questionnaire",
        "id": id_,
        "meta": {"profile": [profile]},
        "extension": [{"url": VERSION_ALGORITHM, "valueString": NO_ORDER}, *extensions],
        "url": url,
        "version": knowledge.hash,
        "name": "".join(part.title() for part in ("ilium", *id_.split("-"))),
        "title": f"{title}: {knowledge.region.name.lower()}",
        "status": "active",
        "subjectType": ["Patient"],
        "date": names.CHANGED,
        "publisher": "Ilium",
        "description": words.CAPABILITY,
    }


QUESTIONNAIRES: Final[tuple[Callable[[Knowledge, str], Plain], ...]] = (
    adaptive_questionnaire,
    whole_questionnaire,
)
