"""Add up what the summaries hold, what is not settled and what changed since: the numbers of this moment."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.backends.utils import CursorWrapper

from equity.dimensions import Dimension
from equity.periods import Period
from equity.splits import RURAL_URBAN, Split
from equity.summaries.models import Subject
from equity.summaries.sources import GROUPS, WAITS, Source
from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)
STATE = """
SELECT standing.zone, standing.counted_at, ARRAY(SELECT DISTINCT day FROM summaries_change
  WHERE network_id = %(network)s AND subject = %(subject)s AND day BETWEEN %(since)s AND %(until)s ORDER BY day)
FROM summaries_standing standing WHERE standing.network_id = %(network)s
"""
OF_DAYS = """network_id = %(network)s AND (span = 'month' AND starts_on = ANY(%(months)s::date[])
  OR span = 'day' AND starts_on = ANY(%(days)s::date[]))"""
BETWEEN = "{at} >= %(from_{n})s AND {at} < %(before_{n})s"
NOT_SETTLED = """{item} IN (SELECT item FROM summaries_pending WHERE network_id = %(network)s AND kind = '{kind}'
  AND counts_from <= %(seen_at)s AND day BETWEEN %(since)s AND %(until)s AND day <> ALL(%(stale)s::date[]))"""


@dataclass(frozen=True)
class Cover:
    """How a period is put together: whole months and single days from the summaries, the rest counted now."""

    months: list[date]
    days: list[date]
    stale: list[date]
    all_of_it: bool = False


def numbers(source: Source, period: Period, cover: Cover | None = None) -> list[tuple[Any, ...]]:
    """Per combination of groups the source's numbers in the period: (*groups, *numbers)."""
    names, places = source.numbers, ", ".join(str(1 + place) for place in range(len(GROUPS)))
    kept = ", ".join(f"numbers[{place}] AS {name}" for place, name in enumerate(names, start=1))
    summed = ", ".join(f"sum({name})::bigint" for name in names)
    groups = ", ".join(GROUPS)
    cover = cover or cover_of(source.subject, period)
    parts = [
        f"SELECT {groups}, {', '.join(names)} FROM ({rows}) live" for rows in _live(source, cover, period.split)
    ] + [f"SELECT {groups}, {kept} FROM summaries_sums WHERE kind = '{source.kind}' AND {OF_DAYS}"][cover.all_of_it :]
    sql = f"SELECT {groups}, {summed} FROM ({' UNION ALL '.join(parts)}) counted GROUP BY {places} ORDER BY {places}"
    found = _ask(sql, period, cover)
    return [row for row in found if any(row[len(GROUPS) :])]


def lengths(period: Period, by: Dimension, cover: Cover | None = None) -> list[tuple[str, float, int, int]]:
    """Per group of one dimension and length of waiting in hours: (group, hours, replied, still waiting)."""
    cover = cover or cover_of(WAITS.subject, period)
    parts = [
        f'SELECT {GROUPS[by.index]} AS "group", hours, replied, unwatched FROM ({rows}) live'
        for rows in _live(WAITS, cover, period.split)
    ] + [f'SELECT "group", hours, replied, unwatched FROM summaries_waitsums WHERE dimension = %(by)s AND {OF_DAYS}'][
        cover.all_of_it :
    ]
    sql = f"""SELECT "group", hours, sum(replied)::bigint, sum(unwatched)::bigint
      FROM ({" UNION ALL ".join(parts)}) counted GROUP BY 1, 2 ORDER BY 1, 2"""
    return _ask(sql, period, cover, by=by.field)


def cover_of(subject: Subject, period: Period) -> Cover:
    """What of a period the summaries hold and what changed since.

    All of it is counted now where there are none, where days are cut elsewhere, and where the summaries know more than
    was known at the moment asked for.
    """
    nothing = Cover([], [], [], all_of_it=True)
    if period.anew or period.split != RURAL_URBAN:
        return nothing
    values: dict[str, Any] = {"network": current_network().pk, "subject": str(subject)}
    with connection.cursor() as cursor:
        cursor.execute(STATE, values | {"since": period.starts_on, "until": period.ends_on})
        found = cursor.fetchone()
    if found is None or found[0] != period.zone or found[1] > period.seen_at + A_MINUTE:
        return nothing
    stale = found[2]
    months, days = whole_months(period.starts_on, period.ends_on, but=set(stale))
    return Cover(months, days, stale)


def whole_months(since: date, until: date, *, but: set[date]) -> tuple[list[date], list[date]]:
    """The months of which every day is meant, by their first days, and the other days; without the days in `but`."""
    months: list[date] = []
    days: list[date] = []
    first = since
    while first <= until:
        last = min(_end_of_month(first), until)
        of_it = [first + A_DAY * n for n in range((last - first).days + 1)]
        if first.day == 1 and last == _end_of_month(first) and but.isdisjoint(of_it):
            months.append(first)
        else:
            days += [day for day in of_it if day not in but]
        first = last + A_DAY
    return months, days


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + 4 * A_DAY).replace(day=1) - A_DAY


def midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone))


def _live(source: Source, cover: Cover, split: Split) -> list[str]:
    """The rows to count now: the whole period, or the runs of days that changed and what is not settled."""
    if cover.all_of_it:
        return [source.where(BETWEEN.format(at=source.at, n=0), split)]
    runs = [source.where(BETWEEN.format(at=source.at, n=n)) for n, _ in enumerate(_runs(cover.stale))]
    return [*runs, source.where(NOT_SETTLED.format(item=source.item, kind=source.kind))]


def _runs(days: list[date]) -> list[tuple[date, date]]:
    """Days in order as runs: the first of each, and the day after its last."""
    runs: list[tuple[date, date]] = []
    for day in days:
        if runs and runs[-1][1] == day:
            runs[-1] = (runs[-1][0], day + A_DAY)
        else:
            runs.append((day, day + A_DAY))
    return runs


def _ask(sql: str, period: Period, cover: Cover, **more: Any) -> list[tuple[Any, ...]]:
    runs = [(period.starts_on, period.ends_on + A_DAY)] if cover.all_of_it else _runs(cover.stale)
    values: dict[str, Any] = {
        "network": current_network().pk, "seen_at": period.seen_at, "since": period.starts_on,
        "until": period.ends_on, "months": cover.months, "days": cover.days, "stale": cover.stale, **more,
    }  # fmt: skip
    for n, (first, before) in enumerate(runs):
        values |= {f"from_{n}": midnight(first, period.zone), f"before_{n}": midnight(before, period.zone)}
    with _cursor(most_rows=cover.all_of_it) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


@contextmanager
def _cursor(*, most_rows: bool) -> Iterator[CursorWrapper]:
    with whole_network() if most_rows else connection.cursor() as cursor:
        yield cursor
