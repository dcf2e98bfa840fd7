"""Pages of reference made from the knowledge: one for each condition, of all sources, of the calls."""
