"""Episodes in the browser: keep, check in, see how it goes, mend, take away, delete."""
