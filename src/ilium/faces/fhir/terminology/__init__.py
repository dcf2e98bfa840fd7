"""Our ids and answers as code systems, the sets of them, and what they are called in public systems."""
