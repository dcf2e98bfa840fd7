"""How property tests run: `ci` (the default) repeats itself exactly; `explore` looks for new examples."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("ci", derandomize=True, deadline=None, print_blob=True)
settings.register_profile("explore", max_examples=2000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A real Chromium, closed with each file of tests: while it is open, no test can begin an event loop."""
    from tests.browser import open_browser

    with open_browser() as opened:
        yield opened
