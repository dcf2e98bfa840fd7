"""Writing a text into a file, or saying why not."""

from __future__ import annotations

from pathlib import Path

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal


def save_text(text: str, file: Path) -> None:
    """Write a text. Raises Refusal when the file cannot be written."""
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal(words.CANNOT_WRITE.format(file=file, why=error.strerror)) from None
