"""A client for the calls under `/api/v1`, for Python programs: the standard library and nothing else."""

from ilium.client.calls import Client
from ilium.client.problem import ProblemError

__all__ = ["Client", "ProblemError"]
