"""Counts that read a network's whole history: kept each night, read as of last night."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from equity.periods import Period, PeriodChoice, period_of
from equity.splits import RURAL_URBAN
from equity.summaries.models import KeptCounts
from equity.suppression import Cell, Counted
from tta_portal.tenancy.models import current_network

Count = Callable[[Sequence[Period]], list[Counted]]
A_DAY = timedelta(days=1)
_counts: dict[str, Count] = {}


def kept(panel: str) -> Callable[[Count], Callable[[Period], Counted]]:
    """Read what last night counted, and count now where there is nothing from today or last night.

    The function below it counts several periods at once, since most of the work is the history before them.
    """

    def wrap(count: Count) -> Callable[[Period], Counted]:
        def read(period: Period) -> Counted:
            found = None if period.anew or period.split != RURAL_URBAN else _of(panel, period)
            return found or count([period])[0]

        _counts[panel] = count
        read.__doc__ = count.__doc__
        return read

    return wrap


def _of(panel: str, period: Period) -> Counted | None:
    since = period.seen_at - A_DAY - timedelta(hours=2)
    rows = KeptCounts.objects.filter(panel=panel, period=period.choice, counted_at__gt=since)
    days = {name: (getattr(period, name) - A_DAY, getattr(period, name)) for name in ("starts_on", "ends_on")}
    row = rows.filter(
        counted_at__lte=period.seen_at, starts_on__range=days["starts_on"], ends_on__range=days["ends_on"]
    ).first()
    return None if row is None else _read(row.counts, row.counted_at)


def keep(*, at: datetime | None = None) -> int:
    """Count each of them in each period of the network in force; return how many were kept."""
    at, zone = at or timezone.now(), current_network().time_zone
    periods = [period_of(choice, zone=zone, at=at, anew=True) for choice in PeriodChoice]
    for panel, count in _counts.items():
        for period, counted in zip(periods, count(periods), strict=True):
            values = {
                "starts_on": period.starts_on, "ends_on": period.ends_on, "counted_at": at,
                "counts": _written(counted),
            }  # fmt: skip
            KeptCounts.objects.update_or_create(panel=panel, period=period.choice, defaults=values)
    return len(_counts) * len(PeriodChoice)


def is_due(*, at: datetime) -> bool:
    """Whether something was last counted more than a day ago, or never."""
    return KeptCounts.objects.filter(counted_at__gt=at - A_DAY).count() < len(_counts) * len(PeriodChoice)


def _written(counted: Counted) -> list[Any]:
    """In their order, wholes before their parts: an object of JSON would not keep it."""
    return [
        [name, counted.whole_of.get(name), [[*key, cell.count, cell.ceiling] for key, cell in cells.items()]]
        for name, cells in counted.cells.items()
    ]


def _read(counts: list[Any], at: datetime) -> Counted:
    cells = {
        name: {tuple(key): Cell(count, ceiling) for *key, count, ceiling in rows} for name, _whole, rows in counts
    }
    return Counted(cells, {name: whole for name, whole, _rows in counts if whole}, at)
