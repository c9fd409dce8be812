"""How unequal is it, and is it changing: one absolute and one relative index a measure, side by side.

Made from what has passed the gate, so an index gives nothing away; groups that are hidden or empty are named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from equity.chosen import report_of
from equity.claims import AMOUNTS, CLAIMS, RATIOS, Measure
from equity.dimensions import RURAL_URBAN, VULNERABILITY, Dimension
from equity.indicators import INDICATORS
from equity.inequality.groups import Indicator, Subgroup, counted
from equity.inequality.noise import disparity_floor
from equity.inequality.slope import relative_index, slope_index
from equity.inequality.spread import corrected_variance, index_of_disparity
from equity.measures import Estimate
from equity.panels import PANELS
from equity.periods import PeriodChoice, period_of
from equity.report import Report, build
from equity.results import Result, refused
from equity.splits import NOT_CLASSIFIED
from tta_portal.tenancy.models import Network

ORDER = {
    RURAL_URBAN: ("rural_remote", "rural_adjacent", "metro"),
    VULNERABILITY: ("q4", "q3", "q2", "q1"),
}
"""From the most disadvantaged group to the least; a dimension that is not here has no order."""
OVERVIEW_KEY = "overview"
NOW, BEFORE = PeriodChoice.LAST_YEAR, PeriodChoice.YEAR_BEFORE
LEFT_OUT = (
    Measure.WAIT, Measure.OPEN, Measure.RESPONSIVE, Measure.PARTNERED, Measure.RETURNED, *AMOUNTS, *RATIOS,
    Measure.FIRST_TIME, Measure.EVENNESS, Measure.LEVELS,
)  # fmt: skip
SHARES = tuple(measure for measure in CLAIMS if measure not in LEFT_OUT)


@dataclass(frozen=True)
class Indices:
    """The absolute and the relative index of one measure in one period, and what chance alone would give."""

    absolute: Result
    relative: Result
    floor: Result | None = None


@dataclass(frozen=True)
class Line:
    """One measure: its indices now and a year before, and the groups that could not take part."""

    measure: Measure
    now: Indices
    before: Indices
    left_out: tuple[str, ...]

    @property
    def title(self) -> str:
        return CLAIMS[self.measure].title

    @property
    def disagree(self) -> bool:
        """Whether the gap became smaller in one sense and larger in the other."""
        pairs = ((self.now.absolute, self.before.absolute, 0.0), (self.now.relative, self.before.relative, 1.0))
        moves = [_further(now, before, even) for now, before, even in pairs]
        return None not in moves and moves[0] != moves[1]


def _further(now: Result, before: Result, even: float) -> bool | None:
    if now.value is None or before.value is None:
        return None
    return abs(now.value - even) > abs(before.value - even)


def is_ordered(dimension: Dimension) -> bool:
    return dimension in ORDER


def summarize(network: Network, dimension: Dimension, *, at: datetime) -> list[Line]:
    """Every share of every panel that has a period, in the last twelve months and the year before."""
    now, before = (reports_of(network, dimension, choice, at=at) for choice in (NOW, BEFORE))
    return compare(dimension, now, before)


def reports_of(network: Network, dimension: Dimension, choice: PeriodChoice, *, at: datetime) -> dict[str, Report]:
    """The overview and every panel that has a period, by its name."""
    period = period_of(choice, zone=network.time_zone, at=at)
    found = {OVERVIEW_KEY: build(network, period=period, dimension=dimension)}
    for panel in PANELS.values():
        if panel.has_period:
            found[panel.key] = report_of(network, panel.key, dimension, period)
    return found


def compare(dimension: Dimension, now: Mapping[str, Report], before: Mapping[str, Report]) -> list[Line]:
    """Every share of these reports beside that of the year before."""
    this, last = (_estimates(reports) for reports in (now, before))
    return [_line(measure, dimension, this[measure], last[measure]) for measure in SHARES]


def _estimates(reports: Mapping[str, Report]) -> dict[Measure, dict[str, Estimate]]:
    return {measure: shown for report in reports.values() for measure, shown in _by_measure(report)}


def _by_measure(report: Report) -> Iterator[tuple[Measure, dict[str, Estimate]]]:
    for measure in report.measures:
        yield measure, {row.group: row.of(measure) for row in report.rows}


def _line(measure: Measure, dimension: Dimension, now: Mapping[str, Estimate], before: Mapping[str, Estimate]) -> Line:
    labels = dict(dimension.groups)
    left_out = tuple(
        str(labels[group])
        for group, shown in now.items()
        if not _takes_part(shown) and (group != NOT_CLASSIFIED or shown.hidden)
    )
    return Line(measure, _indices(measure, dimension, now), _indices(measure, dimension, before), left_out)


def _takes_part(shown: Estimate) -> bool:
    return not shown.hidden and bool(shown.n) and shown.count is not None


def _indices(measure: Measure, dimension: Dimension, shown: Mapping[str, Estimate]) -> Indices:
    indicator = INDICATORS[measure]
    if not is_ordered(dimension):
        groups = [_group(name, estimate, indicator) for name, estimate in shown.items() if _takes_part(estimate)]
        if not groups and any(estimate.hidden for estimate in shown.values()):
            hidden = refused("every group that has a count is hidden")
            return Indices(hidden, hidden)
        return Indices(
            corrected_variance(groups, indicator),
            index_of_disparity(groups, indicator),
            disparity_floor(groups, indicator),
        )
    in_order = [(name, shown[name]) for name in ORDER[dimension] if shown[name].hidden or shown[name].n]
    if any(estimate.hidden for _, estimate in in_order):
        hidden = refused("a group is hidden, and leaving it out would shift all ranks")
        return Indices(hidden, hidden)
    groups = [_group(name, one, indicator, order=place) for place, (name, one) in enumerate(in_order, start=1)]
    return Indices(slope_index(groups, indicator), relative_index(groups, indicator))


def _group(name: str, shown: Estimate, indicator: Indicator, *, order: int | None = None) -> Subgroup:
    return counted(name, shown.count or 0, shown.n or 0, indicator, order=order)
