"""What people fill in about relationships."""
