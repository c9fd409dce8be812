"""Put the equity page together: count, measure, pass the gate, then say and draw.

Charts, tables, sentences and the download are all made from what has passed the gate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from equity import measures, queries
from equity.claims import Measure
from equity.dimensions import Dimension
from equity.findings import Finding, Shown, find, headline
from equity.measures import Estimate
from equity.periods import Period
from equity.queries import Replies
from equity.statistics import Waits, together
from equity.summaries.models import Subject
from equity.summaries.reading import cover_of
from equity.suppression import ALL, NOT_BEFORE, SHOWN, Cells, Hidden, Margin, Place, Verdict, decide, gate, margins_of
from tta_portal.tenancy.models import Network

OVERVIEW = (Measure.REACH, Measure.WAIT, Measure.TARGET)
NOTHING = Margin(count=0, ceiling=0)
EVERYBODY = ""


@dataclass(frozen=True)
class Row:
    """One group, or everybody: its numbers as they may be shown."""

    group: str
    label: str
    estimates: Mapping[Measure, Estimate]

    def of(self, measure: Measure) -> Estimate:
        return self.estimates[measure]


@dataclass(frozen=True)
class Report:
    """Everything one page shows."""

    period: Period
    dimension: Dimension
    threshold: int
    rows: tuple[Row, ...]
    everybody: Row
    findings: tuple[Finding, ...]
    as_of: datetime | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(finding.measure for finding in self.findings)

    @property
    def headline(self) -> str:
        return headline(self.dimension, list(self.findings))

    @property
    def is_open(self) -> bool:
        """Whether small counts are shown, because the reader may read every request."""
        return self.threshold <= SHOWN

    @property
    def name_ends(self) -> str:
        """How the names of files end that must not be passed on."""
        return "-with-small-counts" if self.is_open else ""

    @property
    def hiding(self) -> str:
        """What the reader has to know of small counts."""
        if self.is_open:
            return "Small counts are shown: for administrators, not to be passed on."
        return f"Counts from 1 to {self.largest_hidden} are hidden."

    @property
    def largest_hidden(self) -> int:
        return self.threshold - 1

    @property
    def has_roster(self) -> bool:
        first = self.everybody.of(self.measures[0])
        return bool(first.n) or first.hidden


@dataclass(frozen=True)
class _Counts:
    """What was counted, and the verdict on it. Stays in this module."""

    reached: Mapping[Place, Margin]
    due: Mapping[Place, Margin]
    within: Mapping[Place, Margin]
    waits: Mapping[str, Waits]
    verdict: Verdict

    @classmethod
    def of(
        cls, reached: Cells, replies: Replies, waits: Mapping[str, Waits], *, threshold: int, also: Hidden
    ) -> _Counts:
        """The verdict is on all dimensions at once, whichever one the page shows."""
        verdict = decide(reached=reached, due=replies.due, within=replies.within, threshold=threshold, also=also)
        return cls(margins_of(reached), margins_of(replies.due), margins_of(replies.within), waits, verdict)


def build(network: Network, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE) -> Report:
    """Count and measure one dimension in one period; four queries. `also` is hidden besides what has to be."""
    return measured(network, period=period, dimension=dimension, also=also)[0]


def measured(
    network: Network, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE
) -> tuple[Report, Verdict, Mapping[str, Waits]]:
    """The report, with the verdict and the waits behind it: for those who show more of the same requests."""
    cover = cover_of(Subject.REQUESTS, period)
    waits = queries.waits(period, by=dimension, cover=cover)
    threshold = network.suppression_threshold
    reached, replies = queries.reached(period), queries.replies(period, cover)
    counts = _Counts.of(reached, replies, waits, threshold=threshold, also=also)
    rows = tuple(_row(counts, dimension, group, label) for group, label in dimension.groups)
    everybody = _measure(counts, ALL, EVERYBODY, "All", together(waits.values()))
    findings = tuple(
        find(_shown(counts, measure, dimension, rows, everybody, margin=network.margin)) for measure in OVERVIEW
    )
    return Report(period, dimension, threshold, rows, everybody, findings), counts.verdict, waits


def _row(counts: _Counts, dimension: Dimension, group: str, label: str) -> Row:
    place = (dimension.index, group)
    return _measure(counts, place, group, label, counts.waits.get(group, {}))


def _measure(counts: _Counts, place: Place, group: str, label: str, waits: Waits) -> Row:
    """Measure a group, then let the gate decide what of it may be shown."""
    asked = counts.reached.get(place, NOTHING)
    due, within = counts.due.get(place, NOTHING).count, counts.within.get(place, NOTHING).count
    verdict, hides_n = counts.verdict, place in counts.verdict.due
    return Row(
        group,
        label,
        {
            Measure.REACH: gate(
                measures.reach(asked.count, asked.ceiling or 0), is_hidden=place in verdict.reached, hides_n=False
            ),
            Measure.WAIT: gate(
                measures.median_wait(waits, n=due),
                is_hidden=verdict.hides_wait(place, due=due),
                hides_n=hides_n,
            ),
            Measure.TARGET: gate(
                measures.share_within_target(within, due), is_hidden=place in verdict.within, hides_n=hides_n
            ),
        },
    )


def _shown(
    counts: _Counts, measure: Measure, dimension: Dimension, rows: tuple[Row, ...], everybody: Row, *, margin: float
) -> Shown:
    return Shown(
        measure=measure,
        dimension=dimension,
        groups={row.group: row.of(measure) for row in rows},
        everybody=everybody.of(measure),
        threshold=counts.verdict.threshold,
        margin=margin,
        waits={row.group: counts.waits.get(row.group, {}) for row in rows},
    )
