"""What each public panel counts, how its own table is judged, and which of its counts add up by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from equity import panels, queries, reach, reach_counts
from equity.chosen import OVERVIEW
from equity.panels import PANELS
from equity.periods import Period
from equity.releases.audit import Month, Pieces
from equity.suppression import Cells, Hidden, decide

A_DAY = timedelta(days=1)
ADD_UP = ("return", "quality", "voice")
"""Panels of first requests, check-ins and plans, each of one month; the others count departments."""
Counts = Callable[[Period], Mapping[str, Cells]]


@dataclass(frozen=True)
class Table:
    """A panel's gate over one period, and its counts month by month where they add up.

    Departments that asked at least once do not: one that asks in March and in May is one in the year.
    """

    gate: Callable[[Hidden], Hidden]
    by_month: Mapping[str, Pieces]


def table_of(panel: str, period: Period, *, threshold: int, since: date | None = None) -> Table:
    """The panel's table over whole months; month by month from `since` on, the first month of any table near it."""
    since = since or period.starts_on
    if panel == OVERVIEW:
        return Table(_overview(period, threshold), _by_month(_replies, ("due", "within"), period, since))
    if panel == reach.KEY:
        return Table(_reach(period, threshold), _by_month(_requests, ("requests",), period, since))
    count = PANELS[panel].count
    counted = count(period)
    names = tuple(counted.cells) if panel in ADD_UP else ()
    by_month = _by_month(lambda one: count(one).cells, names, period, since)
    return Table(lambda also: panels.judge(counted, threshold=threshold, also=also), by_month)


def _overview(period: Period, threshold: int) -> Callable[[Hidden], Hidden]:
    reached, replies = queries.reached(period), queries.replies(period)

    def gate(also: Hidden) -> Hidden:
        verdict = decide(reached=reached, due=replies.due, within=replies.within, threshold=threshold, also=also)
        return {"reached": verdict.reached, "due": verdict.due, "within": verdict.within}

    return gate


def _reach(period: Period, threshold: int) -> Callable[[Hidden], Hidden]:
    counted = reach_counts.asking(period)
    due = queries.replies(period).due
    return lambda also: reach.judge(counted, due, threshold=threshold, also=also)


def _replies(period: Period) -> Mapping[str, Cells]:
    found = queries.replies(period)
    return {"due": found.due, "within": found.within}


def _requests(period: Period) -> Mapping[str, Cells]:
    return {"requests": reach_counts.asking(period).requests}


def _by_month(counts: Counts, names: tuple[str, ...], period: Period, since: date) -> dict[str, Pieces]:
    found: dict[str, dict[Month, Cells]] = {name: {} for name in names}
    if names:
        for first, last in months(since, period.ends_on):
            counted = counts(replace(period, starts_on=first, ends_on=last, anew=False))
            for name in names:
                found[name][month_of(first)] = counted[name]
    return dict(found)


def months(since: date, until: date) -> Iterator[tuple[date, date]]:
    """First and last day of each month."""
    first = since
    while first <= until:
        after = (first.replace(day=28) + 4 * A_DAY).replace(day=1)
        yield first, after - A_DAY
        first = after


def month_of(day: date) -> Month:
    return 12 * day.year + day.month - 1
