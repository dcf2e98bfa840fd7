"""The pages. Each module lists its own `ROUTES`."""
