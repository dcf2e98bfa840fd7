"""Every word of `ilium study tradeoff`: its tables and its picture."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

HEADING: Final = "What the loss table trades"
INTRO: Final = (
    "{people} simulated people answered every question. “Sent”: people with a serious condition who are "
    "told to see a clinician within two weeks or sooner. “At home”: people without one who are told to look "
    "after it at home or to book an ordinary visit. In brackets: the 95 % range of the simulation."
)
FACTOR: Final = "Table times"
CAUGHT_COLUMN: Final = "Sent (n = {n}, worth {worth:.0f})"
KEPT_COLUMN: Final = "At home (n = {n})"
RATE: Final = "{share} ({low} to {high})"
TODAY_MARK: Final = "{factor}  today"
FLOOR_MARK: Final = "{factor}  rules alone"
FLOOR_TOLD: Final = (
    "Locked floor: the rules on answers alone send {share}. No setting of the loss table can lower it, "
    "because the urgency is the highest that anything asks for."
)
BOTTOM_TOLD: Final = "In this sample, lowering the table below {factor} changes nothing more for those sent."
BOTTOM_NONE: Final = "In this sample the table sends nobody whom the rules do not."
CONDITIONS: Final = "Each serious condition"
CONDITION: Final = "Condition"
BY_RULES: Final = "Rules alone"
WITH_TABLE: Final = "With the table today"
EACH_N: Final = "n = {least} to {most} people each."
SENDERS: Final = "What sends people without a serious condition"
SENDER: Final = "Reason"
SHARE: Final = "Of them all"
SENDERS_NOTE: Final = "One person may have several reasons."
CAUTION: Final = (
    "These people are drawn from the knowledge itself, so this shows how its parts weigh against each other. "
    "It does not show how often real people are sent. {sent} of the people without a serious condition "
    "are sent too, so part of those rightly sent would be sent by chance."
)
WRITTEN: Final = "The picture is in {file}."
NO_FOLDER: Final = "{file}: there is no folder {folder}. Make it first, or give another name."
CANNOT_WRITE: Final = "{file}: cannot be written: {why}. Give another name."

# The picture

CHART_TITLE: Final = "What the loss table trades"
CHART_NOTE: Final = "{people} simulated people, knowledge {version}; shaded: 95 % range of the simulation"
CAUGHT: Final = "serious conditions\nsent to a clinician"
KEPT: Final = "people without one\nwho may stay at home"
AXIS: Final = "all losses multiplied by"
RULES_ALONE: Final = "rules alone"
TODAY: Final = "today"
FLOOR: Final = "locked floor: rules on answers alone"
CHART_TOLD: Final = (
    "Two lines over the factor by which the loss table is multiplied, from 0 to 64. Serious conditions sent "
    "to a clinician: {floor} by the rules on answers alone, {caught} with the table of today. People without "
    "a serious condition who may stay at home: {kept_floor} by the rules alone, {kept} with today's table."
)


def percent(share: float) -> str:
    """A share as people read it; nothing short of all is called 100 %."""
    shown = f"{share * 100:.1f}"
    return f"{'99.9' if shown == '100.0' and share < 1 else shown} %"


def factor_words(factor: float) -> str:
    """A factor as a whole number or a fraction."""
    return str(Fraction(factor).limit_denominator(64))
