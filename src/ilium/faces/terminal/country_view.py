"""What the choice of a country looks like."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ilium.faces.asking.countries import WHERE, WHY_WHERE, name_country
from ilium.faces.terminal.country_choice import NOWHERE, CountryChoice
from ilium.faces.terminal.interview_line import CURSOR, DIM, HEAD, NOTE, QUIET, ROW, STRONG, Line, wrap


def country_lines(choice: CountryChoice, width: int) -> Iterator[Line]:
    """The question, why it is asked, and a line for each country."""
    yield Line(WHERE, STRONG, here=choice.at == NOWHERE, part=HEAD)
    yield from wrap(WHY_WHERE, width, style=DIM)
    yield Line("")
    for number, code in enumerate(choice.codes):
        here = number == choice.at
        text = f"{' >' if here else '  '} ( ) {name_country(code)}"
        yield Line(text, CURSOR if here else QUIET, here, ROW)
    for line in wrap(choice.note, width, "  ", "  ") if choice.note else ():
        yield replace(line, style="bold yellow", part=NOTE)
