"""What a person said: the kinds of answer, the case, and the case reader."""
