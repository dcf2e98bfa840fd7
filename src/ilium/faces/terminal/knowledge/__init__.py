"""The commands that look into the knowledge."""
