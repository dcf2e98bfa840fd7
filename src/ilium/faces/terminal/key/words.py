"""The words of `ilium key`."""

from __future__ import annotations

from typing import Final

MADE: Final = "Key {id} opens until the end of {expires} (UTC). This is the only time that it is shown:"
HOW: Final = "Programs send it as: Authorization: Bearer KEY"
REVOKED: Final = "Key {id} ({name}) opens nothing any more."
NONE_YET: Final = "There is no key in {place}. Make one: ilium key create --name NAME"
HEAD: Final = ("id", "name", "opens episodes", "made", "last day", "state")
OPEN: Final = "open"
ENDED: Final = "ended"
IS_REVOKED: Final = "revoked {day}"
YES, NO = "yes", "no"
BAD_SPAN: Final = "'{given}' is no span of days. Give 1d to {most}d, or 1w to {weeks}w, such as 90d."
BAD_NAME: Final = "Give the key a name of 1 to {n} letters, such as the program that will use it."
