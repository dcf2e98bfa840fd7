"""What somebody's medical record says already: read carefully, and never as a no."""
