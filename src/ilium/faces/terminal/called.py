"""The command as it was called: what is printed to be typed again must work where it is read."""

from __future__ import annotations

import os
import re
import shlex
from typing import Final

VARIABLE: Final = "ILIUM_CALLED"
"""Set by `bin/ilium` to the name it was called by."""
NAME: Final = "ilium"
LONGEST: Final = 200
_HINT = re.compile(rf"(?<![\w/.-]){NAME} (?=[a-z])")


def command() -> str:
    """The command to type: `bin/ilium` where that was called, else `ilium`."""
    given = os.environ.get(VARIABLE, "")
    if not given or len(given) > LONGEST or not given.isprintable():
        return NAME
    return shlex.quote(given)


def as_called(text: str) -> str:
    """A text with every command in it as the person has to type it."""
    return _HINT.sub(lambda _: f"{command()} ", text)
