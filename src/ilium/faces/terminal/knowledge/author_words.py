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
