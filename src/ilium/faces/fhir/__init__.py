"""FHIR R4: the interview, and what is said about it, in the words of record systems."""
