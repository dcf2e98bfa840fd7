"""One bout of pain over time: kept, looked at again, compared with what is expected, taken away."""
