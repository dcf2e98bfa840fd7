"""Every word of `ilium study safety`."""

from __future__ import annotations

from typing import Final

HEADING: Final = "What is proved about the safety rules"
INTRO: Final = (
    "{rules} rules, {safety_questions} safety questions and {demands} demands of the envelope, over every "
    "state of the {questions} questions that they look at."
)
STATUS: Final = {
    "proved": "proved",
    "refuted": "REFUTED",
    "undecided": "UNDECIDED",
    "not_tried": "not tried",
}
SHOWN: Final = "{shown} shown, {seconds:.1f} s"
SHOWN_STATES: Final = (
    "{shown} shown on {states:,} states, by {runs:,} runs of the program that stand for all of them, "
    "{seconds:.1f} s"
)
ALL_PROVED: Final = "All {n} claims are proved, in {seconds:.0f} s."
NOT_ALL: Final = "{n} of {all} claims are not proved."
LIMITS: Final = (
    "This is about the rules as they are written. It does not show that the questions are understood, that "
    "the answers are true, or that the rules are medically complete: no clinician has reviewed them yet."
)
ABOUT: Final = "{about} · wanted: {wanted}"
NO_CASE: Final = "No answers show this."
ANSWERS: Final = "Answers"
BEFORE: Final = "Answers before the change"
AFTER: Final = "Answers after the change"
OTHERS: Final = "Every other safety question: no. Everything else: not asked."
LEVEL: Final = "Level: {level}, within {hours} hours. Rules: {rules}."
NO_RULES: Final = "none"
KNOWLEDGE: Final = "Knowledge {version} ({hash}), {solver} {solver_version}."
WRITTEN: Final = "The certificate is in {file}."
IS_A_FOLDER: Final = "{file} is a folder. Give the name of a file."
NO_FOLDER: Final = "The file {file} cannot be written: there is no folder {folder}."
CANNOT_WRITE: Final = "The file {file} cannot be written: {why}."
SAID: Final = {
    "yes": "yes",
    "no": "no",
    "new": "yes, new or changed",
    "same": "the same as before",
    "unknown": "not sure",
    "declined": "rather not say",
    "not_asked": "not asked",
    "none": "none of these",
}
