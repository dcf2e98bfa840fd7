"""The days that a case can tell of: far enough around today, and never at the end of the calendar."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import AfterValidator

EARLIEST, LATEST = datetime.date(1900, 1, 1), datetime.date(2200, 12, 31)


def is_day(day: datetime.date) -> bool:
    """Whether a day can be meant; what is due weeks after it is still a day."""
    return EARLIEST <= day <= LATEST


def _bounded(day: datetime.date) -> datetime.date:
    if not is_day(day):
        raise ValueError(f"{day} is no day from {EARLIEST.year} to {LATEST.year}; mend the year")
    return day


BoundedDay = Annotated[datetime.date, AfterValidator(_bounded)]
"""A day in a file."""
