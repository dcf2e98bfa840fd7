"""Keeping a case or a page about it: whole or not at all, and never over another file by accident."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from ilium.faces.terminal import words
from ilium.faces.terminal.refusal import Refusal

if TYPE_CHECKING:
    from ilium.answers.case import Case


def check_target(target: Path, *, force: bool) -> None:
    """Refuse a target that could not or should not be written, before anybody answers a question."""
    if target.is_dir():
        raise Refusal(words.IS_A_FOLDER.format(file=target))
    if not target.parent.is_dir():
        raise Refusal(words.NO_FOLDER.format(file=target, folder=target.parent))
    if target.exists() and not force:
        raise Refusal(words.ALREADY_THERE.format(file=target))
    if not os.access(target.parent, os.W_OK):
        raise Refusal(words.CANNOT_WRITE.format(file=target, why="no permission"))


def save_case(case: Case, target: Path, *, force: bool) -> None:
    """Write the case beside its target and move it there in one step."""
    from ilium.answers.case_writer import write_case

    save_whole(write_case(case).encode(), target, force=force)


def save_whole(data: bytes, target: Path, *, force: bool) -> None:
    """Write some bytes beside their target and move them there in one step."""
    check_target(target, force=force)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        part.replace(target)
    except OSError as error:
        raise Refusal(words.CANNOT_WRITE.format(file=target, why=error.strerror)) from None
    finally:
        part.unlink(missing_ok=True)
