"""The depth panel: levels as of last night; contacts, hours, community partners and who returned, of the period."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from equity import panels
from equity.claims import AMOUNTS, CLAIMS, Measure
from equity.depth import counts, findings
from equity.depth.counts import Amounts
from equity.depth.findings import enough, median
from equity.dimensions import Dimension
from equity.findings import Shown
from equity.measures import Estimate
from equity.panels import PANELS
from equity.periods import Period
from equity.report import Report, Row
from equity.suppression import ALL, NOT_BEFORE, SHOWN, Hidden, Place, gate
from tta_portal.tenancy.models import Network

KEY = "depth"


def build(network: Network, *, period: Period, dimension: Dimension, also: Hidden = NOT_BEFORE) -> Report:
    """Count and measure one dimension in one period; four statements. `also` is hidden besides what has to be."""
    base, hidden = panels.judged(network, PANELS[KEY], period=period, dimension=dimension, also=also)
    amounts = counts.amounts(period, by=dimension)
    rows = tuple(_row(row, (dimension.index, row.group), amounts, hidden, base.threshold) for row in base.rows)
    everybody = _row(base.everybody, ALL, amounts, hidden, base.threshold)

    def shown(measure: Measure) -> Shown:
        groups = {row.group: row.of(measure) for row in rows}
        return Shown(measure, dimension, groups, everybody.of(measure), base.threshold, {}, network.margin)

    levels, *shares = base.findings
    help_given = (findings.find(shown(measure), amounts[measure]) for measure in AMOUNTS)
    return replace(base, rows=rows, everybody=everybody, findings=(levels, *help_given, *shares))


def _row(
    row: Row, place: Place, amounts: Mapping[Measure, Mapping[str, Amounts]], hidden: Hidden, threshold: int
) -> Row:
    """A row with its medians: they go with the number of those that asked, and where that is too small for one."""
    medians = {}
    for measure in AMOUNTS:
        groups = amounts[measure]
        of = findings.summed(list(groups.values())) if place == ALL else groups.get(row.group, {})
        medians[measure] = _gated(median(of, nobody=CLAIMS[measure].nobody), place in hidden["asked"], threshold)
    return replace(row, estimates={**row.estimates, **medians})


def _gated(estimate: Estimate, hides_n: bool, threshold: int) -> Estimate:
    is_small = 0 < (estimate.n or 0) < enough(threshold)
    if is_small and threshold <= SHOWN:
        return Estimate(n=estimate.n, why=f"a median needs {enough(threshold)} departments that asked")
    return gate(estimate, is_hidden=hides_n or is_small, hides_n=hides_n)
