"""The clinician's page: every finding on one form, and what the answers so far amount to beside it."""
