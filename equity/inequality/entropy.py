"""Groups without an order: measures from information theory, which single out large ratios."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from equity import statistics
from equity.inequality.groups import Indicator, Subgroup, Table, unordered
from equity.results import Limits, NotComputable, Result, confident, measure, with_limits

PER = 1000


@measure
def theil_index(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """TI: how unevenly the indicator is spread, weighted towards groups that have much.

    Formula: 1000·Σp·r·ln r, r = y/μ, with 0·ln 0 = 0. Unit: thousandths. 0 is no inequality.
    Domain: three groups or more, y ≥ 0, μ > 0. Source: Theil (1967); WHO Handbook (2013).
    Interval: delta method, SE = 1000·√Σ(p·s·(ln r − T)/μ)²; the lower limit may be negative;
    none where a group is at 0, since the slope there has no end.
    Refuses: negative values, a mean of zero, and what BGV refuses.
    """
    table = unordered(groups, indicator)
    table.need_nothing_negative()
    mean = table.need_a_mean()
    r = table.y / mean
    logs = np.log(np.where(r > 0, r, 1.0))
    theil = float(table.p @ (r * logs))
    slopes = table.p * (logs - theil) / mean if (r > 0).all() else None
    return with_limits(PER * theil, _limits(table, theil, slopes, confidence), *table.notes)


@measure
def mean_log_deviation(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """MLD: how unevenly the indicator is spread, weighted towards groups that have little.

    Formula: −1000·Σp·ln r, r = y/μ. Unit: thousandths. 0 is no inequality.
    Domain: three groups or more, y > 0. Source: Theil (1967); WHO Handbook (2013).
    Interval: delta method, SE = 1000·√Σ(p·s·(1 − 1/r)/μ)²; the lower limit may be negative.
    Refuses: a group at 0 or below, and what BGV refuses.
    """
    table = unordered(groups, indicator)
    table.need_nothing_negative()
    for group in table.groups:
        if group.estimate == 0:
            raise NotComputable(f"the value of “{group.name}” is zero, which has no logarithm")
    mean = table.need_a_mean()
    r = table.y / mean
    deviation = -float(table.p @ np.log(r))
    return with_limits(
        PER * deviation, _limits(table, deviation, table.p * (1 - 1 / r) / mean, confidence), *table.notes
    )


def _limits(table: Table, value: float, slopes: np.ndarray | None, confidence: float) -> Limits:
    errors = table.errors
    if errors is None or slopes is None or not errors.any():
        return None
    reach = statistics.z_of(confident(confidence)) * math.sqrt(float(np.sum((slopes * errors) ** 2)))
    return PER * (value - reach), PER * (value + reach)
