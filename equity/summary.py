"""How unequal is it, and is it changing: one absolute and one relative index a measure, side by side.

Made from what has passed the gate, so an index gives nothing away; groups that are hidden or empty are named.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
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

    def disagree(self, *, ordered: bool) -> bool:
        """Whether the gap became smaller in one sense and larger in the other."""
        distances = APART[ordered]
        absolute = _moved(distances[0], self.now.absolute, self.before.absolute)
        relative = _moved(distances[1], self.now.relative, self.before.relative)
        return absolute * relative < 0


Distance = Callable[[float], float]
APART: Mapping[bool, tuple[Distance, Distance]] = {
    True: (abs, lambda ratio: abs(math.log(ratio)) if ratio > 0 else math.inf),
    False: (lambda variance: max(0.0, variance), abs),
}
"""How far from even |SII| and |ln RII| are, and without an order BGVC, below zero no spread, and IDIS."""


def _moved(apart: Distance, now: Result, before: Result) -> int:
    """1 if it went further from even, −1 if it came nearer, 0 if neither or not known."""
    if now.value is None or before.value is None:
        return 0
    this, last = apart(now.value), apart(before.value)
    return (this > last) - (this < last)


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
    left_out = tuple(
        f"{label} ({why})" for group, label in dimension.groups if (why := _why_out(dimension, group, now, before))
    )
    return Line(measure, _indices(measure, dimension, now), _indices(measure, dimension, before), left_out)


def _why_out(dimension: Dimension, group: str, now: Mapping[str, Estimate], before: Mapping[str, Estimate]) -> str:
    """Why a group is missing in one of the two years, or in both; nothing if it is in both."""
    this, last = (_omission(dimension, group, year) for year in (now, before))
    if this == last:
        return this
    return "; ".join([f"{this} now"] * bool(this) + [f"{last} the year before"] * bool(last))


def _omission(dimension: Dimension, group: str, year: Mapping[str, Estimate]) -> str:
    """Why a group does not take part in one year, with its share of n where no n is hidden.

    A year in which nothing was counted names nobody.
    """
    shown = year[group]
    if not any(one.hidden or one.n for one in year.values()):
        return ""
    if group == NOT_CLASSIFIED and not shown.hidden and (is_ordered(dimension) or not shown.n):
        return ""
    if _takes_part(shown) and group != NOT_CLASSIFIED:
        return ""
    sizes = [one.n for one in year.values() if one.n is not None]
    share = f"{shown.n / sum(sizes):.0%} of n" if shown.n and len(sizes) == len(year) else ""
    return ", ".join(filter(None, ["hidden" if shown.hidden else "" if shown.n else "none counted", share]))


def _takes_part(shown: Estimate) -> bool:
    return not shown.hidden and bool(shown.n) and shown.count is not None


def _indices(measure: Measure, dimension: Dimension, shown: Mapping[str, Estimate]) -> Indices:
    indicator = INDICATORS[measure]
    if not is_ordered(dimension):
        return _spread(dimension, indicator, shown)
    in_order = [(name, shown[name]) for name in ORDER[dimension] if shown[name].hidden or shown[name].n]
    if any(estimate.hidden for _, estimate in in_order):
        return _refused("a group is hidden, and leaving it out would shift all ranks")
    groups = [_group(name, one, indicator, order=place) for place, (name, one) in enumerate(in_order, start=1)]
    return Indices(slope_index(groups, indicator), relative_index(groups, indicator))


def _spread(dimension: Dimension, indicator: Indicator, shown: Mapping[str, Estimate]) -> Indices:
    """The indices of groups without an order, the hidden ones as missing: too many of them are refused."""
    classed = {str(label): shown[group] for group, label in dimension.groups if group != NOT_CLASSIFIED}
    hidden = [label for label, estimate in classed.items() if estimate.hidden]
    if hidden and not any(_takes_part(estimate) for estimate in classed.values()):
        return _refused("every group that has a count is hidden")
    if any(classed[label].n is None for label in hidden):
        return _refused(f"a group is hidden, and how much is missing without it, too ({', '.join(hidden)})")
    groups = [_group(label, one, indicator) for label, one in classed.items() if one.hidden or one.n]
    return Indices(
        corrected_variance(groups, indicator),
        index_of_disparity(groups, indicator),
        disparity_floor(groups, indicator),
    )


def _refused(reason: str) -> Indices:
    return Indices(refused(reason), refused(reason))


def _group(name: str, shown: Estimate, indicator: Indicator, *, order: int | None = None) -> Subgroup:
    """A group with its value; a hidden one has none, and its n where that is shown."""
    if shown.hidden:
        return Subgroup(name, None, population=shown.n or 0, order=order)
    return counted(name, shown.count or 0, shown.n or 0, indicator, order=order)
