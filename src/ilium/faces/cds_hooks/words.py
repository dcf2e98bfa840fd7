"""The words of the cards."""

from __future__ import annotations

from typing import Final

TITLE: Final = "Ilium: pain of the upper buttock"
DESCRIPTION: Final = (
    "For an adult with pain in the upper buttock: how soon to be seen and why, serious causes that are still "
    "open, and the three examination tests of most value now."
)
USAGE: Final = (
    "Cards come where a current diagnosis is one that Ilium ranks or one beside it, or where the request "
    "carries a case of Ilium under extension 'ilium.case'. What is not sent counts as not asked, "
    "never as absent."
)
URGENCY: Final = "{name}: {reason}"
OPEN_ONE: Final = "A serious cause is still open: {names}"
OPEN_MANY: Final = "{n} serious causes are still open: {names}"
TESTS: Final = "Tests of most value now: {names}"
REASON: Final = "- {text}"
CITED: Final = "  - {says} ([{label}]({url}), {kind})"
ESTIMATE: Final = "  - An estimate; see [the rule]({url})."
FIRED: Final = "a warning sign: {text}"
UNANSWERED: Final = "not answered yet: {questions}"
LIKELY: Final = "at {chance:.1%}, a visit is worth it from {line:.1%} on"
OPEN_ITEM: Final = "- **{name}** ({chance:.1%}): {why}"
MORE: Final = "- and {n} more"
TEST_ITEM: Final = "- **{text}** {bits:.2f} bits{least}{rise}; [numbers and sources]({url})"
LEAST: Final = " at least"
RISE: Final = ", raises the urgency at {rise:.1%}"
DIFFERING: Final = "The chart and the answers differ: ask again"
DIFFERS: Final = "- {what}: {why}"
NOT_FOR_THIS_AGE: Final = "Ilium is not for a patient of this age: nothing was worked out"
NOT_OURS: Final = (
    "Ilium knows only people from {low:g} to {high:g} years; by the date of birth this patient is {age}. "
    "Pain of the buttock has other causes at other ages. Nothing was worked out, and no warning sign was "
    "looked for."
)
OTHER_PATIENT: Final = "is not the patient whose chart is open."
SEND_THIS_PATIENT: Final = "Send along the patient of context.patientId. Nothing was worked out."
NO_DIAGNOSIS: Final = (
    "Probabilities, not a diagnosis. No clinician has reviewed this knowledge yet. Knowledge {version}, "
    "{hash}."
)
SOURCE: Final = "Ilium {version}"
LINK: Final = "Ask and examine on in Ilium"
OVERRIDES: Final = {
    "already_done": "Already examined or arranged",
    "does_not_fit": "Does not fit this patient",
    "not_now": "Not the reason for this visit",
    "disagree": "I judge this differently",
}
NO_SERVICE: Final = "There is no such service. GET /cds-services lists them."
NO_TEXT: Final = "holds a sign that no text may hold."
