"""Texts that people write: read into plain values, with a place for every fault."""
