"""The speed panel: median, share in time, share still waiting, the curves and the last thirty days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from equity import measures
from equity.claims import CLAIMS, Measure
from equity.dimensions import Dimension
from equity.findings import Shown, find
from equity.periods import Period, PeriodChoice
from equity.report import NOTHING, Report, Row, measured
from equity.speed import counts
from equity.speed.curves import Point, coarse
from equity.speed.strip import Stretch, strip
from equity.statistics import Waits
from equity.suppression import ALL, Cells, Margin, Place, Verdict, gate, hide, margins_of
from tta_portal.tenancy.models import Network

ENOUGH = 4
"""Times the threshold: so many replies due has a group that gets a curve."""


@dataclass(frozen=True)
class Speed:
    """What the page shows. `curves`: of the groups that may have one; `days`: empty where the gate hides them."""

    report: Report
    curves: Mapping[str, list[Point]]
    days: list[Stretch]

    @property
    def is_now(self) -> bool:
        """Whether the period reaches to today, so that there are last thirty days."""
        return self.report.period.choice == PeriodChoice.LAST_YEAR


def build(network: Network, *, period: Period, dimension: Dimension) -> Speed:
    """Count and measure; five queries. The verdict on what the overview shows holds here, too."""
    base, verdict, waits = measured(network, period=period, dimension=dimension)
    cells, threshold = counts.still_open(period), network.suppression_threshold
    hidden, margins = hide_open(cells, verdict), margins_of(cells)
    rows = tuple(_row(row, (dimension.index, row.group), margins, hidden) for row in base.rows)
    everybody = _row(base.everybody, ALL, margins, hidden)
    finding = find(_shown(dimension, rows, everybody, network))
    findings = (*(one for one in base.findings if one.measure != Measure.REACH), finding)
    report = replace(base, rows=rows, everybody=everybody, findings=findings)
    is_now = period.choice == PeriodChoice.LAST_YEAR
    days = strip(*counts.by_day(period), threshold=threshold) if is_now else []
    return Speed(report, _curves(report, waits), days)


def hide_open(cells: Cells, verdict: Verdict) -> frozenset[Place]:
    """Who still waits is a part of who was not replied to in time: hidden where that is, and where it is small.

    The verdict may leave that whole only a narrow range, so it is not counted on to move along.
    """
    return hide(cells, threshold=verdict.threshold, also=verdict.within)


def _row(row: Row, place: Place, margins: Mapping[Place, Margin], hidden: frozenset[Place]) -> Row:
    n = row.of(Measure.TARGET).n
    waiting = margins.get(place, NOTHING).count
    estimate = measures.share(waiting, max(n or 0, waiting), nobody=CLAIMS[Measure.OPEN].nobody)
    shown = gate(estimate, is_hidden=place in hidden, hides_n=n is None)
    return replace(row, estimates={**row.estimates, Measure.OPEN: shown})


def _shown(dimension: Dimension, rows: tuple[Row, ...], everybody: Row, network: Network) -> Shown:
    groups = {row.group: row.of(Measure.OPEN) for row in rows}
    threshold, margin = network.suppression_threshold, network.margin
    return Shown(Measure.OPEN, dimension, groups, everybody.of(Measure.OPEN), threshold, {}, margin)


def _curves(report: Report, waits: Mapping[str, Waits]) -> dict[str, list[Point]]:
    found = {
        row.group: coarse(waits.get(row.group, {}), fewest=report.threshold)
        for row in report.rows
        if _may_have_one(row, report.threshold)
    }
    return {group: points for group, points in found.items() if points}


def _may_have_one(row: Row, threshold: int) -> bool:
    hidden = any(row.of(measure).hidden for measure in (Measure.WAIT, Measure.TARGET))
    return not hidden and (row.of(Measure.TARGET).n or 0) >= ENOUGH * threshold
