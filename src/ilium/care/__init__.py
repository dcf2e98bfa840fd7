"""The plan: what to do now, what is held back and why, and when to look again."""
