"""Who somebody is, as a record says: age and sex."""

from __future__ import annotations

import calendar
import datetime
import re

from ilium.faces.fhir.chart.held import Plain

GENDERS = ("female", "male")
_BIRTH = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def age_on(birth: str, today: datetime.date) -> int | None:
    """The age of somebody born in a year, a month or on a day; the lower one where it may be either."""
    found = _BIRTH.fullmatch(birth)
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    try:
        born = datetime.date(year, month, int(found[3] or calendar.monthrange(year, month)[1]))
    except (ValueError, calendar.IllegalMonthError):
        return None
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return age if age >= 0 else None


def age_of(patient: Plain, today: datetime.date) -> int | None:
    """The age of a patient, as far as the record says it."""
    return age_on(str(patient.get("birthDate", "")), today)


def sex_of(patient: Plain) -> str | None:
    """The sex of a patient, where the record names one that Ilium reckons with."""
    gender = patient.get("gender")
    return gender if gender in GENDERS else None
