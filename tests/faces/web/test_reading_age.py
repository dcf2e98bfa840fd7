"""How hard the pages are to read: measured by a formula of syllables and sentences, and held."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import mean

import pytest
from starlette.applications import Starlette
from tests.faces.web.reading_age import DOCUMENT, document, measure, of_pages, of_questions, of_refusals

Part = Callable[[Starlette], Iterator[tuple[str, float]]]
HARDEST = 9.0
"""The highest school grade (Flesch-Kincaid) that a page may take; the mean must stay below `GOAL`."""
GOAL = 6.5
"""Grade six is an age of eleven to twelve."""


def test_the_formula_agrees_with_a_count_by_hand() -> None:
    counted = measure("The cat sat. A happy dog ran after it.")
    assert (counted.words, counted.sentences, counted.syllables) == (9, 2, 11)


@pytest.mark.parametrize("part", [of_pages, of_questions, of_refusals])
def test_the_pages_can_be_read_at_about_eleven(pages: Starlette, part: Part) -> None:
    found = dict(part(pages))
    assert {page: grade for page, grade in found.items() if grade > HARDEST} == {}
    assert mean(found.values()) < GOAL


def test_the_document_tells_the_grades_of_today(pages: Starlette) -> None:
    again = "python -m tests.faces.web.reading_age writes it anew"
    assert DOCUMENT.read_text("utf-8") == document(pages), again
