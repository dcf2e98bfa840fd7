"""The terminal face: the `ilium` command."""
