"""Measurements of Ilium, and the simulated people they are made on."""
