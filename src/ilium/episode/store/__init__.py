"""Where episodes are kept: SQLite in the user's data folder, or PostgreSQL by its address."""
