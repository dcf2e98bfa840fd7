"""The proof of the safety rules: over all answers, by a solver. Only this package knows z3."""
