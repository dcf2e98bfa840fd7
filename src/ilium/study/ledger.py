"""A folder of finished blocks, so that a study that was cut short goes on where it stopped."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MANIFEST = "study.json"


class OtherStudyError(ValueError):
    """The folder holds the blocks of another study: `differs` names what is not the same."""

    def __init__(self, folder: Path, differs: list[str]) -> None:
        super().__init__(f"{folder}: {', '.join(differs)}")
        self.folder, self.differs = folder, differs


class Ledger:
    """Finished blocks by name. A block is there whole or not at all."""

    def __init__(self, folder: Path, study: dict[str, Any]) -> None:
        """Open or make the folder; it belongs to the study that `study` describes.

        Raises OtherStudyError when it belongs to another one.
        """
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / MANIFEST
        known = json.loads(file.read_text("utf-8")) if file.exists() else None
        if known is None:
            write_whole(file, json.dumps(study, indent=1, sort_keys=True).encode())
        elif known != study:
            differs = sorted(key for key in study.keys() | known.keys() if study.get(key) != known.get(key))
            raise OtherStudyError(folder, differs)

    def has(self, name: str) -> bool:
        """Whether a block is done."""
        return (self.folder / name).exists()

    def put(self, name: str, data: bytes) -> None:
        """Keep a finished block."""
        write_whole(self.folder / name, data)

    def get(self, name: str) -> bytes:
        """A finished block."""
        return (self.folder / name).read_bytes()

    def clear(self, names: Iterator[str]) -> None:
        """Remove finished blocks, then the folder."""
        for name in names:
            (self.folder / name).unlink(missing_ok=True)
        (self.folder / MANIFEST).unlink(missing_ok=True)
        self.folder.rmdir()


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all."""
    draft = file.with_name(f"{file.name}.draft")
    with draft.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())
    draft.replace(file)
