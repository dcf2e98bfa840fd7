"""Telling: how often, how soon and what to show of a result, for every face that people read."""
