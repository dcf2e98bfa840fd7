"""Every word of `ilium study score`."""

from __future__ import annotations

from typing import Final

from ilium.faces.terminal.long_work_words import LongWords
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

WORDS: Final = LongWords(
    doing="Scoring",
    counted="rows",
    other_study="{folder} holds the finished parts of another score: not the same {differs}. {version}Give "
    "the scores another name, or delete that folder.",
    no_study="{file} does not say what score its folder holds parts of: it is damaged, or something else. "
    "Give the scores another name, or delete that folder.",
    lost="Workers died again and again at the same rows. The same command goes on where it stopped.",
    unwritable="{file}: cannot be written: {why}. What is done is kept: make room or allow it, and the same "
    "command goes on; or give the scores another name.",
)

NO_FILE: Final = "{file}: there is no such file."
FOLDER_IN: Final = "{file} is a folder. Give the name of one Parquet file."
FOLDER_OUT: Final = "{file} is a folder. Give the name of a file to write."
SAME_FILE: Final = "{file} is to be read and written at once. Give the scores another name."
NO_FOLDER: Final = "{file}: there is no folder {folder}. Make it first, or give another name."
NO_TABLE: Final = "{file}: this is no Parquet table: {why}"
NO_ARROW: Final = "Scoring needs the packages of the extra 'study': pip install 'ilium[study]'"
CANNOT_READ: Final = (
    "{file}: cannot be read from about row {row:,} on: {why}. Write it anew, or make it readable."
)
BAD_COLUMN: Final = {
    "name": "{file}: column '{column}': there is no such question or item, or it stands there twice. {near}",
    "type": "{file}: column '{column}': no answer has its type. 'ilium knowledge show' tells what it takes.",
    "both": "{file}: column '{column}': the list has a column of its own as well. Keep one of the two.",
}
SEE_COLUMNS: Final = "'ilium knowledge questions' lists the questions and their items."
