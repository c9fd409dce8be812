"""From a number to the requests behind it, for those who may see rows."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from equity.charts import HIDDEN
from equity.claims import Measure
from equity.dimensions import Dimension
from equity.report import Report

Cell = str | dict[str, str]
COUNTED = {
    Measure.WAIT: ("due",),
    Measure.TARGET: ("due", "in_time"),
    Measure.OPEN: ("due", "open"),
}
"""Of which measures the requests can be listed: what stands behind n, and behind the count."""


def linked(report: Report, measure: Measure, rows: list[list[str]], *, slug: str) -> list[list[Cell]]:
    """The rows of a table with its counts as links; what is hidden or zero leads nowhere."""
    groups = [row.group for row in (*report.rows, report.everybody)]
    return [_linked(report, measure, group, row, slug) for group, row in zip(groups, rows, strict=True)]


def _linked(report: Report, measure: Measure, group: str, row: list[str], slug: str) -> list[Cell]:
    found: list[Cell] = list(row)
    for column, how in enumerate(COUNTED.get(measure, ()), start=1):
        text = row[column]
        if text not in (HIDDEN, "0"):
            found[column] = {"text": text, "url": behind(report, group, how, slug=slug)}
    return found


def behind(report: Report, group: str, how: str, *, slug: str) -> str:
    """The list of requests that a count is made of, ended ones included."""
    period = report.period
    return _caseload(
        slug, report.dimension, group,
        ended=1, counted=how, sent_from=period.starts_on.isoformat(), sent_until=period.ends_on.isoformat(),
    )  # fmt: skip


def open_requests(dimension: Dimension, group: str, *, slug: str) -> str:
    """What is open in a group now, those who wait longest first."""
    return _caseload(slug, dimension, group, sort="due")


def _caseload(slug: str, dimension: Dimension, group: str, **filters: Any) -> str:
    chosen = {"view": "all", **filters, **({dimension.field: group} if group else {})}
    return f"{reverse('caseload', kwargs={'network': slug})}?{urlencode(chosen)}"
