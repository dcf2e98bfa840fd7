"""`ilium key`: the keys of programs."""
