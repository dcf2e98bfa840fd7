"""Why the result is what it is, and what would change it."""
