"""The Chromium of the browser tests: the set-up of `bin/test` brings it, and it is never skipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(os.environ.get("ILIUM_TEST_BROWSER", ROOT / ".tools/browser"))
AXE = HERE / "axe.min.js"
"""The accessibility checker: inject it into a page, then call `axe.run()`."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A Chromium without a window. Web security stays on."""
    surroundings = {
        **os.environ,
        "LD_LIBRARY_PATH": str(HERE / "al2023/lib"),
        "FONTCONFIG_PATH": str(HERE / "fonts"),
    }
    arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=HERE / "chromium", env=surroundings, args=arguments
        )
        try:
            yield browser
        finally:
            browser.close()
