"""The ways in and out: each face shows the same assessment to somebody else."""
