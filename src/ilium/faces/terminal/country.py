"""Which country somebody is in, as far as the machine can tell."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from ilium.answers.countries import is_country, nearest_country
from ilium.documents.problems import shorten
from ilium.faces.asking.countries import COUNTRIES
from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_LOCALE = re.compile(r"[A-Za-z]{2,3}_([A-Z]{2})\b")


def find_country(given: str | None, known: Mapping[str, str]) -> str:
    """The country given, or the one of the locale when its numbers are known, or 'default'."""
    if given is not None:
        return _country_of(given)
    spoken = next((os.environ[name] for name in VARIABLES if os.environ.get(name)), "")
    found = _LOCALE.match(spoken)
    return found[1] if found and found[1] in known else "default"


def _country_of(given: str) -> str:
    """The country that somebody gave, in capitals or not; a code that is none is refused."""
    code = given.upper()
    if is_country(code):
        return code
    named = (one for one, name in COUNTRIES.items() if name.upper() == code.strip())
    meant = nearest_country(given) or next(named, "")
    remedy = words.MEANT_COUNTRY.format(code=meant) if meant else words.TWO_LETTERS
    raise Refusal(f"{words.NO_COUNTRY_CODE.format(given=shorten(given))} {remedy}")
