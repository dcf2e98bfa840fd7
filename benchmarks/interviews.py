"""`python -m benchmarks.interviews [PEOPLE]`: how long interviews are, and what stopping early costs.

Simulated people answer from the knowledge itself. Writes docs/reference/interviews.md, and its table into the
model card.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.cases import fill, named
from ilium.interview.next_question import Stop
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import load_knowledge
from ilium.study.people import ask_everything, draw_person, interview
from ilium.study.rates import wilson
from ilium.verdict import Verdict, reach_verdict

ROOT = Path(__file__).parents[1]
PAGE, CARD = ROOT / "docs" / "reference" / "interviews.md", ROOT / "MODEL_CARD.md"
FIRST_PERSON = 1_000_000

INTRODUCTION = """# How long an interview is, and what stopping early costs

{people} simulated people were drawn from the knowledge {version} ({hash}) and interviewed to the end. A
question is a page, and a checklist of more than seven items counts twice
([why](../decisions/0005-a-page-is-a-question.md)). Those who were not told of an emergency were then asked
everything, to see whether stopping early changed the result. These people answer as the knowledge expects:
it flatters, and says nothing of real people.
"""
PRICE = """
So stopping early has a price: after all questions {families} of 100 would have another first cause, and
{urgencies} another urgency
([why it stops there](../decisions/0007-stop-when-the-rest-would-change-nothing.md)).
"""
REPEAT = """
To repeat it: `.venv/bin/python -m benchmarks.interviews {people}`
"""


@dataclass(frozen=True)
class Outcome:
    """One interview: how it ended, how long it was, and whether asking everything agrees."""

    stopped: Stop
    pages: int
    answers: int
    by_row: bool
    same_family: bool
    same_urgency: bool


def interview_one(knowledge: Knowledge, number: int) -> Outcome:
    person = draw_person(knowledge, number)
    done = interview(knowledge, person)
    early = reach_verdict(knowledge, done.case)
    late = early
    if done.stopped is not Stop.EMERGENCY:
        late = reach_verdict(knowledge, ask_everything(knowledge, person))
    rules = [knowledge.red_flags[r.rule] for r in early.urgency.reasons if r.rule in knowledge.red_flags]
    by_row = any(rule.kind == "red_flag" and rule.level is early.urgency.level for rule in rules)
    return Outcome(
        done.stopped,
        done.pages,
        len(done.case.answers),
        by_row,
        _leader(early) == _leader(late),
        early.urgency.level is late.urgency.level,
    )


def _leader(verdict: Verdict) -> int:
    return int(np.argmax(verdict.posterior.families))


def rows(outcomes: list[Outcome]) -> list[tuple[str, str, str]]:
    """What was measured, the figure, and what is wanted of it."""
    told = [o for o in outcomes if o.stopped is Stop.EMERGENCY]
    rest = [o for o in outcomes if o.stopped is not Stop.EMERGENCY]
    ends = Counter(o.stopped.value.replace("_", " ") for o in outcomes)
    return [
        ("questions, median (9 in 10 within)", _spread([o.pages for o in outcomes]), ""),
        ("... without the emergencies", _spread([o.pages for o in rest]), ""),
        ("single answers given, median (9 in 10 within)", _spread([o.answers for o in outcomes]), ""),
        ("emergencies told within 6 questions", _share([o.pages <= 6 for o in told]), ""),
        ("... those of a row of the safety pages", _share([o.pages <= 6 for o in told if o.by_row]), "all"),
        ("same first family as asking everything", _share([o.same_family for o in rest]), "90 %"),
        ("same urgency as asking everything", _share([o.same_urgency for o in rest]), "99 %"),
        ("how they ended", ", ".join(f"{reason} {count}" for reason, count in ends.most_common()), ""),
    ]


def price(outcomes: list[Outcome]) -> str:
    """How many of 100 would end elsewhere had they been asked everything."""
    rest = [o for o in outcomes if o.stopped is not Stop.EMERGENCY]
    families, urgencies = (
        100 * float(np.mean([not same for same in told]))
        for told in ([o.same_family for o in rest], [o.same_urgency for o in rest])
    )
    return PRICE.format(families=f"{families:.0f}", urgencies=f"{urgencies:.1f}")


def _spread(numbers: list[int]) -> str:
    return f"{np.median(numbers):g} ({np.percentile(numbers, 90):g})"


def _share(hits: list[bool]) -> str:
    low, high = wilson(float(np.mean(hits)), len(hits))
    return f"{sum(hits)}/{len(hits)}, {np.mean(hits):.1%} ({low:.1%} to {high:.1%})"


def main() -> None:
    people = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    knowledge = load_knowledge()
    outcomes = [interview_one(knowledge, FIRST_PERSON + number) for number in range(people)]
    table = ["| | | wanted |", "|---|---|---|", *(f"| {' | '.join(row)} |" for row in rows(outcomes))]
    head = INTRODUCTION.format(people=people, version=knowledge.version, hash=knowledge.hash[:12])
    PAGE.write_text("\n".join([head, *table, price(outcomes) + REPEAT.format(people=people)]), "utf-8")
    shown = named(knowledge, [f"{people} people drawn from the knowledge itself.", "", *table])
    CARD.write_text(fill(CARD.read_text("utf-8"), {"simulated interviews": shown}), "utf-8")
    print("\n".join(table))


if __name__ == "__main__":
    main()
