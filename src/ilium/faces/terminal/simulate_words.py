"""Every word of `ilium study simulate`."""

from __future__ import annotations

from typing import Final

from ilium.faces.terminal.long_work_words import LongWords

HEADING: Final = "Simulated people, interviewed to the end"
INTRO: Final = (
    "{people:,} people, shared by {count} populations. The first is as the knowledge expects; the others are "
    "wrong in a way that it does not know. None of them is a real person."
)
POPULATIONS: Final = {
    "matched": "as the knowledge expects",
    "weaker_effects": "all effects 40 % weaker",
    "omissions": "much left out or not known",
    "over_reporters": "symptoms told that are not there",
    "under_reporters": "symptoms denied that are there",
    "severity": "one trait drives every symptom",
    "more_unlisted": "three in ten have an unlisted cause",
    "other_setting": "people of a spine clinic",
}
RIGHT: Final = ("Population", "First", "First three", "Said", "Gap, first", "Gap, all")
RIGHT_TITLE: Final = "How often right, and how honest"
RIGHT_NOTE: Final = (
    "First, first three: of people with a listed cause who were not told of an emergency, how many have the "
    "first family, or one of the first three. Said: the mean probability of the first family. Gap: the mean "
    "distance between probability and frequency, over the first family and over all."
)
SAFE: Final = ("Population", "Sent", "At home", "In six", "Questions")
SAFE_TITLE: Final = "How safe, and how long"
SAFE_NOTE: Final = (
    "Sent: of people with a serious cause, how many are sent to a clinician within two weeks or sooner. At "
    "home: of the others, how many are not. In six: of emergencies, how many were told within six questions. "
    "Questions: the median, and what nine in ten stay within."
)
LENGTH: Final = "{median} ({most})"
RATE: Final = "{share} (n {n:,})"
NOBODY: Final = "-"
KNOWLEDGE: Final = "Knowledge {version}, {hash}; seed {seed}."

WORDS: Final = LongWords(
    doing="Interviewing",
    counted="people",
    other_study="{folder} belongs to another run: not the same {differs}. {version}Name another folder with "
    "--save, or delete that one.",
    no_study="{file} does not say what run its folder holds: it is damaged, or something else. Name another "
    "folder with --save, or delete that one.",
    lost="Workers died again and again at the same people. With --save the run goes on where it stopped.",
    unwritable="{file}: cannot be written: {why}. What is done is kept: make room or allow it, and the same "
    "command goes on; or name another folder with --save.",
)
FEW: Final = "--patients {people}: fewer people than the {count} populations. Give at least {count}."


def percent(share: float) -> str:
    """A share with one place; nothing short of all is called 100 %."""
    shown = f"{share * 100:.1f}"
    return f"{'99.9' if shown == '100.0' and share < 1 else shown} %"
