"""Who asks, and how often: requests beside what a group's share of departments, or of residents, leads one to expect.

Like the other panels: counted, measured, past the gate, then said and drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from equity import measures, queries, reach_counts, reach_findings
from equity.claims import CLAIMS, Measure
from equity.dimensions import Dimension
from equity.evenness import Spread, dispersion, spread
from equity.findings import Finding, Shown, find
from equity.measures import Estimate
from equity.periods import Period
from equity.reach_counts import Asking
from equity.report import EVERYBODY, NOTHING, Report, Row
from equity.suppression import (
    ALL,
    NONE,
    NOT_BEFORE,
    Cell,
    Cells,
    Hidden,
    Margin,
    Place,
    gate,
    hide,
    margins_of,
    together,
)
from tta_portal.tenancy.models import Network

KEY, LABEL = "reach", "Reach"
QUESTION = "Who asks, and how often, for how many there are?"
COUNTS = ("asked", "first", "requests")
MOST_UNKNOWN = 0.1
"""With more departments of unknown population in a group, its ratio would say too much of the others."""


@dataclass(frozen=True, kw_only=True)
class ReachReport(Report):
    """A report with how evenly requests are spread, and how many departments have no known population."""

    spread: Spread
    without_population: int
    departments: int


def build(network: Network, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE) -> ReachReport:
    """Count and measure one dimension in one period; three statements. `also` is hidden besides what has to be."""
    counted, threshold = reach_counts.asking(period), network.suppression_threshold
    hidden = judge(counted, queries.replies(period).due, threshold=threshold, also=also)
    margins = {name: margins_of(getattr(counted, name)) for name in COUNTS}
    rows = tuple(
        Row(group, label, _estimates(counted, margins, hidden, (dimension.index, group)))
        for group, label in dimension.groups
    )
    everybody = Row(EVERYBODY, "All", _estimates(counted, margins, hidden, ALL))
    departments = counted.departments.get(ALL, 0)
    return ReachReport(
        period, dimension, threshold, rows, everybody, _findings(counted, dimension, rows, everybody, network),
        spread=spread(counted.by_number, threshold=threshold, is_hidden=ALL in hidden["requests"] | hidden["asked"]),
        without_population=departments - counted.with_population.get(ALL, 0),
        departments=departments,
    )  # fmt: skip


def judge(counted: Asking, replies: Cells, *, threshold: int, also: Hidden = NOT_BEFORE) -> Hidden:
    """Which groups stay hidden in each count, judged together with the replies due of the overview."""
    due = {**{key: Cell(0) for key in counted.asked}, **replies}
    before = also.get("asked", NONE) | also.get("requests", NONE)
    hidden = together(counted.asked, due, threshold=threshold, also=before)
    first = hide(counted.first, threshold=threshold, also=hidden | also.get("first", NONE))
    return {"asked": hidden, "first": first, "requests": hidden}


def _estimates(
    counted: Asking, margins: Mapping[str, Mapping[Place, Margin]], hidden: Hidden, place: Place
) -> dict[Measure, Estimate]:
    count = {name: margins[name].get(place, NOTHING).count for name in COUNTS}
    everybody = margins["requests"].get(ALL, NOTHING).count
    found = {}
    for measure, people in ((Measure.REPRESENTED, counted.departments), (Measure.POPULATED, counted.residents)):
        estimate = reach_findings.ratio(
            count["requests"], people.get(place, 0), everybody, people.get(ALL, 0), nobody=CLAIMS[measure].nobody
        )
        estimate = reach_findings.widened(estimate, dispersion(counted.by_number))
        if place == ALL:  # 1 by definition
            estimate = replace(estimate, low=None, high=None)
        if measure == Measure.POPULATED and (why := _too_little_known(counted, place)):
            estimate = Estimate(n=estimate.n, count=estimate.count, why=why)
        # what is expected of a group follows from the total
        found[measure] = gate(estimate, is_hidden=bool({place, ALL} & hidden["requests"]), hides_n=False)
    new = measures.share(count["first"], count["asked"], nobody=CLAIMS[Measure.FIRST_TIME].nobody)
    found[Measure.FIRST_TIME] = gate(new, is_hidden=place in hidden["first"], hides_n=place in hidden["asked"])
    return found


def _too_little_known(counted: Asking, place: Place) -> str:
    """Why a group's residents say little, if they do."""
    departments = counted.departments.get(place, 0)
    unknown = departments - counted.with_population.get(place, 0)
    if unknown <= MOST_UNKNOWN * departments:
        return ""
    return f"the population of {unknown:,} of {departments:,} departments is not known"


def _findings(
    counted: Asking, dimension: Dimension, rows: tuple[Row, ...], everybody: Row, network: Network
) -> tuple[Finding, ...]:
    def shown(measure: Measure) -> Shown:
        groups = {row.group: row.of(measure) for row in rows}
        return Shown(
            measure, dimension, groups, everybody.of(measure), network.suppression_threshold, {}, network.margin
        )

    clumps = dispersion(counted.by_number)
    ratios = (Measure.REPRESENTED, Measure.POPULATED)
    return (*(reach_findings.find(shown(m), clumps=clumps) for m in ratios), find(shown(Measure.FIRST_TIME)))
