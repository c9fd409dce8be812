"""Reading days off from a calendar file (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from dateutil.rrule import rrulestr
from django.utils import timezone
from icalendar import Calendar, vRecur

YEARS_AHEAD = 3
MOST_DAYS = 400
LONGEST = 31
COMES_BACK = ("YEARLY", "MONTHLY")


class NotACalendar(ValueError):
    """The file cannot be read; the message says so to the person who sent it."""


def days_off(raw: bytes) -> list[tuple[date, str]]:
    """The days of every event, with its name, from today to three years ahead, also of those that come back.

    Raises NotACalendar with a sentence.
    """
    today = timezone.localdate()
    last = today.replace(year=today.year + YEARS_AHEAD, day=min(today.day, 28))
    try:
        calendar = Calendar.from_ical(raw)
        events = [event for event in calendar.walk("VEVENT") if event.get("DTSTART") is not None]
        found = {day: name for event in events for day, name in _days_of(event, last)}
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError) as problem:
        raise NotACalendar("This is not a calendar file that we can read. Export it again as .ics.") from problem
    coming = sorted((day, name) for day, name in found.items() if today <= day <= last)
    if not coming:
        raise NotACalendar("There is no day in this file that lies ahead of us.")
    if len(coming) > MOST_DAYS:
        raise NotACalendar(f"This file has {len(coming)} days. Export only the days off.")
    return coming


def _days_of(event: Any, last: date) -> list[tuple[date, str]]:
    name = str(event.get("SUMMARY", "Day off"))[:120]
    return [
        (first + timedelta(days=offset), name)
        for first in _starts(_as_date(event["DTSTART"].dt), event.get("RRULE"), last)
        for offset in range(_length(event))
    ]


def _length(event: Any) -> int:
    """How many days an event covers, a month at most; one that does not say covers one."""
    starts, length = _as_date(event["DTSTART"].dt), timedelta(days=1)
    if event.get("DTEND"):
        length = _as_date(event["DTEND"].dt) - starts
    elif event.get("DURATION"):
        length = event["DURATION"].dt
    return max(1, min(length.days, LONGEST))


def _starts(first: date, rule: Any, last: date) -> Iterable[date]:
    """The event's own day; for one that comes back by month or year, all its days up to the last one."""
    own = [first] if first <= last else []
    if rule is None or rule.get("FREQ", [""])[0] not in COMES_BACK or rule.get("INTERVAL", [1])[0] < 1:
        return own
    ends = min([last, *(_as_date(until) for until in rule.get("UNTIL", []))])
    repeated: Any = vRecur({name: value for name, value in rule.items() if name != "UNTIL"})
    begins = datetime.combine(first, time())
    days = rrulestr(repeated.to_ical().decode(), dtstart=begins).between(
        begins, datetime.combine(ends, time()), inc=True
    )
    return {*own, *(day.date() for day in days)}


def _as_date(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
