"""Exact inference on arrays: worlds, posterior, information. It knows no medicine."""
