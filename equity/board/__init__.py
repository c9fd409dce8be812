"""The report for a board: a page, a PDF and a mail, all of the same numbers."""
