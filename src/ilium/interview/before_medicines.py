"""What is asked before medicines: a few short questions after the result, only when somebody wants advice."""

from __future__ import annotations

from ilium.interview.next_question import Step, Stop
from ilium.knowledge.library import Knowledge
from ilium.knowledge.schema import Page


def medicine_step(knowledge: Knowledge, still_open: tuple[str, ...]) -> Step:
    """The next of the questions that are still open, on its page; at their end, nothing is left."""
    if not still_open:
        return Step(None, stopped=Stop.NOTHING_LEFT)
    page = next(page for page in medicine_pages(knowledge) if still_open[0] in page.questions)
    return Step(knowledge.questions[still_open[0]], page)


def medicine_pages(knowledge: Knowledge) -> tuple[Page, ...]:
    """The pages that are asked before medicines."""
    return knowledge.care.medicines.pages if knowledge.care.medicines is not None else ()
