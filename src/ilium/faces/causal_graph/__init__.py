"""The causal picture of one concept: as a graph, as a table, and as SVG."""
