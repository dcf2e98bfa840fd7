"""The folder for what belongs to this user on this machine: episodes, and the key of the pages."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path


def data_folder() -> Path:
    """Where the system keeps such files of a user."""
    return user_data_path("ilium", appauthor=False)
