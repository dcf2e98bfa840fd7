"""Every word that the terminal shows and that the knowledge does not hold: one place to read and to mend."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

# The report

HEADING: Final = "What Ilium makes of your answers"
CALL: Final = "Emergency number: {number}"
WHOM: Final = "{whom}: {who}."
WHY: Final = "Why"
OTHER_REASONS: Final = "Also"
UNSURE_OF: Final = (
    "You were not sure about {n} things that matter. That is all right: ask someone to check them with you. "
    "This is how to find out:"
)
MORE_REASONS: Final = "{n} more, less urgent: --json lists them all."
SOURCES: Final = "Where the pain may come from"
SOURCES_NOTE: Final = "Among people with answers like yours. Two causes can be at work at once."
HELP_FIRST: Final = "Get help first. The rest of this page can wait."
DO_NOT_WAIT: Final = "Get emergency help at once ({number}) if one of these comes:"
CAUSES_CAN_WAIT: Final = "What the cause may be can wait: --all shows it."
NOT_YET: Final = "These guesses do not count until the emergency is ruled out."
UNLISTED: Final = "Something not on this list"
FOR: Final = "+"
AGAINST: Final = "-"
EXPLAIN_HINT: Final = "+ speaks for it most, - against. All of it: ilium explain {file} {id}"
PLAN: Final = "What to do now"
PLAN_WAITING: Final = "While you wait"
PLAN_UNCERTAIN: Final = "No cause leads, so this is what suits most of them."
STOP_DOING_IT: Final = "Stop what brings on one of these:"
HELD_BACK: Final = "Held back for now"
SAFETY_NET: Final = "When to look again"
WOULD_CHANGE: Final = "What would change this"
CANNOT_SEPARATE: Final = "What we cannot tell apart"
SEPARATE_WITH: Final = "What can:"
MORE_WITH_ALL: Final = "{n} more: --all shows them."
NEXT: Final = "What to ask next"
STOPPED: Final = "Why Ilium stops asking"
BEST_NEXT: Final = "Best to ask or examine next"
BEST_NEXT_NOTE: Final = (
    "The order weighs what an answer is expected to tell (in bits) and its chance to raise the urgency "
    "against the effort. The safety questions come before all of them."
)
EXAMINATION: Final = "test"
QUESTION: Final = "question"
BITS: Final = "{least}{bits:.2f} bits"
AT_LEAST_BITS: Final = "at least "
IN_SHORT: Final = "In short: {name}. {time}."
KNOWLEDGE_LINE: Final = "Knowledge {version} ({hash})."
NOT_A_DIAGNOSIS: Final = (
    "Not a diagnosis. Not a medical device. No clinician has reviewed this knowledge yet."
)
SAVED: Final = (
    "Your answers are saved. See this page again with:\n  ilium assess {file}\n"
    "Go on with the questions with:\n  ilium assess {file} --continue"
)
NO_RESULT: Final = "You left before the first question, so there is no result."
CONTINUED: Final = "{n} answers are there already; c shows them."
CONTINUED_AGAIN: Final = "{n} are of {date} and may have changed since, so we ask them again."
CONTINUE_WHAT: Final = "--continue needs the file that an interview was kept in: ilium assess FILE --continue"
CONTINUE_EPISODE: Final = (
    "{file} is followed over time. Begin an episode with it, and check in there: ilium episode start {file}"
)
CONTINUE_TOO_OLD: Final = (
    "{file} is of {date}, which is too long ago to go on with. Begin anew: ilium assess. To tell how it went "
    "since, keep it as an episode: ilium episode start {file} --date {date}"
)
CONTINUE_AHEAD: Final = "{file} is of {date}, a day that is still to come. Mend 'today' in it."
CONTINUE_OTHERS: Final = (
    "{file} holds more than an interview writes, such as notes, and they would be lost. Say where to keep "
    "the answers: --save OTHER_FILE"
)
NOT_SAVED: Final = "Your answers were not kept. With --save FILE they are."

# The interview

TITLE: Final = "Ilium"
WELCOME: Final = "Why does my upper buttock hurt, and is it safe to stay at home?"
WELCOME_LINES: Final = (
    "We ask about forty short things, safety first. It takes about ten minutes.",
    "You can say “not sure” or “rather not say” to every one. You can go back, change an answer, or stop at "
    "any time and see the result so far.",
    "Your answers stay on this machine.",
    "This is not a diagnosis and not a medical device. No clinician has reviewed its knowledge yet.",
    "Get emergency care now, without these questions, if you lose control of bladder or bowel, go numb "
    "between the legs, or a leg suddenly becomes weak. The emergency number is {number}.{whose}",
)
BEGIN: Final = "Begin"
WHY_ASKED: Final = "Why we ask"
A_WAY_TO_FIND_OUT: Final = "A way to find out"
STILL_NOT_SURE: Final = "Still not sure? Press Enter. That is fine, and we never read it as a no."
GO_ON: Final = "Go on"
ANSWER_ALL: Final = "One answer each, please. {n} still to go."
ANSWER_ONE: Final = "One more answer, please."
TICK_FIRST: Final = "Mark what fits with Space, or choose “{none}”."
POINT_AT_COUNTRY: Final = "No country is chosen yet. Type its first letter or press ↓, and then Enter."
POINT_FIRST: Final = "Nothing is chosen yet. Press the letter in [ ], or ↓ and then Enter."
NO_ANSWERS: Final = "There is nothing to change yet."
CHANGE: Final = "Which answer do you want to change?"
TYPE_HERE: Final = "Type a number"
TYPE_DIGITS: Final = "Please type digits, for example 5."
NO_SUCH_NUMBER: Final = "Please give a number {bounds}."
DONE: Final = "That is all"

KEYS_PAGE: Final = "↑↓ move   Enter choose   w why?   b back   c change   q stop, see result"
KEYS_LIST: Final = "↑↓ move   Space mark   Enter done   w why?   b back   c change   q stop"
KEYS_MAP: Final = "↑↓←→ move   Space mark   Enter done   w why?   b back   c change   q stop"
KEYS_NUMBER: Final = "0-9 type   Enter done   w why?   b back   c change   q stop, see result"
KEYS_CHANGE: Final = "↑↓ move   Enter choose   b back to the questions"
KEYS_COUNTRY: Final = "↑↓ move   a-z first letter   Enter choose   Esc back"
KEYS_EMERGENCY: Final = "Enter see the whole page   g go on, for your clinician   b wrong answer, back"
KEYS_WELCOME: Final = "Enter begin   q leave"

EMERGENCY_FOUND: Final = "Emergency found: call {number} now. These questions are for your clinician."
EMERGENCY_STOP: Final = "We stop the questions here. Your answers are not lost."

# Refusals

NEEDS_A_TERMINAL: Final = (
    "The interview needs a terminal to ask in. Give a case file instead: ilium assess CASE "
    "('ilium schema case' says what is in one)."
)
NO_COUNTRY_CODE: Final = "'{given}' is no country code."
TWO_LETTERS: Final = "Give two letters, such as GB or US."
MEANT_COUNTRY: Final = "Did you mean {code}?"
ALREADY_THERE: Final = "{file} is already there. Give another name, or --force to replace it."
NO_FOLDER: Final = "{file}: there is no folder {folder}. Make it first, or give another name."
IS_A_FOLDER: Final = "{file} is a folder. Give the name of a file."
ONLY_INTERVIEW: Final = "{option} belongs to the interview. Leave it out when you give a case."
IMPORT_OR_CONTINUE: Final = "--import begins anew, and --continue goes on with a case. Give one of them."
JSON_OR_FHIR: Final = "--json and --fhir print two different things. Give one of them."
CANNOT_WRITE: Final = "{file}: cannot be written: {why}. Give another name."

NO_SUCH_FILE: Final = "there is no such file."
CHECK_THE_NAME: Final = "Check the name, or give '-' to read standard input."
FOLDER_NOT_FILE: Final = "this is a folder, not a file."
GIVE_A_FILE: Final = "Give the file with the case."
MAY_NOT_READ: Final = "you may not read this file."
ASK_FOR_RIGHTS: Final = "Change its permissions, or copy it to where you can read it."
CANNOT_READ: Final = "this cannot be read ({why})."
TOO_LONG: Final = "this is longer than {n:,} bytes, and no more is read."
ONE_CASE: Final = "Give one case."
CANNOT_BE_TRUE: Final = "these answers cannot all be true together, as far as the knowledge goes."
LOOK_AGAIN_AT: Final = "Look again at each answer; 'unknown' is an answer too."
STANDARD_INPUT: Final = "<standard input>"

# Looking into the knowledge

NOTHING_CALLED: Final = "There is nothing called '{id}' in the knowledge."
SEE_LISTS: Final = "'ilium knowledge --help' says how to list what there is."
ALL_FITS: Final = "{region}, knowledge {version}: everything fits together."
NUMBERS: Final = "numbers"
BASES: Final = {
    "study": "rest on a study",
    "guideline": "rest on a guideline",
    "expert": "are estimates, with their reasons",
}
FIGURES: Final = "published figures, each against the network in that study's own mix of people"
STANDINGS: Final = {
    "inside": "inside the published 95 % interval",
    "between": "between studies that contradict each other",
    "excused": "outside, with a written reason",
    "outside": "outside, without one",
}
MECHANISM_SETS: Final = "sets of mechanisms (at most {most})"
EARLIER_CALLED: Final = "earlier called: {ids}"


def quoted(file: Path | None) -> str:
    """The name of a case file as it is typed, or a word that stands for it."""
    return shlex.quote(str(file)) if file is not None else "CASE"
