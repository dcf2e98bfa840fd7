"""Which country somebody is in, as far as the machine can tell."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_CODE = re.compile(r"[A-Z]{2}\Z")
_LOCALE = re.compile(r"[A-Za-z]{2,3}_([A-Z]{2})\b")


def find_country(given: str | None, known: Mapping[str, str]) -> str:
    """The country given, or the one of the locale when its numbers are known, or 'default'."""
    if given is not None:
        code = given.upper()
        if not _CODE.match(code):
            raise Refusal(words.NO_COUNTRY_CODE.format(given=given[:80]))
        return code
    spoken = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    found = _LOCALE.match(spoken)
    return found[1] if found and found[1] in known else "default"
