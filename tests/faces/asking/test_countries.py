"""The list of countries on every face: every one whose emergency number is known, by its name."""

from ilium.faces.asking.countries import COUNTRIES, DEFAULT, countries_to_choose, say_whose_number
from ilium.knowledge.reading import load_knowledge


def test_every_country_whose_number_is_known_can_be_chosen_once() -> None:
    known = load_knowledge().urgency.emergency_numbers
    listed = countries_to_choose(known)
    assert sorted(listed) == sorted(known)
    assert listed[-1] == DEFAULT
    assert set(COUNTRIES) == set(known) - {DEFAULT}


def test_the_likely_country_stands_first_and_is_not_repeated() -> None:
    known = load_knowledge().urgency.emergency_numbers
    listed = countries_to_choose(known, "NZ")
    assert (listed[0], listed.count("NZ"), len(listed)) == ("NZ", 1, len(known))
    assert countries_to_choose(known, "XX") == countries_to_choose(known)


def test_the_number_says_for_whom_it_is() -> None:
    assert say_whose_number("IE").startswith("This is the number for Ireland.")
    assert say_whose_number("default").startswith("This is the number for most mobile phones.")
