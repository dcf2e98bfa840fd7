"""Who somebody is, as a record says: age and sex."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from ilium.answers.case import AGE, SEX
from ilium.answers.case_reader import can_read
from ilium.faces.fhir.chart import words
from ilium.faces.fhir.chart.held import Held, Plain
from ilium.faces.fhir.chart.taken import Found, NotRead, Origin, Said
from ilium.knowledge.library import Knowledge

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


def read_person(knowledge: Knowledge, held: Held, today: datetime.date) -> Iterator[Found]:
    """What a Patient says of age and sex, or why it says nothing."""
    yield _age(knowledge, held, today)
    yield _sex(held)


def _age(knowledge: Knowledge, held: Held, today: datetime.date) -> Found:
    birth = str(held.resource.get("birthDate", ""))
    age = age_on(birth, today)
    if age is None:
        return NotRead(Origin(held.place, AGE), words.NO_BIRTH)
    origin = Origin(held.place, words.DATE_OF_BIRTH.format(birth=birth))
    why = why_not_asked(knowledge, held.resource, today)
    return NotRead(origin, why) if why else Said(AGE, age, origin)


def why_not_asked(knowledge: Knowledge, patient: Plain, today: datetime.date) -> str:
    """Why a patient is not one that Ilium asks: the age, where the record tells it."""
    age, form = age_on(str(patient.get("birthDate", "")), today), knowledge.forms[AGE]
    if age is None or can_read(form, age):
        return ""
    return words.NO_ADULT.format(low=form.minimum or 0, high=form.maximum or 0, age=age)


def _sex(held: Held) -> Found:
    gender = sex_of(held.resource)
    if gender is None:
        return NotRead(Origin(held.place, SEX), words.NO_SEX)
    return Said(SEX, gender, Origin(held.place, words.GENDER.format(sex=gender)))


def sex_of(patient: Plain) -> str | None:
    """The sex of a patient, where the record names one that Ilium reckons with."""
    gender = patient.get("gender")
    return gender if gender in GENDERS else None
