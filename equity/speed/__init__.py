"""How fast we reply, and how that went in the last thirty days."""
