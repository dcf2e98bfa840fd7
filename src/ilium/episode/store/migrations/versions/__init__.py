"""One step of the tables' history in each file, with the way back."""
