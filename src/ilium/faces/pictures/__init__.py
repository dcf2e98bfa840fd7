"""The pictures of the knowledge as SVG: the map to tap on, and the anatomy with its parts lit up."""
