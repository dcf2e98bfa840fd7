"""What the commands for authors of knowledge say."""

from typing import Final

NOT_DRAWN: Final = (
    "'{id}' is one of the {folder}. There is a graph of conditions, mechanisms and findings; "
    "'ilium knowledge show {id}' tells about this one."
)
