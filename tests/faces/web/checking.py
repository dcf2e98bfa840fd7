"""What two independent checkers say about a page: axe-core about access, html-validate about its source."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from frontend.assets import node
from playwright.sync_api import Page
from tests.browser import AXE, HERE

RULES = {
    "extends": ["html-validate:standard"],
    "root": True,
    "rules": {"long-title": "off", "no-trailing-whitespace": "off"},
}


def violations(page: Page) -> list[str]:
    """What axe-core finds; the context must have been opened with `bypass_csp=True`."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run()")
    return [f"{one['id']}: {node_['html'][:160]}" for one in found["violations"] for node_ in one["nodes"]]


def invalid_html(sources: Mapping[str, str], folder: Path) -> set[str]:
    """What html-validate finds in pages as they were sent."""
    rules = folder / "rules.json"
    rules.write_text(json.dumps(RULES))
    for name, source in sources.items():
        (folder / f"{name.strip('/').replace('/', '-') or 'start'}.html").write_text(source, "utf-8")
    checker = HERE.parent.parent / "frontend/node_modules/html-validate/bin/html-validate.mjs"
    command = [str(node()), str(checker), "--config", str(rules), "--formatter", "json", str(folder)]
    told = folder / "told"
    with told.open("wb") as stream:  # through a pipe, Node.js would lose the end of a long list
        done = subprocess.run(command, stdout=stream, stderr=subprocess.PIPE, check=False)
    assert told.stat().st_size, done.stderr
    return {
        f"{Path(file['filePath']).name}: {message['ruleId']}: {message['message']}"
        for file in json.loads(told.read_text())
        for message in file["messages"]
    }


def is_wide(page: Page) -> bool:
    """Whether a page must be scrolled sideways."""
    wide: bool = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return wide
