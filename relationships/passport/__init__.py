"""A recipient takes its whole record along: as data for a machine, as a document for people."""
