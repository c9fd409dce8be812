"""The one model of the thin application; Django wants it in a package of its own."""
