"""The five levels of urgency and their order."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """How soon somebody should be seen; written from the least to the most urgent."""

    SELF_CARE = "self_care"
    ROUTINE = "routine"
    SEE_CLINICIAN_SOON = "see_clinician_soon"
    URGENT_SAME_DAY = "urgent_same_day"
    EMERGENCY_NOW = "emergency_now"

    @property
    def rank(self) -> int:
        """0 for the least urgent level to 4 for the most urgent."""
        return _ORDER[self.value]


_ORDER = {level.value: rank for rank, level in enumerate(Level)}
