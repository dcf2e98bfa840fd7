"""Every word of `ilium study evaluate`, in the terminal and as a page."""

from __future__ import annotations

from typing import Final

HEADING: Final = "Ilium held against {n} known cases"
INTRO: Final = (
    "As stated: only what a case says is answered; a safety question left out counts as not asked, which "
    "raises the urgency. Interviewed: unstated safety items are answered no, other unstated ones not sure; "
    "what sets a stated danger sign apart stays not asked."
)
RANGES: Final = (
    "In brackets: the 95 % range. Of shares it is Wilson's, which holds with few cases too; drawing cases "
    "again would make 3 of 3 look certain. Of means and medians it is the middle of 2,000 resamples of the "
    "cases; under {enough} cases there are too few for one, and up to about 10 it is rather too narrow."
)
COVERAGE: Final = (
    "Not shown: how often Ilium's range of a probability holds the true one. Of real cases nobody knows the "
    "true probability. 'python -m benchmarks.coverage' measures it on simulated people."
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
MEANS: Final = {"brier": "Brier score", "first_probability": "Chance of the first"}
CALIBRATIONS: Final = {"calibration_error": "Calibration error", "first_calibration_error": "… of the first"}
COUNTS: Final = {"questions": "Questions asked", "questions_median": "… median"}
MEAN, COUNT = "{:.3f}", "{:.1f}"
TOO_FEW: Final = "{n}: too few"
BY_CHANCE: Final = "by chance {mean:.3f}, up to {most:.3f}"
LEGEND: Final = (
    "Right: the family of the main cause. Lenient: a co-existing or arguable cause counts too. Urgent: needs "
    "help the same day or sooner. At home: self care or routine. Brier: 0 is best. Calibration error: the "
    "mean gap between probability and frequency, over all families, then over first families (lenient)."
)
CHANCE: Final = (
    "By chance: what probabilities that were right would show with so few cases, on average, and up to what "
    "in 19 of 20 times. Only an error above that speaks against the probabilities."
)
SHARE: Final = "{hits}/{n} {share}% ({low}-{high})"
NOBODY: Final = "–"
GROUPS: Final = {"by_age": "By age", "by_sex": "By sex", "by_condition": "By expected cause"}
EACH_GROUP: Final = "{group}, interviewed"
GROUPS_HEADING: Final = "{group}, interviewed (High, Low: urgency too high, too low)"
GROUP_HEADING: Final = "{name} (n {n})"
GROUP_COLUMNS: Final = ("", "n", "1st", "1-3", "Caught", "Home", "High", "Low")
GROUP_SHARES: Final = ("first", "first_three", "caught", "at_home", "over", "under")
GROUP_MEANS: Final = "Probabilities and questions"
GROUP_CALIBRATIONS: Final = {
    "calibration_error": "Calibration error, all families",
    "first_calibration_error": "Calibration error, first families",
}
GROUP_MEDIAN: Final = "Questions (median)"
BY_ALONE: Final = "--by is for tables in the terminal; --json and --html tell of all groups. Leave --by out."
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
INTERVIEWING: Final = "Interviewing"
NO_CASES: Final = "this holds no case."
GIVE_CASES: Final = "Give a list of cases, each with its 'expected'."
NOTHING_EXPECTED: Final = "no case says what is 'expected', so nothing can be compared."

FIGURES: Final = "Figures"
ONLY_UNAMBIGUOUS: Final = "Interviewed, unambiguous"
TITLE: Final = "Ilium held against known cases"
PICTURES: Final = "Pictures, as interviewed"
RELIABILITY: Final = "Can the probabilities be taken at their word?"
RELIABILITY_TEXT: Final = (
    "Each point: the causes that were given about this probability, and how often they were there, with the "
    "95 % range (Wilson). On the dashed line the two agree. Large points hold more causes."
)
ALL_FAMILIES: Final = "All families of all cases"
FIRST_FAMILIES: Final = "First families (a co-existing or arguable cause counts)"
GIVEN_CHANCE: Final = "Probability given"
CAME_TRUE: Final = "Share that was true"
CONFUSION: Final = "Urgency expected and given"
CONFUSION_TEXT: Final = "Rows: expected. Columns: given. Amber: too high. Red: too low."
GIVEN, EXPECTED = "Given", "Expected"
QUESTIONS_TITLE: Final = "How many questions the interview asks"
QUESTIONS_TEXT: Final = (
    "Each case was sent through the interview, which stopped where it would for a person. A page counts "
    "once, a long checklist twice."
)
ASKED, PEOPLE = "Questions asked", "Cases"
HOW_MANY, TRUE_SHARE, RANGE, CAUSES = "Mean probability", "True", "95 % range", "Causes"
WORST: Final = "The cases that went most wrong"
WORST_TEXT: Final = (
    "First those who needed help the same day and were told less, then those with a wrong first cause whose "
    "probabilities lay furthest from the truth (the highest Brier score); six at most. The trail shows, "
    "answer by answer, how each cause came to its probability, from how common it is: how likely the answer "
    "is with this cause and without it, as a share of one, and the probability after it. Of age and sex it "
    "is how many times as often as in everybody."
)
NONE_WRONG: Final = "None: every first cause is right or arguable, and nobody urgent was missed."
TRAIL_OF: Final = "{name}: {before} before any answer, {after} after all"
ANSWER, WITH, WITHOUT, AFTER = "Answer", "With this cause", "Without", "Then"
SHOW_TRAIL: Final = "Show the trail"
GIVEN_LEVEL: Final = "Given {given}, expected {expected}"
RULES: Final = "Rules: {rules}"
REPEAT: Final = "The same knowledge and the same cases give the same page. It loads nothing from elsewhere."
