"""What `ilium doctor` says."""

from __future__ import annotations

from typing import Final

SIGNS: Final = {"good": "[ok]     ", "absent": "[not in] ", "broken": "[BROKEN] "}
HEALTHY: Final = "Everything that is installed is healthy."
BROKEN: Final = "Something is broken. The lines with BROKEN say what, and what to do."
SWEPT: Final = "What was deleted is wiped out of the database file."
NOT_SWEPT: Final = "Another program holds the database open. Close it and try again."
