"""What pictures say beside the names that the knowledge holds."""

from typing import Final

SIDES: Final = {"left": "left", "right": "right", "midline": "middle"}
PLACE: Final = "{place}, {side}"
NOT_LIT: Final = "hardly involved"
INVOLVED: Final = "involved in about {n} of 100 people with such answers"
ALMOST_ALL: Final = "involved in nearly everyone with such answers"
ALL_EXERCISES: Final = "All exercises and positions, each in two frames"
