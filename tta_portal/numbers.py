"""Numbers in what people type and in addresses."""

from __future__ import annotations

MOST_DIGITS = 18


def number_in(typed: str) -> int | None:
    """The whole number that this is, if the database can hold it; “²” counts as a digit for `isdigit` alone."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS else None
