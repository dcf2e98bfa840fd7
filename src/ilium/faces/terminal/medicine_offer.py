"""The offer of advice on medicines after the result: a few more questions, then the medicines alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ilium.faces.terminal import medicine_words as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ilium.answers.case import Case
    from ilium.answers.values import Answer
    from ilium.knowledge.library import Knowledge
    from ilium.result import Assessment


def offer_medicines(
    knowledge: Knowledge, case: Case, assessment: Assessment, offered: Mapping[str, Answer] | None = None
) -> Case | None:
    """Ask whether advice is wanted, and then the questions; the case with the answers, or None.

    To somebody who takes painkillers already it is proposed: an answer counts for its day alone.
    """
    from ilium.care.cautions import takes_painkillers

    still_open = len(assessment.plan.medicine_questions)
    takes = takes_painkillers(knowledge, case)
    offer = (words.OFFER_AGAIN if takes else words.OFFER).format(n=still_open)
    if not still_open or not click.confirm("\n" + offer, default=takes):
        return None
    from ilium.faces.asking.medicine_interview import MedicineInterview
    from ilium.faces.terminal.interview_app import InterviewApp
    from ilium.faces.terminal.interview_session import Session

    app = InterviewApp(Session.ask(MedicineInterview.begin(knowledge, case), offered))
    interview = app.run() or app.session.interview
    return interview.case


def show_medicines(assessment: Assessment) -> None:
    """Print the medicines of an assessment, with all that is held back."""
    from ilium.faces.terminal.console import open_console, print_parts
    from ilium.faces.terminal.medicine_view import medicine_parts

    print_parts(open_console(), medicine_parts(assessment.plan, everything=True))
