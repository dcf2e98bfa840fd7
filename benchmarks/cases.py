"""`python -m benchmarks.cases`: the tables of the known cases, written into the documents that show them.

A table stands between `<!-- begin NAME -->` and `<!-- end NAME -->`. The sentences around it are not touched.
Each says of which knowledge and of which day it is: it is not worked out anew with every change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from ilium.faces.numbers import count_numbers
from ilium.knowledge.case_reading import case_reader
from ilium.knowledge.library import Knowledge
from ilium.knowledge.reading import DEFAULT_REGION, load_knowledge
from ilium.study.evaluate import Evaluation, evaluate
from ilium.study.figures import Calibration, Mean, Nobody, TooFew
from ilium.study.scores import Score, Share

ROOT = Path(__file__).parents[1]
DOCUMENTS = (ROOT / "docs/knowledge/real_cases.md", ROOT / "MODEL_CARD.md")
MADE = ("mild", "textbook", "traps", "flags")
SHARES = {
    "first": "First is right",
    "first_three": "In the first three",
    "first_lenient": "First, lenient",
    "first_three_lenient": "First three, lenient",
    "caught": "Urgent ones caught",
    "at_home": "Mild ones at home",
    "at_level": "Urgency as expected",
    "over": "Urgency too high",
    "under": "Urgency too low",
}
MEANS = {"brier": "Brier score", "first_probability": "Mean chance of the first"}
CALIBRATIONS = {
    "calibration_error": "Calibration error, all families",
    "first_calibration_error": "Calibration error, first families",
}


def judge(knowledge: Knowledge, name: str) -> Evaluation:
    """The shipped cases of a file, judged."""
    file = DEFAULT_REGION / "cases" / f"{name}.yaml"
    return evaluate(knowledge, case_reader(knowledge).read_all(file.read_text("utf-8"), file.name))


def blocks(knowledge: Knowledge) -> dict[str, str]:
    """Every table by its name."""
    real = judge(knowledge, "real")
    columns = {
        "as stated": real.as_stated.overall,
        "interviewed": real.interviewed.overall,
        "interviewed, unambiguous": real.interviewed.unambiguous,
    }
    made = {name: judge(knowledge, name).as_stated.overall for name in MADE}
    return {
        "real cases": named(knowledge, [*_table(columns), *_means(columns)]),
        "invented cases": named(knowledge, list(_table(made))),
        "the knowledge": named(knowledge, list(_counts(knowledge))),
    }


def named(knowledge: Knowledge, lines: Sequence[str]) -> str:
    """A table with the knowledge that it was worked out with, and the day."""
    of = f"Knowledge {knowledge.version} ({knowledge.hash[:12]}), {date.today()}."
    return "\n".join([of, "", *lines])


def _table(columns: dict[str, Score]) -> Iterator[str]:
    yield "| | " + " | ".join(columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    yield "| cases | " + " | ".join(str(score.n) for score in columns.values()) + " |"
    for key, name in SHARES.items():
        yield f"| {name} | " + " | ".join(_share(getattr(s, key)) for s in columns.values()) + " |"


def _means(columns: dict[str, Score]) -> Iterator[str]:
    for key, name in MEANS.items():
        yield f"| {name} | " + " | ".join(_mean(getattr(s, key)) for s in columns.values()) + " |"
    for key, name in CALIBRATIONS.items():
        yield f"| {name} | " + " | ".join(_calibration(getattr(s, key)) for s in columns.values()) + " |"


def _share(share: Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "–"
    low, high = round(share.low * 100), round(share.high * 100)
    return f"{share.hits}/{share.n} {round(share.share * 100)} % ({low}-{high})"


def _mean(mean: Mean | Nobody) -> str:
    if isinstance(mean, Nobody):
        return "–"
    if isinstance(mean.interval, TooFew):
        return f"{mean.value:.3f} ({mean.n}: too few)"
    return f"{mean.value:.3f} ({mean.interval.low:.3f}-{mean.interval.high:.3f})"


def _calibration(error: Calibration | Nobody) -> str:
    if isinstance(error, Nobody):
        return "–"
    return f"{error.value:.3f}, by chance {error.by_chance:.3f}, up to {error.by_chance_up_to:.3f}"


def _counts(knowledge: Knowledge) -> Iterator[str]:
    numbers = count_numbers(knowledge)
    yield "| | |"
    yield "|---|---|"
    for name in ("conditions", "mechanisms", "findings", "questions", "red_flags", "losses", "sources"):
        yield f"| {name.replace('_', ' ')} | {len(getattr(knowledge, name))} |"
    yield f"| numbers that rest on a study as it stands | {numbers['study']:,} |"
    yield f"| numbers that rest on a guideline | {numbers['guideline']:,} |"
    yield f"| estimates of the makers, with a reason, many from a cited figure | {numbers['expert']:,} |"


def fill(text: str, tables: dict[str, str]) -> str:
    """A document with its tables as they are now."""
    for name, table in tables.items():
        marks = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        text = marks.sub(lambda found, table=table: f"{found[1]}{table}\n{found[2]}", text)
    return text


if __name__ == "__main__":
    now = blocks(load_knowledge())
    for document in DOCUMENTS:
        document.write_text(fill(document.read_text("utf-8"), now), "utf-8")
