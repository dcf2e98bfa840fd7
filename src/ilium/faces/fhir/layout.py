"""Where each question stands in a form, and the names (linkId) of all that stands in it.

A question is called by its id. Its parts, and what is no question, have a dot in their names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ilium.interview.before_medicines import medicine_pages
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Page, Question

ABOUT: Final = "case"
"""The group of what a case says beside its answers."""
COUNTRY, MODE, SETTING = f"{ABOUT}.country", f"{ABOUT}.mode", f"{ABOUT}.setting"
TODAY, START = f"{ABOUT}.today", f"{ABOUT}.start"
CHECK_IN, CHECK_IN_DATE = "check_in", "check_in.date"
CLEARED: Final = "cleared"
CLEARED_RULE, CLEARED_DATE, CLEARED_TEST = f"{CLEARED}.rule", f"{CLEARED}.date", f"{CLEARED}.test"
TOLD: Final = "told"
"""The group of what the answers say: it is worked out, and never read but for two answers."""
GO_ON: Final = f"{TOLD}.go_on"
"""Whether to go on asking although help is needed now."""
MEDICINES: Final = f"{TOLD}.medicines"
"""Whether to ask what decides about painkillers, once the rest is over."""
TOLD_DO, TOLD_WHO, TOLD_WHY = f"{TOLD}.do", f"{TOLD}.who", f"{TOLD}.why"
TOLD_SIGNS, TOLD_URGENCY, TOLD_WHEN = f"{TOLD}.signs", f"{TOLD}.urgency", f"{TOLD}.when"
TOLD_ABOUT, CASE_NOTE = f"{TOLD}.about", f"{ABOUT}.note"
PAGE: Final = "page."
HELP, CHECK, INTRO = ".help", ".check", ".intro"
NOTES = (HELP, CHECK, INTRO)
"""What only says something, and takes no answer."""
EACH: Final = ".each"
"""A list that is answered item by item stands in a group of its own."""
MISSING: Final = ".missing"
"""Beside a number: why there is none."""


@dataclass(frozen=True, slots=True)
class Section:
    """A page of questions, in the order in which they are asked."""

    page: Page
    questions: tuple[Question, ...]

    @property
    def link_id(self) -> str:
        """The name of its group."""
        return PAGE + self.page.id


def sections(knowledge: Knowledge) -> tuple[Section, ...]:
    """The fixed pages of the first interview."""
    return tuple(_section(knowledge, page) for page in knowledge.region.pages)


def medicine_sections(knowledge: Knowledge) -> tuple[Section, ...]:
    """The pages that are asked before medicines."""
    return tuple(_section(knowledge, page) for page in medicine_pages(knowledge))


@lru_cache(maxsize=8)
def page_of(knowledge: Knowledge) -> Mapping[str, str]:
    """The page on which each question of a fixed page stands."""
    every = (*sections(knowledge), *medicine_sections(knowledge))
    return {question.id: section.page.id for section in every for question in section.questions}


def loose(knowledge: Knowledge) -> tuple[Question, ...]:
    """The questions that stand on no page, in the order of their ids."""
    return tuple(q for q in askable(knowledge) if q.id not in page_of(knowledge))


def askable(knowledge: Knowledge) -> tuple[Question, ...]:
    """Everything that can be answered; what is worked out from check-ins is nobody's answer."""
    return tuple(question for question in knowledge.questions.values() if question.derived is None)


def _section(knowledge: Knowledge, page: Page) -> Section:
    return Section(page, tuple(knowledge.questions[id_] for id_ in page.questions))
