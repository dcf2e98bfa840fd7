"""What the commands for authors of knowledge say."""

from typing import Final

NOT_DRAWN: Final = (
    "'{id}' is one of the {folder}. There is a graph of conditions, mechanisms and findings; "
    "'ilium knowledge show {id}' tells about this one."
)
NO_ID: Final = "'{name}' is no id. Ids are lower snake case: a letter first, then letters a-z, digits, '_'."
NO_REGION: Final = "{folder}: no knowledge here: 'region.yaml' is missing. Name the folder of a region."
TAKEN: Final = "'{name}' is taken: {file}. Choose another id."
BEGUN: Final = "{file} is begun. Fill in its blanks; this names those that are left:\n  {check}"

SAME: Final = "Both folders hold the same knowledge ({hash}): nothing can have moved."
VERSIONS: Final = "Old knowledge {old}, new knowledge {new}."
MOVED: Final = "{n} of {cases} cases moved to another urgency or first family (each read as if interviewed):"
NONE_MOVED: Final = "None of {cases} cases moved to another urgency or first family."
NOTHING: Final = "none"
NOW: Final = "now fires"
NO_LONGER: Final = "no longer fires"
OTHER_LEVEL: Final = "{rule} asks for another level: {old} → {new}"
DIFFERENCES: Final = "What differs between the folders:"
ADDED: Final = "only in the new"
REMOVED: Final = "only in the old"
OTHER_WORDS: Final = "other words"
MORE: Final = "... and {n} more values; --json lists them all."

NO_DIR: Final = "{folder}: there is no such folder. Make it first, or give another name."
WRITTEN: Final = "{n} files are written into {folder}."

NO_PICTURE: Final = "There is no picture '{id}'."
ANATOMY_ONLY: Final = "'{id}' shows places; '{option}' goes with a picture of structures, such as anatomy."
MAP_ONLY: Final = "'{id}' shows structures; '{option}' goes with a picture of places, such as body_map."
NO_EXERCISE_OPTION: Final = "'{id}' shows exercises; '{option}' goes with the anatomy or the body map."
SEE_PICTURE: Final = "  picture: {pose} (ilium knowledge picture {pose} --output {pose}.svg)"
NO_LIGHT: Final = "'{text}' is no light. Write a structure and a number from 0 to 1, such as si_joint=0.6."
NOT_DRAWN_THERE: Final = "'{id}' draws no '{structure}'."
NO_PLACE: Final = "'{id}' has no place '{place}'."
LIGHT_OR_CASE: Final = "Give --light or --case, not both."
SEE_STRUCTURES: Final = "See 'ilium knowledge structures'."

ANSWERS: Final = "answers: {answers}"
ITEMS: Final = "any of {items}"
ITEMS_OR: Final = "{items}; an empty list for none of them; or, for the whole list, {missing}"
NUMBER: Final = "a number from {low} to {high}"
ANY_NUMBER: Final = "a number"
WORKED_OUT: Final = "worked out from other answers, never asked"
EVERY_QUESTION: Final = (
    "Below each question stand its answers. Every question that is asked also takes unknown (not sure) and "
    "declined (rather not say). One item of a list is named like where_it_hurts.groin_left."
)
