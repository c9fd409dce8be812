"""Groups with an order: how much the value leans towards one end (concentration indices)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np

from equity.inequality.groups import Indicator, Subgroup, Table, need_bounds, ordered, standard_error
from equity.inequality.resampling import percentiles, sampled
from equity.results import NotComputable, Result, measure, with_limits

Bounded = Literal["wagstaff", "erreygers"]


@measure
def absolute_concentration(
    groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95, rescaled: bool = False
) -> Result:
    """ACI: how much of the indicator lies with the better-off, minus what an even spread would give.

    Formula: 2Σp·y·R − μ, with R the middle of a group's rank among all people. Unit: the
    indicator's; with `rescaled`, of y rescaled to 0–1 by the declared bounds.
    Above 0: concentrated among the better-off. Domain: three ordered groups or more.
    Source: Kakwani, Wagstaff and van Doorslaer (1997); WHO Handbook (2013).
    Interval: percentiles of 20,000 draws from the counts, else from the standard errors.
    Refuses: fewer than three groups, a missing value, an order with gaps; with `rescaled`,
    values outside the bounds.
    """
    table = _rescaled(ordered(groups, indicator)) if rescaled else ordered(groups, indicator)
    return _concentration(table, lambda y: _absolute(table, y), confidence)


@measure
def relative_concentration(
    groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95, bounded: Bounded | None = None
) -> Result:
    """RCI: the concentration index relative to the mean. Unit: none; −1 to 1.

    Formula: ACI/μ. For an indicator with a highest value, on y rescaled to 0–1 by the declared
    bounds: Wagstaff RCI/(1 − μ), Erreygers 4μ·RCI. Above 0: concentrated among the better-off.
    Domain: three ordered groups or more, y ≥ 0, μ > 0. Source: Wagstaff (2005), Erreygers (2009).
    Interval: percentiles of 20,000 draws, as for ACI.
    Refuses: negative values, a mean of zero, values outside the bounds, and what ACI refuses.
    """
    table = ordered(groups, indicator)
    if bounded:
        table = _rescaled(table)
    table.need_nothing_negative()
    mean = table.need_a_mean()
    if bounded == "wagstaff" and mean >= 1:
        raise NotComputable("the mean is the highest value, and Wagstaff's index divides by what is left")
    return _concentration(table, lambda y: _relative(table, y, bounded), confidence)


def _concentration(table: Table, of: Callable[[np.ndarray], np.ndarray], confidence: float) -> Result:
    value = float(of(table.y[np.newaxis])[0])
    return with_limits(value, percentiles(sampled(table), of, confidence))


def _absolute(table: Table, y: np.ndarray) -> np.ndarray:
    return y @ (table.p * (2 * table.ranks - 1))


def _relative(table: Table, y: np.ndarray, bounded: Bounded | None) -> np.ndarray:
    mean = y @ table.p
    index = _absolute(table, y) / np.where(mean > 0, mean, np.nan)
    if bounded == "wagstaff":
        return index / (1 - mean)
    return 4 * mean * index if bounded == "erreygers" else index


def _rescaled(table: Table) -> Table:
    low, high = need_bounds(table.indicator)
    span = high - low
    if low == 0 and table.indicator.scale == high:
        indicator = replace(table.indicator, scale=1.0, minimum=None, maximum=None)
        keep_counts = True
    else:
        indicator = replace(table.indicator, scale=None, minimum=0.0, maximum=1.0)
        keep_counts = False
    groups = []
    for group in table.groups:
        error = standard_error(group, table.indicator)
        moved = replace(group, estimate=((group.estimate or 0.0) - low) / span, se=error and error / span)
        groups.append(moved if keep_counts else replace(moved, numerator=None, denominator=None))
    return Table(indicator, tuple(groups), table.notes)
