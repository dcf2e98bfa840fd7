"""What Ilium is worth: simulated people, and what they show about it."""
