"""Every word of `ilium study benchmark` and of the files that it writes."""

from __future__ import annotations

from typing import Final

HEADING: Final = "{tool} {version} on the open benchmark"
INTRO: Final = (
    "Real cases were published with their cause; traps and mild cases are invented, to see whether a tool "
    "sends healthy people away from home. In brackets: the 95 % range (Wilson)."
)
COLUMNS: Final = ("", "n", "First", "First three", "Urgent caught", "Left at home", "At level")
KEYS: Final = ("first", "first_three", "caught", "at_home", "at_level")
SHARE: Final = "{hits}/{n} ({low}-{high}%)"
NOBODY: Final = "–"
UNANSWERED: Final = "{n} cases of '{name}' were not answered; they count as wrong."
PUBLISHED: Final = "Published of other tools, in per cent"
PUBLISHED_INTRO: Final = (
    "Not measured on these cases: other complaints, other people, other ways of counting. They say what has "
    "been usual, not who is better."
)
PUBLISHED_COLUMNS: Final = ("", "%", "95 % range", "source")
OWN_ANSWERS: Final = (
    "Ilium's own answers are those of `ilium study evaluate`, interviewed: unstated safety items are "
    "answered no, other unstated ones not sure."
)
WRITTEN: Final = "Written into {folder}: {files}."
UNKNOWN_CASE: Final = "the benchmark has no case '{id}'."
UNKNOWN_CAUSES: Final = "{n} causes are of no condition of ours, and count as wrong; the first: {first}."
NOT_A_FOLDER: Final = "{folder} is not a folder that can be written to: {why}."
