"""A probability with its range, as FHIR counts it and as people do."""

from __future__ import annotations

from ilium.faces.fhir import names
from ilium.faces.fhir.assessed import words
from ilium.faces.fhir.assessed.dossier import Plain, extension
from ilium.faces.telling.often import how_far, how_often

PLACES = 10
Interval = tuple[float, float]


def percent(probability: float) -> float:
    """A probability as FHIR R4 counts it: of a hundred."""
    return round(probability * 100, PLACES)


def percent_range(interval: Interval) -> Plain:
    """A range in percent."""
    low, high = interval
    return {"low": _quantity(low), "high": _quantity(high)}


def uncertain(interval: Interval) -> Plain:
    """The range from uncertain numbers, where only one number may stand."""
    return extension("range-from-uncertain-numbers", valueRange=percent_range(interval))


def said(probability: float, interval: Interval) -> str:
    """A probability and its range in numbers for people."""
    low, high = interval
    return words.RANGE.format(percent=probability * 100, low=low * 100, high=high * 100)


def often(probability: float, interval: Interval) -> tuple[str, str]:
    """How often, as people count, and the range where it adds something."""
    far = how_far(probability, interval)
    told = how_often(probability)
    return told[:1].upper() + told[1:], words.AND.format(far=far) if far else ""


def _quantity(share: float) -> Plain:
    return {"value": percent(share), "unit": "%", "system": names.UCUM, "code": "%"}
