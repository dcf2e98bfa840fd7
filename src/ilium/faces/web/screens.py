"""Which questions share a screen, which screen comes next and which came before: from the answers alone."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ilium.answers.case import Case
from ilium.faces.asking import words
from ilium.faces.asking.interview import Interview, has_questions, parts_of
from ilium.faces.web.sitting import Sitting
from ilium.interview.before_medicines import medicine_pages
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Page

START, EMERGENCY, ANSWERS, RESULT = "/", "/emergency", "/answers", "/result"
SCREENS = "/question/"
MEDICINES = "/medicines"
MEDICINES_TOLD = f"{RESULT}#painkillers"
TITLES = (words.PART_ABOUT, words.PART_SAFETY, words.PART_PAIN)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a screen is in the interview: a page of so many, or so many questions still to come here."""

    part: int
    parts: int
    title: str
    page: int | None = None
    pages: int | None = None
    left: int | None = None


def shared_page(knowledge: Knowledge, question: str) -> Page | None:
    """The fixed page whose questions share a screen; after the safety questions each has its own."""
    *shared, _ = parts_of(knowledge)
    return next((page for part in shared for page in part if question in page.questions), None)


def screen_of(knowledge: Knowledge, question: str) -> str:
    """The screen that a question stands on."""
    page = shared_page(knowledge, question)
    return page.id if page else question


def address(screen: str) -> str:
    """Where a screen is found."""
    return f"{SCREENS}{screen}"


def medicine_address(page: str) -> str:
    """Where a page of questions before medicines is found."""
    return f"{MEDICINES}/{page}"


def change_address(knowledge: Knowledge, question: str) -> str:
    """Where the answer to a question is changed."""
    page = next((page for page in medicine_pages(knowledge) if question in page.questions), None)
    at = medicine_address(page.id) if page else address(screen_of(knowledge, question))
    return f"{at}?change=1#{question}"


def interview_at(knowledge: Knowledge, sitting: Sitting, screen: str = "") -> Interview:
    """The interview of a sitting at one of its screens."""
    return Interview(knowledge, sitting.case, at=screen, after_emergency=sitting.after_emergency)


def next_address(interview: Interview) -> str:
    """What to show next: a question, the emergency, the result, or the answers if they cannot all be true."""
    if interview.is_emergency:
        return EMERGENCY
    if interview.step is None:
        return ANSWERS
    question = interview.step.question
    return address(screen_of(interview.knowledge, question.id)) if question else RESULT


def exists(knowledge: Knowledge, screen: str) -> bool:
    """Whether there is such a screen at all."""
    pages = {page.id for part in parts_of(knowledge)[:-1] for page in part}
    return screen in pages or (screen in knowledge.questions and shared_page(knowledge, screen) is None)


def is_answered(interview: Interview) -> bool:
    """Whether a screen was answered before."""
    return any(question.id in interview.case.answers for question in interview.questions)


def before(interview: Interview) -> str:
    """The screen before this one, in the order of the answers."""
    visited = visited_screens(interview.knowledge, interview.case)
    if interview.at in visited:
        visited = visited[: visited.index(interview.at)]
    return address(visited[-1]) if visited else START


def visited_screens(knowledge: Knowledge, case: Case) -> list[str]:
    """The screens with an answer, in the order of their first one; those about medicines stand apart."""
    asked = (id_ for id_ in case.answers if id_ not in knowledge.medicine_questions)
    return list(dict.fromkeys(screen_of(knowledge, id_) for id_ in asked))


def place_of(interview: Interview) -> Place:
    """Where a screen is."""
    knowledge, case = interview.knowledge, interview.case
    parts = parts_of(knowledge)
    number = next(
        (n for n, part in enumerate(parts) for page in part if page.id == interview.at), len(parts) - 1
    )
    place = Place(number + 1, len(parts), TITLES[number])
    if interview.page is not None:
        shown = [
            page for page in parts[number] if page == interview.page or has_questions(knowledge, page, case)
        ]
        return replace(place, page=shown.index(interview.page) + 1, pages=len(shown))
    left = [
        question
        for page in parts[-1]
        for question in Interview(knowledge, case, at=page.id).open
        if question.id != interview.at
    ]
    fixed = any(interview.at in page.questions for page in parts[-1])
    return replace(place, left=len(left)) if fixed else place
