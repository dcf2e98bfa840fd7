"""Where the words are: in templates, words modules and the knowledge, so that a catalogue finds them all."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.browser import ROOT

WEB = ROOT / "src/ilium/faces/web"
TECHNICAL = re.compile(
    r"^(public|private), max-age=\d+|^\"cache\"|^camera=\(|^default-src |^; script-src |^ilium episode $"
)
"""Values of headers and a word that keeps keys apart, which no person reads."""


def texts(source: str) -> Iterator[str]:
    """Every string of a module that is no docstring and no message to developers."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    refused = [node for node in ast.walk(tree) if isinstance(node, ast.Assert | ast.Raise)]
    told |= {id(part) for node in refused for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def is_sentence(text: str) -> bool:
    """Whether a string reads like words for a person: two words or more with a blank between."""
    return bool(re.search(r"[A-Za-z]{2,},? [A-Za-z]{2,}", text)) and not TECHNICAL.search(text)


def found(folder: Path) -> set[str]:
    files = [file for file in sorted(folder.rglob("*.py")) if file.stem != "words"]
    return {
        f"{file.relative_to(folder)}: {text}"
        for file in files
        for text in texts(file.read_text("utf-8"))
        if is_sentence(text)
    }


def test_no_sentence_stands_in_the_code_of_the_pages() -> None:
    assert found(WEB) == set()


SPOKEN = ['say("Go on now")', 'x = f"You are {n} years old"', 'WORDS = {"a": ("Not well, no",)}']


@pytest.mark.parametrize("code", SPOKEN)
def test_a_sentence_in_the_code_is_found(tmp_path: Path, code: str) -> None:
    (tmp_path / "page.py").write_text(code)
    assert found(tmp_path)
