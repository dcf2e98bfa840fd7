"""The choice of a country before the first question: which is pointed at, and which was chosen."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace

from ilium.faces.asking.countries import countries_to_choose, name_country
from ilium.faces.terminal import words

NOWHERE = -1


@dataclass(frozen=True, slots=True)
class CountryChoice:
    """The countries to choose from. Nothing is pointed at until somebody moves or types a letter."""

    codes: tuple[str, ...]
    at: int = NOWHERE
    chosen: str = ""
    note: str = ""

    @classmethod
    def open(cls, known: Container[str], guess: str) -> CountryChoice:
        """The choice, with the country that the machine is set to above the others."""
        return cls(countries_to_choose(known, guess))

    def press(self, key: str) -> CountryChoice:
        """The choice after a key: an arrow, the first letter of a name, or the key that chooses."""
        here = replace(self, note="")
        if key in ("up", "down"):
            return replace(here, at=min(max(self.at + (1 if key == "down" else -1), 0), len(self.codes) - 1))
        if key in ("enter", "space"):
            if self.at == NOWHERE:
                return replace(here, note=words.POINT_AT_COUNTRY)
            return replace(here, chosen=self.codes[self.at])
        return replace(here, at=self._next_with(key)) if len(key) == 1 else here

    def _next_with(self, letter: str) -> int:
        """The next country below whose name begins with a letter, from the top again after the last."""
        places = [
            n for n, code in enumerate(self.codes) if name_country(code).lower().startswith(letter.lower())
        ]
        return next((n for n in places if n > self.at), places[0] if places else self.at)
