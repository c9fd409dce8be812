"""From a number to the rows behind it, for those who may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from equity.charts import HIDDEN
from equity.claims import Measure
from equity.dimensions import Dimension
from equity.report import Report

Cell = str | dict[str, str]


@dataclass(frozen=True)
class Way:
    """The list that a count leads to, and its name there. `always`: which view of it. `has_days`: of a period."""

    page: str
    counted: str
    always: tuple[tuple[str, Any], ...] = ()
    has_days: bool = True


def _requests(counted: str) -> Way:
    """Ended ones included."""
    return Way("caseload", counted, (("view", "all"), ("ended", 1)))


def _check_ins(counted: str) -> Way:
    return Way("check_ins", counted, (("view", "all"),))


def _departments(counted: str, *, has_days: bool = True) -> Way:
    return Way("organizations", counted, has_days=has_days)


WAYS: dict[Measure, tuple[Way | None, ...]] = {
    Measure.REACH: (_departments("roster"), _departments("asked")),
    Measure.WAIT: (_requests("due"),),
    Measure.TARGET: (_requests("due"), _requests("in_time")),
    Measure.OPEN: (_requests("due"), _requests("open")),
    Measure.REPRESENTED: (_departments("roster"), _requests("sent")),
    Measure.POPULATED: (None, _requests("sent")),
    Measure.FIRST_TIME: (_departments("asked"), _departments("first_time")),
    Measure.RESPONSIVE: (_departments("roster", has_days=False), _departments("level_2", has_days=False)),
    Measure.CONTACTS: (_departments("asked"),),
    Measure.HOURS: (_departments("asked"),),
    Measure.PARTNERED: (_departments("asked"), _departments("partnered")),
    Measure.RETURNED: (_departments("helped"), _departments("returned")),
    Measure.CONVERTED: (_requests("first"), _requests("converted")),
    Measure.ANSWERED: (_check_ins("asked"), _check_ins("answered")),
    Measure.USEFUL: (_check_ins("useful_said"), _check_ins("useful")),
    Measure.USED: (_check_ins("used_said"), _check_ins("used")),
    Measure.CHANGED: (_check_ins("changed_said"), _check_ins("changed")),
    Measure.INVOLVED: (_requests("agreed"), _requests("involved")),
    Measure.LED: (_requests("agreed"), _requests("led")),
}
"""Where n leads, and where the count leads."""


def linked(report: Report, measure: Measure, rows: list[list[str]], *, slug: str) -> list[list[Cell]]:
    """The rows of a table with its counts as links; what is hidden or zero leads nowhere."""
    groups = [row.group for row in (*report.rows, report.everybody)]
    return [_linked(report, measure, group, row, slug) for group, row in zip(groups, rows, strict=True)]


def _linked(report: Report, measure: Measure, group: str, row: list[str], slug: str) -> list[Cell]:
    found: list[Cell] = list(row)
    for column, way in enumerate(WAYS.get(measure, ()), start=1):
        text = row[column]
        if way and text not in (HIDDEN, "0"):
            found[column] = {"text": text, "url": behind(report, group, way, slug=slug)}
    return found


def behind(report: Report, group: str, way: Way, *, slug: str) -> str:
    """The list of what a count is made of."""
    period = report.period
    ends = {"since": period.starts_on.isoformat(), "until": period.ends_on.isoformat()}
    days = ends if way.has_days else {}
    return _address(way.page, slug, report.dimension, group, **dict(way.always), counted=way.counted, **days)


def open_requests(dimension: Dimension, group: str, *, slug: str) -> str:
    """What is open in a group now, those who wait longest first."""
    return _address("caseload", slug, dimension, group, view="all", sort="due")


def _address(page: str, slug: str, dimension: Dimension, group: str, **filters: Any) -> str:
    chosen = {**filters, **({dimension.field: group} if group else {})}
    return f"{reverse(page, kwargs={'network': slug})}?{urlencode(chosen)}"
