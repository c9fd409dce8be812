"""Keep the summaries: count everything once, then only the days on which something changed."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from equity.summaries.reading import A_DAY, midnight
from equity.summaries.sources import ANSWERS, GROUPS, REPLIES, SOURCES, WAITS, Source
from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

ALONE = "SELECT pg_advisory_xact_lock(7241, %s::integer)"
"""One keeper a network at a time, so that no day is counted twice."""
FIRST = """INSERT INTO summaries_standing (network_id, zone, rebuilt_at, counted_at)
VALUES (%(network)s, %(zone)s, %(seen_at)s, %(seen_at)s)"""
COUNTED = "UPDATE summaries_standing SET counted_at = %(seen_at)s WHERE network_id = %(network)s"
EVERYTHING = ("standing", "change", "sums", "waitsums", "pending")
INTO_WAITS = """INSERT INTO summaries_waitsums
  (network_id, dimension, span, starts_on, "group", hours, replied, unwatched)"""
A_PASS = 200  # days counted in one transaction
OLDEST_CHANGES = """
SELECT DISTINCT day FROM summaries_change
WHERE network_id = %(network)s AND subject = %(subject)s ORDER BY 1 LIMIT %(most)s
"""
TAKE = """
DELETE FROM summaries_change
WHERE network_id = %(network)s AND subject = %(subject)s AND day = ANY(%(days)s::date[])
"""
SETTLED_SINCE = """
SELECT DISTINCT pending.day FROM summaries_pending pending
WHERE pending.network_id = %(network)s AND pending.kind = '{kind}' AND pending.counts_from <= %(seen_at)s
AND pending.item IN (SELECT item FROM ({rows}) row WHERE settled)
ORDER BY 1 LIMIT %(most)s
"""


@transaction.atomic
def rebuild(*, at: datetime | None = None) -> None:
    """Count every request and check-in of the network in force anew; what was kept before is replaced."""
    values = _values(at)
    with whole_network() as cursor:
        cursor.execute(ALONE, [values["network"]])
        for table in EVERYTHING:
            cursor.execute(f"DELETE FROM summaries_{table} WHERE network_id = %(network)s", values)
        cursor.execute(FIRST, values)
        for source in SOURCES:
            cursor.execute(_count(source, f"{source.at} IS NOT NULL"), values)
            cursor.execute(_months(source, "true"), values)


def catch_up(*, at: datetime | None = None) -> int:
    """Count the days on which something changed, and those on which something settled; return how many.

    At most 200 days of requests and of check-ins in one go. Without summaries, or if the network's time zone is
    another one now, everything is counted.
    """
    values = _values(at)
    if not _is_kept(values):
        rebuild(at=at)
        return 0
    return sum(_catch_up(sources, values) for sources in ((REPLIES, WAITS), (ANSWERS,)))


@transaction.atomic
def _catch_up(sources: tuple[Source, ...], values: dict[str, Any]) -> int:
    asked = values | {"subject": sources[0].subject, "most": A_PASS}
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [values["network"]])
        cursor.execute(OLDEST_CHANGES, asked)
        days = {day for (day,) in cursor.fetchall()}
        for source in sources:
            cursor.execute(SETTLED_SINCE.format(kind=source.kind, rows=source.where(_waiting(source))), asked)
            days |= {day for (day,) in cursor.fetchall()}
        cursor.execute(TAKE, asked | {"days": sorted(days)})
        cursor.execute(COUNTED, values)
    for source in sources:
        _count_days(source, sorted(days), values)
    return len(days)


def _waiting(source: Source) -> str:
    return (
        f"{source.item} IN (SELECT item FROM summaries_pending WHERE network_id = %(network)s "
        f"AND kind = '{source.kind}' AND counts_from <= %(seen_at)s)"
    )


def _count_days(source: Source, days: list[date], values: dict[str, Any]) -> None:
    """Replace what was kept of these days, and of their months."""
    months = sorted({day.replace(day=1) for day in days})
    table = "waitsums" if source is WAITS else "sums"
    of_kind = "" if source is WAITS else f"AND kind = '{source.kind}'"
    asked = values | {"days": days, "months": months}
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM summaries_{table} WHERE network_id = %(network)s {of_kind} AND (span = 'day' "
            "AND starts_on = ANY(%(days)s::date[]) OR span = 'month' AND starts_on = ANY(%(months)s::date[]))",
            asked,
        )
        cursor.execute(
            f"DELETE FROM summaries_pending WHERE network_id = %(network)s AND kind = '{source.kind}' "
            "AND day = ANY(%(days)s::date[])",
            asked,
        )
        for day in days:
            of_day = {"from": midnight(day, values["zone"]), "before": midnight(day + A_DAY, values["zone"])}
            cursor.execute(_count(source, f"{source.at} >= %(from)s AND {source.at} < %(before)s"), values | of_day)
        cursor.execute(_months(source, "date_trunc('month', starts_on)::date = ANY(%(months)s::date[])"), asked)


def _count(source: Source, chosen: str) -> str:
    """Insert what is settled by day and groups, and what is not by name; one statement."""
    groups, day = ", ".join(GROUPS), "(at AT TIME ZONE %(zone)s)::date"
    return f"""
WITH counted AS MATERIALIZED (SELECT *, {day} AS day FROM ({source.where(chosen)}) row),
waiting AS (
  INSERT INTO summaries_pending (network_id, kind, item, day, counts_from)
  SELECT %(network)s, '{source.kind}', item, day, counts_from FROM counted
  WHERE NOT coalesce(settled, false) AND counts_from IS NOT NULL)
{_wait_sums() if source is WAITS else _sums(source, groups)}
"""


def _sums(source: Source, groups: str) -> str:
    numbers = ", ".join(f"sum({name})" for name in source.numbers)
    return f"""INSERT INTO summaries_sums (network_id, kind, span, starts_on, {groups}, numbers)
SELECT %(network)s, '{source.kind}', 'day', day, {groups}, ARRAY[{numbers}]::integer[] FROM counted
WHERE settled GROUP BY day, {groups}"""


def _wait_sums() -> str:
    """By one dimension at a time: waits are never shown by two."""
    sets = ", ".join(f"(day, hours, {group})" for group in GROUPS)
    names = " ".join(f"WHEN grouping({group}) = 0 THEN '{group}'" for group in GROUPS)
    groups = " ".join(f"WHEN grouping({group}) = 0 THEN {group}" for group in GROUPS)
    return f"""{INTO_WAITS}
SELECT %(network)s, CASE {names} END, 'day', day, CASE {groups} END, hours, sum(replied), sum(unwatched)
FROM counted WHERE settled GROUP BY GROUPING SETS ({sets})"""


def _months(source: Source, which: str) -> str:
    """Insert the months' sums, from those of their days."""
    month = "date_trunc('month', starts_on)::date"
    of_days = f"WHERE network_id = %(network)s AND span = 'day' AND {which}"
    if source is WAITS:
        return f"""{INTO_WAITS}
SELECT network_id, dimension, 'month', {month}, "group", hours, sum(replied), sum(unwatched)
FROM summaries_waitsums {of_days} GROUP BY network_id, dimension, {month}, "group", hours"""
    numbers = ", ".join(f"sum(numbers[{place}])" for place in range(1, 1 + len(source.numbers)))
    groups = ", ".join(GROUPS)
    return f"""INSERT INTO summaries_sums (network_id, kind, span, starts_on, {groups}, numbers)
SELECT network_id, kind, 'month', {month}, {groups}, ARRAY[{numbers}]::integer[]
FROM summaries_sums {of_days} AND kind = '{source.kind}' GROUP BY network_id, kind, {month}, {groups}"""


def _values(at: datetime | None) -> dict[str, Any]:
    network = current_network()
    return {"network": network.pk, "zone": network.time_zone, "seen_at": at or timezone.now()}


def _is_kept(values: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT zone FROM summaries_standing WHERE network_id = %(network)s", values)
        return cursor.fetchone() == (values["zone"],)
