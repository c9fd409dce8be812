"""Quarters of a year, by their first day."""

from __future__ import annotations

from datetime import date

MONTHS, LAST = 3, 10


def quarter_of(day: date) -> date:
    """The first day of its quarter."""
    return date(day.year, MONTHS * ((day.month - 1) // MONTHS) + 1, 1)


def next_quarter(first_day: date) -> date:
    """The first day of the quarter after."""
    return date(first_day.year + 1, 1, 1) if first_day.month == LAST else date(first_day.year, first_day.month + 3, 1)
