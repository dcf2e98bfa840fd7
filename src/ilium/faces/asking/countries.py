"""The names of the countries that one can choose from, and what is said around the choice, on every face."""

from __future__ import annotations

from collections.abc import Container
from typing import Final

COUNTRIES: Final = {
    "GB": "United Kingdom",
    "IE": "Ireland",
    "US": "United States",
    "CA": "Canada",
    "AU": "Australia",
    "NZ": "New Zealand",
    "AT": "Austria",
    "BE": "Belgium",
    "BR": "Brazil",
    "BG": "Bulgaria",
    "HR": "Croatia",
    "CY": "Cyprus",
    "CZ": "Czechia",
    "DK": "Denmark",
    "EE": "Estonia",
    "FI": "Finland",
    "FR": "France",
    "DE": "Germany",
    "GR": "Greece",
    "HK": "Hong Kong",
    "HU": "Hungary",
    "IS": "Iceland",
    "IN": "India",
    "IT": "Italy",
    "JP": "Japan",
    "LV": "Latvia",
    "LT": "Lithuania",
    "LU": "Luxembourg",
    "MT": "Malta",
    "MX": "Mexico",
    "NL": "Netherlands",
    "NO": "Norway",
    "PL": "Poland",
    "PT": "Portugal",
    "RO": "Romania",
    "SG": "Singapore",
    "SK": "Slovakia",
    "SI": "Slovenia",
    "ZA": "South Africa",
    "ES": "Spain",
    "SE": "Sweden",
    "CH": "Switzerland",
}
"""In the order of the list: first where most readers of English are, then by name."""

DEFAULT: Final = "default"
"""Stands for every other country."""
WHERE: Final = "Where are you?"
WHY_WHERE: Final = "So that we name the right number and the right people."
ANOTHER: Final = "Another country"
NUMBER_FOR: Final = "This is the number for {country}. Somewhere else? Call the emergency number there."
MOST_PHONES: Final = "most mobile phones"


def name_country(code: str) -> str:
    """A country as it stands in the list."""
    return COUNTRIES.get(code, ANOTHER)


def say_whose_number(code: str) -> str:
    """For which country an emergency number is."""
    return NUMBER_FOR.format(country=COUNTRIES.get(code, MOST_PHONES))


def countries_to_choose(known: Container[str], guess: str = DEFAULT) -> tuple[str, ...]:
    """The countries whose numbers are known, the likely one first, any other one last."""
    codes = [code for code in COUNTRIES if code in known]
    first = [guess] if guess in codes else []
    return (*first, *(code for code in codes if code not in first), DEFAULT)
