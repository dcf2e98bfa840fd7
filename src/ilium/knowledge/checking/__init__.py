"""What the files of a region must agree on with each other, one module a subject."""
