"""What a response says beside the answers: country, mode, setting and days."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

from ilium.answers.case import Mode, Setting
from ilium.answers.case_document import FIRST_DAY, LAST_DAY
from ilium.answers.case_reader import BadAnswerError
from ilium.answers.countries import is_country, nearest_country
from ilium.documents.problems import shorten, suggest
from ilium.faces.fhir import layout, words
from ilium.faces.fhir.case_items import word_code
from ilium.faces.fhir.items import Item
from ilium.faces.fhir.names import ANSWERS, COUNTRIES

Plain = dict[str, Any]


def read_date(item: Item) -> datetime.date:
    """The day of an item. Raises BadAnswerError."""
    value = _one(item).get("valueDate")
    try:
        if not isinstance(value, str) or len(value) != len("2026-11-22"):
            raise ValueError
        day = datetime.date.fromisoformat(value)
    except ValueError:
        raise BadAnswerError(words.NO_DATE.format(item=item.link_id), words.WRITE_DATE) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadAnswerError(words.NO_DATE.format(item=item.link_id), words.WRITE_DATE)
    return day


def read_text(item: Item, most: int) -> str:
    """The text of an item. Raises BadAnswerError."""
    value = _one(item).get("valueString")
    if not isinstance(value, str) or not 0 < len(value) <= most:
        raise BadAnswerError(words.NO_TEXT.format(item=item.link_id), words.WRITE_TEXT.format(n=most))
    return value


def read_code(item: Item, system: str) -> str:
    """The code of an item in a system. Raises BadAnswerError."""
    coding = _one(item).get("valueCoding")
    code = coding.get("code") if isinstance(coding, dict) else None
    if not isinstance(code, str) or not isinstance(coding, dict) or coding.get("system", system) != system:
        raise BadAnswerError(words.NO_CODE.format(item=item.link_id, system=system), words.SEE_OPTIONS)
    return code


def _read_country(item: Item) -> str:
    code = read_code(item, COUNTRIES)
    if not is_country(code):
        meant = nearest_country(code)
        remedy = words.MEANT_COUNTRY.format(code=meant) if meant else words.WRITE_COUNTRY
        raise BadAnswerError(words.NO_COUNTRY.format(code=shorten(code)), remedy)
    return code


def _one_of(valid: tuple[str, ...]) -> Callable[[Item], str]:
    def read(item: Item) -> str:
        code = read_code(item, ANSWERS)
        known = {word_code(word): word for word in valid}
        if code not in known:
            what = words.NO_SUCH_ANSWER.format(code=shorten(code), question=item.link_id)
            raise BadAnswerError(what, suggest(code, known))
        return known[code]

    return read


def _one(item: Item) -> Plain:
    if len(item.values) > 1:
        raise BadAnswerError(words.ONE_ANSWER.format(question=item.link_id), words.KEEP_ONE_ANSWER)
    return item.values[0]


READERS: Final[Mapping[str, tuple[str, Callable[[Item], Any]]]] = {
    layout.COUNTRY: ("country", _read_country),
    layout.MODE: ("mode", _one_of(get_args(Mode))),
    layout.SETTING: ("setting", _one_of(get_args(Setting))),
    layout.TODAY: ("today", read_date),
    layout.START: ("start", read_date),
}
"""What each item says of a case, and how it is read."""
