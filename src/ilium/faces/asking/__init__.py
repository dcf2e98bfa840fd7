"""Asking: the interview and the options of a question, for every face that asks people."""
