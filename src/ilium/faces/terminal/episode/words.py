"""What `ilium episode` says beside the words of the knowledge and of the report."""

from __future__ import annotations

from typing import Final

KEPT: Final = "Your answers are kept on this machine, as episode {id}."
KEPT_AT: Final = "They are in {place}."
HOW_ON: Final = "When there is news, or on the next date:\n  ilium episode checkin {id}"
DATES: Final = "Dates"
CALENDAR_HINT: Final = "Put them into your calendar: ilium episode calendar {id} --output dates.ics"
NOTHING_ANSWERED: Final = "Nothing was answered, so nothing was kept."
NOT_KEPT: Final = "The page above is right, but this was NOT kept. {why}"

HEADING: Final = "Episode {id}, day {day}"
SINCE: Final = "It began on {started}. Check-ins so far: {n}."
CHART: Final = "Your pain so far"
CHART_KEY: Final = "o your pain   ░ where 8 of 10 people with answers like yours are expected"
CHART_KEY_ALONE: Final = "o your pain, from 0 to 10"
CHART_DAYS: Final = "day"
NO_PAIN_TOLD: Final = "How bad the pain is was not told yet."
LEFT_OUT: Final = (
    "The knowledge has changed and no longer takes these answers, so they count as not asked: {ids}."
)

MOVED: Final = "What newer knowledge changes"
MOVED_SINCE: Final = (
    "On {date} the knowledge was {then}; today it is {now}. The same answers, on that same day, now say:"
)
MOVED_NOTHING: Final = "The conclusions are as they were."
MOVED_URGENCY: Final = "How soon: it was “{then}”, it is “{now}”."
MOVED_FIRST: Final = "Likeliest source: it was {then}, it is {now}."
MOVED_CHANCE: Final = "{family}: it was {then}, it is {now}."
MOVED_UNREADABLE: Final = "The knowledge of today cannot make sense of these answers together."

NONE_YET: Final = "No episode is kept in {place}. Begin one: ilium episode start"
LIST_HEAD: Final = ("id", "began", "last answers", "check-ins")

REALLY_DELETE: Final = "Delete episode {id} of {started}, with {n} check-ins? It cannot be brought back."
SAY_YES: Final = "Without a terminal, say that you mean it: --yes"
NOT_DELETED: Final = "Nothing was deleted."
DELETED: Final = "Episode {id} is deleted."
COPIES_GONE: Final = "Copies that Ilium had kept beside the database are deleted too: {copies}"
NOT_SWEPT: Final = (
    "Another program holds the database open, so traces may stay in its file for now. When that program is "
    "closed, wipe them away with: ilium doctor --sweep"
)
YOUR_COPIES: Final = "Backups and exports that you made yourself are still where you put them."

ONE_OR_ALL: Final = "Give the id of an episode, or --all with --output FILE.zip."
ALL_TO_FILE: Final = "--all writes a zip: say where with --output FILE.zip."
EXPORTED: Final = "{n} episodes are in {file}."
BACKED_UP: Final = "{n} episodes are in {file}. It was read back and is whole."
RESTORED: Final = "Brought back: {added}. Replaced: {replaced}. Already there: {kept}."

DUE_TITLES: Final = {
    "check_in": "Check-in: how is it going?",
    "be_seen": "Be seen by today at the latest",
    "safety_net": "Is it better by now?",
}
DUE_TEXTS: Final = {
    "check_in": "Answer a few short questions: ilium episode checkin {id}",
    "be_seen": "By today at the latest: {do}",
    "safety_net": "If it is not better by today, look again and be seen: ilium episode checkin {id}",
}
NO_DATES: Final = "There is no date to wait for: {do}"

CLEARED: Final = "Noted: a clinician looked at this on {date} ({test})."
NO_RULE: Final = "There is no rule '{rule}'. {near}"
BAD_DATE: Final = "'{given}' is no date. Write it like 2026-03-01."
RULES_NAMED: Final = "'ilium episode show ID --json' names each rule under 'reasons'."
LONGEST_TEST: Final = 200
TEST_LENGTH: Final = "Say in --test what was looked at, in one to {n} letters."
