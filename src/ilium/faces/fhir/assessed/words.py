"""The words in the resources of an assessment that the knowledge does not hold."""

from __future__ import annotations

from typing import Final

NOT_A_DIAGNOSIS: Final = (
    "Not a diagnosis. Not a medical device. No clinician has reviewed this knowledge yet. "
    "Knowledge {version}, {hash}."
)
PROVISIONAL: Final = "Provisional: {often}{far}. {not_a_diagnosis}"
DIFFERENTIAL: Final = "One of several possible causes: {often}{far}. {not_a_diagnosis}"
LIKELY: Final = "{often} of people with answers like these{far}"
AND: Final = ", {far}"
RANGE: Final = "{percent:.1f} % (range from uncertain numbers {low:.1f} to {high:.1f} %)"
RANGE_NOTE: Final = (
    "Probabilities that a condition is present, in percent, as FHIR counts them. Two causes can be at work "
    "at once, so they need not add up to 100. Each range is the 90 % range from uncertain numbers."
)
FAMILY: Final = "{name} (any of: {members})"
UNLISTED: Final = "Something that is not on this list"
METHOD: Final = "Exact inference in a causal network of conditions, mechanisms and findings"
RISK: Final = "Probabilities of the causes of pain in the upper buttock"
EMERGENCY_FIRST: Final = (
    "Get help first: call {number} now. The rest does not count until the emergency is ruled out."
)
PLAN_TITLE: Final = "What to do now"
PLAN_NOTE: Final = "A proposal, made by a program from answers; nobody has signed it."
UNCERTAIN: Final = "No cause leads, so this is what suits most of them."
STOP_WITH_IT: Final = "Stop with it if: {signs}"
HELD_BACK: Final = "Held back for now. {text}"
MOST_A_DAY: Final = "At most {most} a day"
FOR_DAYS: Final = "for {days} days at most"
DAY: Final = "day {day}"
LOOK_AGAIN: Final = "Look again"
SEE: Final = "Who to see: {who}. {reach}"
CALL: Final = "Emergency number: {number}"
SIGNS: Final = "Get emergency help at once ({number}) if one of these comes: {signs}"
WHY: Final = "Why: {text}"
SOFTWARE: Final = "Interview software for pain in the upper buttock"
KNOWLEDGE: Final = "Ilium knowledge {version}, SHA-256 {hash}"
MADE: Final = "Worked out by Ilium {software} from the answers and the knowledge {version} ({hash})."
RESTS_ON: Final = "Rests on {n} sources."
PERSON: Final = "The person who answered. Who it is, Ilium does not know; the age is an observation."
TAKEN_FROM: Final = "Taken from a record, not asked: {what} ({place})"
TOLD: Final = "{about}: {said}"
NOT_SURE: Final = "not sure"
YES: Final = "yes"
NO: Final = "no"
