"""What was shown to people without a right to single requests, and whether it is safe together."""
