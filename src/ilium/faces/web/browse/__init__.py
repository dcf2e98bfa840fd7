"""The knowledge as pages to browse: every concept of every kind, with its numbers and their sources."""
