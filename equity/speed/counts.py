"""What the speed panel counts beyond the overview: who still waits, and the last thirty days.

The same requests as `equity.queries.replies`: sent in the period, reply due by now, clock running, not ended before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from equity.periods import Period
from equity.splits import FROZEN, written
from equity.summaries.sources import DUE, NOT_COUNTED
from equity.suppression import Cell, Cells
from relationships.depth.whole import whole_network
from tta_portal.tenancy.models import current_network

DAYS = 30
COUNTED = f"""
FROM requests_app_ttarequest request
WHERE request.network_id = %(network)s AND request.status NOT IN ('draft', 'merged')
AND request.submitted_at >= %(starts_at)s AND request.submitted_at < %(ends_before)s AND {DUE} AND {NOT_COUNTED}
"""
STILL_OPEN = f"""
SELECT {FROZEN}, count(*) - count(*) FILTER (WHERE request.first_reply_at <= request.reply_due_at),
  count(*) FILTER (WHERE request.first_reply_at IS NULL AND request.ended_at IS NULL)
{COUNTED} GROUP BY 1, 2, 3
"""
BY_DAY = f"""
SELECT (request.reply_due_at AT TIME ZONE %(zone)s)::date, count(*),
  count(*) FILTER (WHERE request.first_reply_at <= request.reply_due_at)
{COUNTED} GROUP BY 1
"""


def still_open(period: Period) -> Cells:
    """Requests without a reply and still open, out of those not replied to in time, by the groups frozen on them."""
    sql = written(STILL_OPEN, period.split)
    return {tuple(key): Cell(count=waiting, ceiling=missed) for *key, missed, waiting in _rows(sql, period)}


@dataclass(frozen=True)
class Day:
    """Replies due on a day, and those of them in time."""

    due: int
    within: int


def by_day(period: Period) -> tuple[list[tuple[date, Day]], Day]:
    """The last thirty whole days, each with its replies; and everything of the period that was due at other times."""
    found = {day: Day(due, within) for day, due, within in _rows(BY_DAY, period)}
    first = period.seen_day - timedelta(days=DAYS)
    days = [first + timedelta(days=number) for number in range(DAYS)]
    other = [day for on, day in found.items() if on not in days]
    rest = Day(sum(day.due for day in other), sum(day.within for day in other))
    return [(day, found.get(day, Day(0, 0))) for day in days], rest


def _rows(sql: str, period: Period) -> list[tuple[Any, ...]]:
    network = current_network()
    values: dict[str, Any] = {
        "network": network.pk, "zone": network.time_zone, "starts_at": period.starts_at,
        "ends_before": period.ends_before, "seen_at": period.seen_at,
    }  # fmt: skip
    with whole_network() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
