"""How hard the pages are to read: `python -m tests.faces.web.reading_age` writes it into the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import mean

import pyphen
from cryptography.fernet import Fernet
from starlette.applications import Starlette
from starlette.testclient import TestClient
from tests.browser import ROOT

from ilium.answers.values import Missing
from ilium.assessment import assess
from ilium.faces.web.app import create_app
from ilium.faces.web.desk import Desk
from ilium.faces.web.fields import show_field
from ilium.faces.web.refusals import Refusal, refuse
from ilium.faces.web.screens import address, screen_of
from ilium.faces.web.sealed import COOKIE
from ilium.faces.web.settings import Settings
from ilium.faces.web.sitting import Sitting, pack
from ilium.knowledge.case_reading import read_case
from ilium.knowledge.reading import load_knowledge
from ilium.knowledge.schema import Question
from ilium.safety.evaluation import is_asked

DOCUMENT = ROOT / "docs/reference/reading_age.md"
HYPHENS = pyphen.Pyphen(lang="en_US", left=1, right=1)
OUR_PAGES = ("/", "/about", "/already-diagnosed", "/under-18", "/erase", "/erased", "/for-someone-else")
INTRODUCTION = """# How easy the pages are to read

The school grade by Kincaid and others (1975) of the words that each page shows: 0.39 × words per sentence
+ 11.8 × syllables per word - 15.59. Grade six is an age of eleven to twelve. A sentence ends with `.`, `!`,
`?` or `:`, or with the line, choice or heading that it stands in. A word has as many syllables as places to
part it (pyphen, American English) and one more, but never fewer than its groups of vowels, a silent *e*
left out.

A formula counts lengths. It does not know whether a word is known, and many short choices make a page score
low. Where a question is not asked of the person in the example, its words alone are counted.

"""


@dataclass(frozen=True)
class Measure:
    """How much there is of what the formula counts."""

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


def read(pages: Starlette, path: str, sitting: Sitting) -> float:
    """The grade of one page for somebody with some answers."""
    desk: Desk = pages.state.desk
    cookies = {COOKIE: desk.seal.close(pack(sitting))}
    with TestClient(pages, base_url="http://localhost", cookies=cookies, follow_redirects=False) as client:
        page = client.get(path)
    assert page.status_code == 200, (path, page.status_code)
    return measure(main_text(page.text)).grade


def of_pages(pages: Starlette) -> Iterator[tuple[str, float]]:
    """The pages in our own words, and those that tell of a person's answers."""
    desk: Desk = pages.state.desk
    case = read_case(desk.knowledge, (ROOT / "examples/sciatica.yaml").read_text("utf-8"))
    for path in (*OUR_PAGES, "/answers", "/result"):
        yield path, read(pages, path, Sitting(case, who="other"))
    for family in assess(desk.knowledge, case).families[:3]:
        yield f"/why/{family.id}", read(pages, f"/why/{family.id}", Sitting(case))
    yield "/emergency", read(pages, "/emergency", Sitting(case.answer("saddle_feeling", "new")))


def of_questions(pages: Starlette) -> Iterator[tuple[str, float]]:
    """Every screen of questions that a person may be shown."""
    desk: Desk = pages.state.desk
    case = read_case(desk.knowledge, (ROOT / "examples/sciatica.yaml").read_text("utf-8"))
    screens: dict[str, str] = {}
    for question in desk.knowledge.questions.values():
        if question.mode == "person" and question.derived is None:
            screens.setdefault(screen_of(desk.knowledge, question.id), question.id)
    for screen, question in sorted(screens.items()):
        answered = case.answer(question, Missing.UNKNOWN)
        asked = desk.knowledge.questions[question]
        if is_asked(desk.knowledge, asked, answered):
            yield address(screen), read(pages, address(screen), Sitting(answered))
        else:
            yield f"{question}, its words", measure(words_of(asked)).grade


def words_of(question: Question) -> str:
    """The words of a question that this person is not asked, each part on a line of its own."""
    options = (option.label for option in show_field(question, Missing.NOT_ASKED).options)
    return "\n".join((question.text, question.help or "", *options, question.why))


def of_refusals(pages: Starlette) -> Iterator[tuple[str, float]]:
    """Every page that says no."""
    scope = {"type": "http", "method": "GET", "path": "/", "query_string": b"", "headers": [], "app": pages}
    for refusal in Refusal:
        page = bytes(refuse(scope, refusal).body).decode()
        yield f"{refusal.value} {refusal.name.lower()}", measure(main_text(page)).grade


def document(pages: Starlette) -> str:
    """The document with all grades."""
    parts = {
        "Pages": dict(of_pages(pages)),
        "Questions": dict(of_questions(pages)),
        "Pages that say no": dict(of_refusals(pages)),
    }
    text = INTRODUCTION
    for title, grades in parts.items():
        average, highest = mean(grades.values()), max(grades.values())
        text += f"## {title}\n\nMean {average:.1f}, highest {highest:.1f}, of {len(grades)}.\n\n"
        text += "| page | grade |\n|---|---|\n"
        text += "".join(f"| `{page}` | {grade:.1f} |\n" for page, grade in grades.items()) + "\n"
    return text.rstrip() + "\n"


def write() -> None:
    """Write the document anew."""
    settings = Settings(key=Fernet.generate_key(), today=lambda: date(2026, 11, 22))
    DOCUMENT.write_text(document(create_app(load_knowledge(), settings)), "utf-8")


if __name__ == "__main__":
    write()
