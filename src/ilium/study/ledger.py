"""A folder of finished blocks, so that a study that was cut short goes on where it stopped."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from ilium import __version__

MANIFEST = "study.json"
VERSIONS = {"ilium": __version__, "numpy": np.__version__}
"""What else a block hangs on: the programs that worked it out."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What is not the same in two studies: None where one of them does not say."""

    name: str
    there: object
    here: object


class OtherStudyError(ValueError):
    """The folder holds the blocks of another study: `differs` tells what is not the same."""

    def __init__(self, folder: Path, differs: list[Difference]) -> None:
        super().__init__(f"{folder}: {', '.join(one.name for one in differs)}")
        self.folder, self.differs = folder, differs


class NoStudyError(ValueError):
    """The file that says which study a folder belongs to cannot be understood."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class SpoiltBlockError(ValueError):
    """A finished block does not hold what was written."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


class UnwritableError(OSError):
    """A file of a long study cannot be written."""

    def __init__(self, file: Path, error: OSError) -> None:
        super().__init__(f"{file}: {error}")
        self.file, self.why = file, error.strerror or str(error)


class Ledger:
    """Finished blocks by name. A block is there whole or not at all.

    It begins with a hash of the study and of itself, so that no block counts that was spoilt or is of another
    study. Whatever cannot be written is told as an UnwritableError.
    """

    def __init__(self, folder: Path, study: dict[str, Any]) -> None:
        """Open or make the folder; it belongs to the study that `study` and the versions describe.

        Raises OtherStudyError when it belongs to another one, and NoStudyError when it does not say to which.
        """
        self.folder, study = folder, study | VERSIONS
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UnwritableError(folder, error) from None
        file = folder / MANIFEST
        self._study = json.dumps(study, indent=1, sort_keys=True).encode()
        if not file.exists():
            write_whole(file, self._study)
        elif differs := _compare(_read_manifest(file), study):
            raise OtherStudyError(folder, differs)

    def find(self, name: str) -> bytes | None:
        """A finished block; None where it is missing or spoilt, so that it is to be done."""
        try:
            mark, _, data = (self.folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if mark == self._mark(data) else None

    def get(self, name: str) -> bytes:
        """A finished block. Raises SpoiltBlockError where it is missing or spoilt."""
        data = self.find(name)
        if data is None:
            raise SpoiltBlockError(self.folder / name)
        return data

    def put(self, name: str, data: bytes) -> None:
        """Keep a finished block."""
        write_whole(self.folder / name, self._mark(data) + b"\n" + data)

    def clear(self, names: Iterator[str]) -> None:
        """Remove finished blocks, then the folder, unless something else is in it."""
        with suppress(OSError):
            for name in (*names, MANIFEST):
                (self.folder / name).unlink(missing_ok=True)
            self.folder.rmdir()

    def _mark(self, data: bytes) -> bytes:
        return hashlib.sha256(self._study + data).hexdigest().encode()


def _read_manifest(file: Path) -> dict[str, Any]:
    try:
        known = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        raise NoStudyError(file) from None
    if not isinstance(known, dict):
        raise NoStudyError(file)
    return known


def _compare(there: dict[str, Any], here: dict[str, Any]) -> list[Difference]:
    names = sorted(there.keys() | here.keys())
    pairs = (Difference(name, there.get(name), here.get(name)) for name in names)
    return [one for one in pairs if one.there != one.here]


def write_whole(file: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all. Raises UnwritableError."""
    with drafting(file) as draft, draft.open("wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(opened.fileno())


@contextmanager
def drafting(file: Path) -> Iterator[Path]:
    """A draft to write, which becomes the file at the end, or goes away. Raises UnwritableError."""
    draft = file.with_name(f"{file.name}.draft")
    try:
        yield draft
        draft.replace(file)
    except OSError as error:
        raise UnwritableError(file, error) from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
