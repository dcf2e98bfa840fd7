"""The REST interface: for programs, with the same answers as every other face."""
