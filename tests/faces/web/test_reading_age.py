"""How hard the pages are to read: measured by a formula of syllables and sentences, and held."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pyphen
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.browser import ROOT

from ilium.faces.web.sealed import COOKIE
from ilium.faces.web.sitting import Sitting, pack
from ilium.knowledge.case_reading import read_case

HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)
HARDEST = 9.0
"""The highest school grade (Flesch-Kincaid) that a page may take; the mean must stay below `GOAL`."""
GOAL = 6.5
"""Grade six is an age of eleven to twelve."""
PAGES = ("/", "/about", "/already-diagnosed", "/under-18", "/erase", "/erased", "/for-someone-else")


@dataclass(frozen=True)
class Measure:
    words: int
    sentences: int
    syllables: int

    @property
    def grade(self) -> float:
        """The grade by Kincaid and others (1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59


def syllables(word: str) -> int:
    """The places to part a word, and one; but never fewer than its groups of vowels, a silent e left out."""
    groups = re.findall(r"[aeiouy]+", re.sub(r"(?<=[^aeiouyl])e$", "", word.lower()))
    return max(len(HYPHENS.positions(word.lower())) + 1, len(groups), 1)


def measure(text: str) -> Measure:
    """Words, sentences and syllables of a text."""
    sentences = [part for part in re.split(r"[.!?:\n]+", text) if re.search(r"[A-Za-z]{2}", part)]
    words = re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", " ".join(sentences))
    return Measure(len(words), len(sentences), sum(map(syllables, words)))


def main_text(source: str) -> str:
    """The text of the main part of a page, each block on a line of its own."""
    body = source.split("<main", 1)[1].split(">", 1)[1].split("</main>", maxsplit=1)[0]
    body = re.sub(r"<(svg|select|style)\b.*?</\1>", "", body, flags=re.DOTALL)
    blocks = re.sub(r"</?(p|li|h\d|div|label|legend|dt|dd|summary|button|section)\b[^>]*>", "\n", body)
    return re.sub(r"[ \t]+", " ", re.sub(r"<[^>]+>", "", blocks))


def test_the_formula_agrees_with_a_count_by_hand() -> None:
    counted = measure("The cat sat. A happy dog ran after it.")
    assert (counted.words, counted.sentences, counted.syllables) == (9, 2, 11)


def grades(pages: Starlette) -> dict[str, float]:
    """The grade of each page in our words, and of pages with the words of the knowledge."""
    desk = pages.state.desk
    case = read_case(desk.knowledge, (ROOT / "examples/sciatica.yaml").read_text("utf-8"))
    found = {}
    for path, sitting in [
        *((path, Sitting(case, who="other")) for path in (*PAGES, "/answers", "/result")),
        ("/emergency", Sitting(case.answer("saddle_feeling", "new"))),
    ]:
        cookies = {COOKIE: desk.seal.close(pack(sitting))}
        with TestClient(pages, base_url="http://localhost", cookies=cookies) as client:
            found[path] = measure(main_text(client.get(path).text)).grade
    return found


def test_the_pages_can_be_read_at_about_eleven(pages: Starlette) -> None:
    found = grades(pages)
    print({path: round(grade, 1) for path, grade in found.items()})
    assert {path: grade for path, grade in found.items() if grade > HARDEST} == {}
    assert sum(found.values()) / len(found) < GOAL
