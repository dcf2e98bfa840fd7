"""The words of a result that every face shares."""

from __future__ import annotations

from typing import Final

ABOUT_IN_TEN: Final = "about {n} in 10"
MORE_THAN_NINE: Final = "more than 9 in 10"
ABOUT_ONE_IN: Final = "about 1 in {n}"
UNDER_ONE_IN_HUNDRED: Final = "fewer than 1 in 100"
BETWEEN: Final = "between {low} and {high} in {base}"
AT_MOST: Final = "at most {n} in {base}"
AT_LEAST: Final = "at least {n} in {base}"
ANYTHING: Final = "and it could be far off"
WHO_TO_SEE: Final = "Who to see"
WHO_TO_ASK: Final = "Who to ask"
NOW: Final = "Now"
WITHIN_HOURS: Final = "Within {n} hours"
WITHIN_DAYS: Final = "Within {n} days"
WITHIN_WEEKS: Final = "Within {n} weeks"
AND: Final = "{before} and {last}"
DAYS_ON: Final = "{days} days"
SOME: Final = "some"
LOOK_AGAIN: Final = "Look again within {n} weeks"
STOP_REASONS: Final = {
    "emergency": "The answers so far are enough: you need help now. More questions would only cost time.",
    "nothing_left": "Nothing is left to ask.",
    "not_worth_it": "Nothing left to ask would tell much more.",
    "settled": "The questions left would hardly help: neither the likely cause nor the urgency would change.",
}
