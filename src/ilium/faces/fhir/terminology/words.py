"""The words of the code systems, the sets and the maps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

PUBLISHER: Final = "Ilium"
UNLISTED_MEANS: Final = "What is left for causes that Ilium does not name."
SEEN_MEANS: Final = "By when to be seen, where the level wants it."
COPYRIGHT: Final = (
    "The knowledge of Ilium is licensed under Creative Commons Attribution 4.0 International "
    "(https://creativecommons.org/licenses/by/4.0/). Copyright the Ilium maintainers."
)
CONCEPTS: Final = "What Ilium knows"
CONCEPTS_MEAN: Final = (
    "Every id in the knowledge of Ilium: conditions, findings, questions, red flags, levels of urgency, "
    "actions and all else. Ids last: a rename keeps the old one as an alias."
)
ANSWERS: Final = "Answers to the questions of Ilium"
ANSWERS_MEAN: Final = (
    "The answers that all questions share (yes, no, new, same, none, unknown, declined), those of one "
    "question (its id, a dot and the choice), and what a case says beside them."
)
PROPERTIES: Final[Mapping[str, tuple[str, str]]] = {
    "kind": ("string", "What it is: condition, finding, question, red_flag, level ..."),
    "clinical-name": ("string", "What clinicians call it."),
    "alias": ("string", "An id that it used to have."),
    "family": ("code", "The family that a condition is ranked in."),
    "serious": ("boolean", "Whether a condition must not be missed."),
    "mechanism": ("code", "What a condition sets off in the tissue."),
    "structure": ("code", "The part of the body that it concerns."),
    "finding": ("code", "What the answers to a question say something about."),
    "safety": ("boolean", "Whether a question is one of the safety questions."),
    "unit": ("string", "The unit of a number, as UCUM writes it."),
    "level": ("code", "The lowest urgency that a red flag allows."),
    "question": ("string", "The id of the question that an answer belongs to."),
}
"""The properties of codes: their type, and what they say."""
SETS: Final[Mapping[str, tuple[str, str]]] = {
    "condition": ("conditions", "Conditions: the causes of the pain that Ilium can name"),
    "family": ("families", "Families: conditions shown together"),
    "mechanism": ("mechanisms", "Mechanisms: what happens in the tissue"),
    "structure": ("structures", "Parts of the body"),
    "finding": ("findings", "Findings: what can be observed"),
    "question": ("questions", "Questions"),
    "red_flag": ("red-flags", "Red flags: rules from answers to a lowest urgency"),
    "level": ("levels", "Levels of urgency"),
    "who": ("people-to-see", "Whom to see"),
    "action": ("actions", "Actions: what to do now"),
    "medicine": ("medicines", "Medicines without a prescription"),
}
"""The kinds that have a set of their own: its id and its title."""
OF_CONDITION: Final = "{kind}: {condition}"
"""What is called after the condition that it belongs to."""
SET_MEANS: Final = "Every code of this kind in the knowledge of Ilium."
ANSWER_SET: Final = "Answers: {question}"
ANSWER_SET_MEANS: Final = (
    "What the question '{id}' can be answered with. Not sure and rather not say are always possible."
)
ABSENT: Final[Mapping[str, str]] = {
    "asked-unknown": "Asked But Unknown",
    "asked-declined": "Asked But Declined",
}
"""The codes of HL7's data-absent-reason for ours, in the words of HL7."""
ABSENT_SYSTEM: Final = "HL7's reasons for missing data"
MAP: Final = "Ilium in {system}"
MAP_MEANS: Final = (
    "What the ids and answers of Ilium are called in {system}, as far as somebody has looked it up. What is "
    "missing here has no code, or none that could be verified."
)
MATCHES: Final[Mapping[str, str]] = {
    "equal": "",
    "wider": "The code means more than our concept.",
    "narrower": "The code means a part of our concept.",
    "near": "The code means something close to our concept.",
}
"""What is said beside a code where its note says nothing."""

NO_SET: Final = "Nothing here has the address {url}."
NO_CODE: Final = "There is no code '{code}' in {system}."
NO_SYSTEM: Final = "There is no code system {system} here."
OUR_SYSTEMS: Final = "Here are {systems}."
WANT: Final = "'{name}' is missing."
WANT_DO: Final = "Give '{name}', once."
WANT_NUMBER: Final = "'{name}' is a whole number, 0 or more."
NOT_MAPPED: Final = "No code of another system is known for this one."
