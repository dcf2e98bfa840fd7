"""What the tests of conformance share: the checkers of FHIR resources."""

from collections.abc import Iterator, Mapping

import pytest
from tests.conformance.fhir_checkers.checkers import Checker, all_checkers


@pytest.fixture(scope="session")
def checkers() -> Iterator[Mapping[str, Checker]]:
    """Checkers of FHIR resources, by name: three of others and our own."""
    with all_checkers() as opened:
        yield opened
