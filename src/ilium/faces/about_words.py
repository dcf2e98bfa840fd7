"""What Ilium says about itself: the short statements of INTENDED_USE.md."""

from __future__ import annotations

from typing import Final

PURPOSE: Final = (
    "Asks an adult with a sore upper buttock a few questions, safety first. Says how soon to be seen, and "
    "which causes are likely, with the reasons."
)
FOR_CLINICIANS: Final = (
    "To support physiotherapists, doctors and other clinicians, who decide themselves: it gathers the "
    "history of an adult with pain in the upper buttock, raises warning signs, ranks causes with their "
    "evidence, and names useful examination tests."
)
FOR_ADULTS: Final = (
    "To inform adults with pain in the upper buttock: which warning signs need help and how soon, which "
    "causes are likely and why, and what to tell a clinician. It does not replace being examined."
)
NOT_FOR: Final = (
    "anybody under 18",
    "a major injury that has happened now: get emergency care",
    "a known serious disease of this place that is under treatment: ask the team that treats it",
    "pain in another part of the body",
    "a diagnosis, a prescription, a sick note, or a decision about insurance, work or benefits",
    "use without a person who reads and judges the result",
)
REVIEW: Final = "No clinician has reviewed the knowledge yet."
EMERGENCY: Final = (
    "If you lose control of bladder or bowel, go numb between the legs, or a leg suddenly becomes weak, get "
    "emergency care now. Do not answer questions first."
)
NO_DEVICE: Final = "Not a diagnosis and not a medical device."

# The page that people read

LICENCES: Final = "Code: {code}. Text of the knowledge: {knowledge}."
FOR: Final = "What it is for"
CLINICIANS: Final = "Clinicians"
ADULTS: Final = "Adults"
NOT_FOR_HEADING: Final = "What it is not for"
RESTS_ON: Final = "What it rests on"
KNOWLEDGE: Final = "{region}, knowledge {version}"
HASH: Final = "hash {hash}"
CONCEPTS: Final = "{conditions} causes, {questions} questions, {red_flags} rules on answers, {losses} losses"
NUMBERS: Final = "{total} numbers: {study} from studies, {guideline} from guidelines, {expert} estimates"
SOURCES: Final = "{total} sources, of which {full} read in full and {abstract} as an abstract"
