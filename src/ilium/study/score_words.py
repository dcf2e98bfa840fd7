"""The reasons for which a row of a cohort table is set aside."""

from __future__ import annotations

from typing import Final

UNKNOWN_SETTING: Final = "'{value}' is no setting. Use one of: {settings}."
IMPOSSIBLE: Final = "These answers cannot occur together in any explanation the knowledge holds."
UNREADABLE: Final = "A value is of a type that no answer has."
