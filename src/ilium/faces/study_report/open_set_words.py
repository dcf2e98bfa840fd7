"""Every word of `ilium study benchmark` and of the files that it writes."""

from __future__ import annotations

from typing import Final

INTRO: Final = (
    "Real cases were published with their cause; traps and mild cases are invented, to see whether a tool "
    "sends healthy people away from home. In brackets: the 95 % range (Wilson). Only figures from the same "
    "story compare like with like."
)
HEADING: Final = "{tool} {version}, {story}"
STORIES: Final = {
    "as_stated": "from the cases as stated",
    "interviewed": "from the cases as interviewed",
}
ABOUT: Final = {
    "as_stated": "What a case does not say is not known.",
    "interviewed": (
        "Danger signs that a case does not mention are answered no; what else it does not say is not known."
    ),
}
COLUMNS: Final = ("", "n", "First", "First three", "Urgent caught", "Left at home", "At level")
KEYS: Final = ("first", "first_three", "caught", "at_home", "at_level")
SHARE: Final = "{hits}/{n} ({low}-{high}%)"
NOBODY: Final = "–"
FIRST_WIDTH: Final = 11
UNANSWERED: Final = "Not answered, and so counted as wrong: {sets}."
BROAD: Final = (
    "First causes that may mean several families, the right one among them, stand in a later place: {sets}."
)
SET: Final = "{name} {n}"
PUBLISHED: Final = "Published of other tools, in per cent"
PUBLISHED_INTRO: Final = (
    "Not measured on these cases: other complaints, other people, other ways of counting. They say what has "
    "been usual, not who is better."
)
PUBLISHED_COLUMNS: Final = ("", "%", "95 % range", "source")
WRITTEN: Final = "Written into {folder}: {files}."
UNKNOWN_CASE: Final = "the benchmark has no case '{id}'."
SEE_CASES: Final = "The ids stand in cases.json, which `--write FOLDER` writes."
UNKNOWN_CAUSES: Final = (
    "Causes that are none of ours, and so count as wrong: {n} ({first}). Codes of ICD-10-CM are read, and "
    "ids and names as causes.json has them (`--write FOLDER`)."
)
MORE: Final = ", ..."
FIRST_TOLD: Final = 3
AT_ONCE: Final = "at once"
HOURS: Final = "{n} hours"
DAYS: Final = "{n} days"
DAY: Final = 24
NOT_A_FOLDER: Final = "{folder} is not a folder that can be written to: {why}."


def within(hours: float) -> str:
    """How soon to act, in words."""
    if not hours:
        return AT_ONCE
    return DAYS.format(n=f"{hours / DAY:g}") if hours > DAY else HOURS.format(n=f"{hours:g}")
