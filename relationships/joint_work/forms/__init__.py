"""What people write in an engagement."""
