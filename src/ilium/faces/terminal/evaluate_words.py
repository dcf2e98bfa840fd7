"""Every word of `ilium study evaluate`."""

from __future__ import annotations

from typing import Final

HEADING: Final = "Ilium held against {n} known cases"
INTRO: Final = (
    "As stated: only what a case says is answered; a safety question left out counts as not asked, which "
    "raises the urgency. Interviewed: unstated safety items are answered no, other unstated ones not sure; "
    "what sets a stated danger sign apart stays not asked. In brackets: the 95 % range (Wilson)."
)
KNOWLEDGE: Final = "Knowledge {version} ({hash})."
MEASURE, STATED, INTERVIEWED, UNAMBIGUOUS = "", "As stated", "Interviewed", "… unambiguous"
SHARES: Final = {
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
MEANS: Final = {
    "brier": "Brier score",
    "calibration_error": "Calibration error",
    "first_calibration_error": "… of the first",
    "first_probability": "Chance of the first",
}
LEGEND: Final = (
    "Right: the family of the main cause. Lenient: a co-existing or arguable cause counts too. Urgent: needs "
    "help the same day or sooner. At home: self care or routine. Brier: 0 is best. Calibration error: the "
    "mean gap between probability and frequency, over all families, then over first families (lenient); "
    "with few cases the second is large by chance alone, so compare the mean chance with first, lenient."
)
SHARE: Final = "{hits}/{n} {share}% ({low}-{high})"
NOBODY: Final = "–"
GROUPS: Final = {"by_age": "By age", "by_sex": "By sex", "by_condition": "By expected cause"}
GROUPS_HEADING: Final = "{group}, interviewed (High, Low: urgency too high, too low)"
GROUP_COLUMNS: Final = ("", "n", "1st", "1-3", "Caught", "Home", "High", "Low")
GROUP_SHARES: Final = ("first", "first_three", "caught", "at_home", "over", "under")
CASES: Final = "Each case, interviewed (* expected cause, + counts as well; urgency ↑ too high, ↓ too low)"
AMBIGUOUS: Final = "arguable"
NO_CAUSE: Final = "no cause stated"
NOT_LISTED: Final = "{id} (not in the knowledge)"
NOT_POSSIBLE: Final = "no cause in the knowledge allows these answers"
TRIAGE: Final = {"at_level": "=", "over": "↑", "under": "↓"}
LEVELS: Final = {
    "emergency_now": "emergency",
    "urgent_same_day": "same day",
    "see_clinician_soon": "soon",
    "routine": "routine",
    "self_care": "self care",
}
NO_CASES: Final = "this holds no case."
GIVE_CASES: Final = "Give a list of cases, each with its 'expected'."
NOTHING_EXPECTED: Final = "no case says what is 'expected', so nothing can be compared."
