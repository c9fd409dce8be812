"""How deeply we work together: levels, how much help a department got, and community partners in the work."""
