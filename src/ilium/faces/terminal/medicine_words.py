"""The words about medicines in the terminal."""

from __future__ import annotations

from typing import Final

MEDICINES: Final = "Painkillers you could buy"
NO_MEDICINE: Final = "None. Ask a pharmacist or doctor."
DOSE: Final = "{product}. {dose} {spacing} At most {most}, for {days}."
ONE_DAY: Final = "1 day"
DAYS: Final = "{n} days"
STOP_MEDICINE: Final = "Stop, and get help, if:"
HELD_BACK: Final = "Not for you, or not yet"
MORE_HELD_BACK: Final = "{n} more: --all shows them."
OFFER: Final = "Do you want advice on painkillers? ({n} short questions)"
OFFER_AGAIN: Final = "You take painkillers. May we ask again whether they suit you? ({n} short questions)"
NOT_ASKED: Final = (
    "Advice on painkillers needs {n} more answers: ilium assess asks for them after its result."
)

TABLE_TITLE: Final = (
    "What each answer does to each medicine. Not sure, not said and not asked keep it back too."
)
TABLE_ABOUT: Final = "about"
REFUSED: Final = "Never advised"
OUTCOMES: Final = {"never": "never", "ask": "ask first", "lower": "{n} a day, {days} days"}
COLUMNS: Final = {
    "paracetamol": "paracetamol",
    "nsaid_tablet": "NSAID tablets",
    "nsaid_gel": "NSAID gel",
}
NO_LINE: Final = "-"
