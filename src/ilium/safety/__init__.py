"""Urgency rules on answers alone: no probability reaches this package."""
