"""Pages of reference made from the knowledge: one for each condition, and one of all sources."""
