"""`ilium episode`: one bout of pain, followed over time."""
