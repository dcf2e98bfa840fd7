"""Measurements of Ilium."""
