"""The words of `ilium explain`."""

from __future__ import annotations

from typing import Final

NO_SUCH: Final = "There is no condition or family called '{id}'."
LISTS: Final = "'ilium knowledge conditions' lists the conditions."

RANGE: Final = "Range from uncertain numbers: {low} to {high}."
SPEAKS_FOR: Final = "What speaks for it"
SPEAKS_AGAINST: Final = "What speaks against it"
LOG_ODDS: Final = "In log odds: 0.7 doubles the odds, -0.7 halves them. All of them add up to the result."
HARDLY: Final = "{n} more that hardly matter"
NOTHING: Final = "None of the answers."
TRAIL: Final = "From number to number"
TRAIL_NOTE: Final = (
    "How often people with this cause give each answer, and how often the others do, after the answers "
    "before it. The odds are multiplied by the first over the second. Age and sex are told relative to all."
)
BEFORE: Final = "before any answer"
WITH: Final = "with it"
WITHOUT: Final = "without"
AFTER: Final = "then"
NUMBERS: Final = "The numbers behind each answer"
PRIOR_NUMBERS: Final = "Before any answer"
BASES: Final = {"study": "study", "guideline": "guideline", "expert": "estimate"}
ROLES: Final = {
    "prevalence": "share of people who come with it: {of}",
    "sets_off": "it sets off: {of}",
    "mechanism": "{finding}, brought about by: {of}",
    "condition": "{finding}, brought about by: {of}",
    "inhibitor": "{finding}, held back by: {of}",
    "leak": "{finding}, without any of these",
    "relief": "{finding}, with: {of}",
    "otherwise": "{finding}, with anything else",
    "odds_ratio": "{finding}, odds ratio of: {of}",
    "background": "{finding}, among people without such a cause",
    "share": "{finding}, as you said, with: {of}",
    "unlisted": "{finding}, when the cause is not on the list",
    "age_rate": "at your age, against all adults: {of}",
    "sex_rate": "in your sex, against all adults: {of}",
    "ticked_if_true": "marked when it is true",
    "ticked_if_not": "marked when it is not true",
}
