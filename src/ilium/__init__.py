"""Ilium finds out why an adult's upper buttock hurts, and whether it is safe to stay at home."""

__version__ = "0.1.0"

__all__ = ["__version__"]
