"""What changed: each share in a baseline year and in the latest, by group, with the interval of the change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from equity import measures, panels, statistics
from equity.claims import CLAIMS, Measure
from equity.dimensions import Dimension
from equity.measures import Difference, Estimate
from equity.panels import PANELS
from equity.periods import PeriodChoice, period_of
from equity.report import Report, Row, build
from equity.wording import percent, points, waiting_interval
from tta_portal.tenancy.models import Network

BASELINES = (PeriodChoice.YEAR_BEFORE, PeriodChoice.TWO_YEARS_BEFORE)
FALSE_ALARMS = 0.05
NOT_TESTED = "not tested"


@dataclass(frozen=True)
class Changed:
    """One group, or everybody: baseline and latest as they may be shown, and the latest minus the baseline."""

    label: str
    before: Estimate
    now: Estimate
    difference: Difference

    @property
    def is_beyond_chance(self) -> bool:
        """Whether the change's own 95 % interval leaves out no change."""
        low, high = self.difference.low, self.difference.high
        return low is not None and high is not None and (low > 0 or high < 0)

    def is_news_among(self, tested: int) -> bool:
        """Whether it still does so where that many changes are tested together, at 1 − 0.05/k."""
        if self.difference.value is None:
            return False
        (count, n), (other, of) = ((shown.count or 0, shown.n or 0) for shown in (self.now, self.before))
        low, high = statistics.newcombe(count, n, other, of, confidence=1 - FALSE_ALARMS / tested)
        return low > 0 or high < 0


@dataclass(frozen=True)
class Line:
    """One measure: everybody first, then the groups."""

    measure: Measure
    rows: tuple[Changed, ...]

    @property
    def title(self) -> str:
        return CLAIMS[self.measure].title

    @property
    def everybody(self) -> Changed:
        return self.rows[0]

    @property
    def is_tested(self) -> bool:
        """Whether the change for all together has a test: not that of a wait, nor one that is hidden."""
        return self.everybody.difference.value is not None


def changes(network: Network, dimension: Dimension, *, baseline: PeriodChoice, at: datetime) -> list[Line]:
    """Every measure of a period that the pages show, in two years that do not overlap. Both have passed the gate."""
    lines = []
    for now, before in _pairs(network, dimension, baseline, at):
        for measure in now.measures:
            rows = zip((now.everybody, *now.rows), (before.everybody, *before.rows), strict=True)
            lines.append(Line(measure, tuple(_changed(measure, new, old) for new, old in rows)))
    return lines


def _pairs(
    network: Network, dimension: Dimension, baseline: PeriodChoice, at: datetime
) -> list[tuple[Report, Report]]:
    """The same panel in both years; those without a period have no year before."""
    now, before = (period_of(choice, zone=network.time_zone, at=at) for choice in (PeriodChoice.LAST_YEAR, baseline))
    pairs = [(build(network, period=now, dimension=dimension), build(network, period=before, dimension=dimension))]
    for panel in PANELS.values():
        if panel.has_period:
            new, old = (panels.build(network, panel, period=one, dimension=dimension) for one in (now, before))
            pairs.append((new, old))
    return pairs


def _changed(measure: Measure, new: Row, old: Row) -> Changed:
    now, before = new.of(measure), old.of(measure)
    is_share = measure is not Measure.WAIT and not now.hidden and not before.hidden
    difference = measures.difference(now, before) if is_share else Difference(None)
    return Changed(new.label, before, now, difference)


def cells(changed: Changed, measure: Measure) -> list[str]:
    """Baseline, latest and change in words."""
    if measure is Measure.WAIT:
        are_known = changed.before.value is not None and changed.now.value is not None
        return [_wait(changed.before), _wait(changed.now), NOT_TESTED if are_known else "not known"]
    if changed.difference.value is None:
        return [_share(changed.before), _share(changed.now), "not known"]
    beyond = "; more than chance" if changed.is_beyond_chance else ""
    return [_share(changed.before), _share(changed.now), f"{points(changed.difference)}{beyond}"]


def _share(shown: Estimate) -> str:
    return f"{percent(shown.value)} of {shown.n:,}" if shown.value is not None and shown.n else _why(shown)


def _wait(shown: Estimate) -> str:
    if shown.value is None:
        return _why(shown)
    return f"{measures.in_words(shown.value)} ({waiting_interval(shown)})"


def _why(shown: Estimate) -> str:
    return "hidden" if shown.hidden else shown.why
