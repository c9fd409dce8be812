"""Reading days off from a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from icalendar import Calendar

YEARS_AHEAD = 3
MOST_DAYS = 400


class NotACalendar(ValueError):
    """The file cannot be read; the message says so to the person who sent it."""


def days_off(raw: bytes) -> list[tuple[date, str]]:
    """The days of every event, with its name, from today to three years ahead. Yearly events repeat.

    Raises NotACalendar with a sentence.
    """
    try:
        calendar = Calendar.from_ical(raw)
        events = [event for event in calendar.walk("VEVENT") if event.get("DTSTART") is not None]
        found = {day: name for event in events for day, name in _days_of(event)}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise NotACalendar("This is not a calendar file that we can read. Export it again as .ics.") from problem
    today = timezone.localdate()
    last = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28))
    coming = sorted((day, name) for day, name in found.items() if today <= day <= last)
    if not coming:
        raise NotACalendar("There is no day in this file that lies ahead of us.")
    if len(coming) > MOST_DAYS:
        raise NotACalendar(f"This file has {len(coming)} days. Export only the days off.")
    return coming


def _days_of(event: Any) -> list[tuple[date, str]]:
    starts = _as_date(event["DTSTART"].dt)
    ends = _as_date(event["DTEND"].dt) if event.get("DTEND") else starts + timedelta(days=1)
    length = max(1, min((ends - starts).days, 31))
    name = str(event.get("SUMMARY", "Day off"))[:120]
    return [
        (first + timedelta(days=offset), name)
        for first in _starts(starts, is_yearly=_is_yearly(event))
        for offset in range(length)
    ]


def _starts(first: date, *, is_yearly: bool) -> list[date]:
    """The event's own day, and for a yearly one the same day of the years ahead."""
    if not is_yearly:
        return [first]
    this_year = timezone.localdate().year
    years = range(max(first.year, this_year), this_year + YEARS_AHEAD + 1)
    return [date(year, first.month, first.day) for year in years if (first.month, first.day) != (2, 29)]


def _is_yearly(event: Any) -> bool:
    rule = event.get("RRULE")
    return rule is not None and rule.get("FREQ") == ["YEARLY"] and "BYDAY" not in rule


def _as_date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
