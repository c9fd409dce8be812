"""Pages about relationships."""
