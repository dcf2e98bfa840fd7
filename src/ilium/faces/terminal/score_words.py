"""Every word of `ilium study score`."""

from __future__ import annotations

from typing import Final

from ilium.knowledge.levels import Level

HEADING: Final = "{rows:,} rows: {scored:,} scored, {rejected:,} set aside"
LEVELS: Final = {
    Level.EMERGENCY_NOW.value: "emergency help now",
    Level.URGENT_SAME_DAY.value: "seen today",
    Level.SEE_CLINICIAN_SOON.value: "see a clinician soon",
    Level.ROUTINE.value: "an ordinary visit",
    Level.SELF_CARE.value: "care at home",
}
LEVEL_COLUMNS: Final = ("Told", "Rows")
WRITTEN: Final = "The scores are in {target}, the rows set aside in {rejects}, each with its reason."
KNOWLEDGE: Final = "Knowledge {version}, {hash}."

NO_FILE: Final = "{file}: there is no such file."
SAME_FILE: Final = "{file} is to be read and written at once. Give the scores another name."
NO_FOLDER: Final = "{file}: there is no folder {folder}. Make it first, or give another name."
NO_TABLE: Final = "{file}: this is no Parquet table: {why}"
NO_ARROW: Final = "Scoring needs the packages of the extra 'study': pip install 'ilium[study]'"
CANNOT_WRITE: Final = "{file}: cannot be written: {why}. Give another name."
BAD_COLUMN: Final = {
    "name": "{file}: column '{column}': there is no such question or item, or it stands there twice. {near}",
    "type": "{file}: column '{column}': no answer has its type. 'ilium knowledge show' tells what it takes.",
    "both": "{file}: column '{column}': the list has a column of its own as well. Keep one of the two.",
}
SEE_COLUMNS: Final = "'ilium knowledge questions' lists the questions and their items."
