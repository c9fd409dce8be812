"""Working hours: when a target is due, and when a message may go out."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NINE, FIVE = time(9, 0), time(17, 0)


def is_working_day(day: date, *, holidays: Container[date] = ()) -> bool:
    """Monday to Friday, and no holiday."""
    return day.weekday() < 5 and day not in holidays


def next_working_moment(
    moment: datetime, *, zone: str, starts: time = NINE, ends: time = FIVE, holidays: Container[date] = ()
) -> datetime:
    """The same moment if it is in working hours there, else the start of the next working day."""
    _must_have_length(starts, ends)
    local = moment.astimezone(ZoneInfo(zone))
    if is_working_day(local.date(), holidays=holidays) and local.time() < ends:
        opens = _at(local.date(), starts, zone)
        return max(local, opens).astimezone(moment.tzinfo)
    day = local.date() + timedelta(days=1)
    while not is_working_day(day, holidays=holidays):
        day += timedelta(days=1)
    return _at(day, starts, zone).astimezone(moment.tzinfo)


def is_opening_hours(
    moment: datetime, *, zone: str, starts: time = NINE, ends: time = FIVE, holidays: Container[date] = ()
) -> bool:
    """Whether people work there at this moment."""
    return next_working_moment(moment, zone=zone, starts=starts, ends=ends, holidays=holidays) == moment


def opening_before(day: date, *, zone: str, starts: time = NINE, holidays: Container[date] = ()) -> datetime:
    """The start of the last working day before this one."""
    before = day - timedelta(days=1)
    while not is_working_day(before, holidays=holidays):
        before -= timedelta(days=1)
    return _at(before, starts, zone)


def add_working_hours(
    moment: datetime,
    hours: float,
    *,
    zone: str,
    starts: time = NINE,
    ends: time = FIVE,
    holidays: Container[date] = (),
) -> datetime:
    """Count hours forward through working time only; daylight saving changes do not shorten a day's hours."""
    left = timedelta(hours=hours)
    at = next_working_moment(moment, zone=zone, starts=starts, ends=ends, holidays=holidays)
    while True:
        local = at.astimezone(ZoneInfo(zone))
        room = _at(local.date(), ends, zone) - at
        if left <= room:
            return at + left
        left -= room
        at = next_working_moment(at + room, zone=zone, starts=starts, ends=ends, holidays=holidays)


def add_working_days(day: date, count: int, *, holidays: Container[date] = ()) -> date:
    """The working day that many working days after this one."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day, holidays=holidays)
    return day


def _must_have_length(starts: time, ends: time) -> None:
    """In a day that ends before it starts no hour is ever worked, so counting hours would not end."""
    if ends <= starts:
        raise ValueError(f"A working day from {starts:%H:%M} until {ends:%H:%M} has no hours.")


def _at(day: date, clock: time, zone: str) -> datetime:
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))
