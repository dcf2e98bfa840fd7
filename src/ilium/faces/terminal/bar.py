"""A probability as a bar of characters."""

from __future__ import annotations

from rich.text import Text

BAR = 8


def bar(probability: float) -> Text:
    """A bar for a probability."""
    filled = round(probability * BAR)
    return Text("█" * filled, style="cyan").append("░" * (BAR - filled), style="dim")
