"""Groups without an order: how far they lie apart, all of them."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from equity import statistics
from equity.inequality.groups import Indicator, Subgroup, Table, reference_of, unordered
from equity.inequality.resampling import Statistic, percentiles, truncated
from equity.results import NotComputable, Result, confident, measure, with_limits


@measure
def between_group_variance(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """BGV: the variance between groups, weighted by population.

    Formula: Σp(y − μ)². Unit: the indicator's, squared. Domain: three groups or more.
    Source: WHO Handbook (2013). Interval: BGV ± z·SE with the exact variance of a quadratic
    form, 4y'AΣAy + 2tr(AΣAΣ), A = diag(p) − pp'; the lower limit may be negative.
    Refuses: fewer than three groups; more than 15 % of groups or people without a value.
    """
    table = unordered(groups, indicator)
    errors, value = table.errors, _variance(table)
    if errors is None or not errors.any():
        return with_limits(value, None, *table.notes)
    form = np.diag(table.p) - np.outer(table.p, table.p)
    spread = form * errors**2
    variance = 4 * (table.y @ spread @ form @ table.y) + 2 * np.trace(spread @ spread)
    reach = statistics.z_of(confident(confidence)) * math.sqrt(max(0.0, float(variance)))
    return with_limits(value, (value - reach, value + reach), *table.notes)


@measure
def corrected_variance(groups: Sequence[Subgroup], indicator: Indicator) -> Result:
    """BGVC: the variance between groups beyond what chance alone would give.

    Formula: BGV − Σp(1 − p)s², s the declared standard error, else s² = p̂(1 − p̂)/(n − 1) from
    counts. Unit: the indicator's, squared. At or below 0: no more spread than chance.
    Domain: three groups or more, s known for all. Source: this project. Interval: none.
    Refuses: an unknown standard error, and what BGV refuses.
    """
    table = unordered(groups, indicator)
    errors = table.errors
    if errors is None:
        raise NotComputable("the standard error of a group is not known")
    value = _variance(table) - float((table.p * (1 - table.p)) @ errors**2)
    notes = table.notes if value > 0 else (*table.notes, "no more spread than chance")
    return with_limits(value, None, *notes)


@measure
def between_group_deviation(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """BGSD: the standard deviation between groups. Formula: √BGV. Unit: the indicator's.

    Domain: three groups or more. Source: WHO Handbook (2013).
    Interval: percentiles of 20,000 draws from normals cut off at the indicator's bounds. Noise
    alone adds spread, so draws lie high: read it beside its noise floor.
    Refuses: what BGV refuses.
    """
    table = unordered(groups, indicator)
    return _drawn(table, lambda y: _deviations(table, y), confidence)


@measure
def coefficient_of_variation(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """COV: the standard deviation between groups relative to the mean. Formula: 100·BGSD/μ. Unit: %.

    Domain: three groups or more, y ≥ 0, μ > 0. Source: WHO Handbook (2013).
    Interval: as BGSD. Refuses: negative values, a mean of zero, and what BGV refuses.
    """
    table = unordered(groups, indicator)
    table.need_nothing_negative()
    table.need_a_mean()
    return _drawn(table, lambda y: 100 * _deviations(table, y) / (y @ table.p), confidence)


@measure
def difference_from_mean(
    groups: Sequence[Subgroup],
    indicator: Indicator,
    *,
    weighted: bool = True,
    average: float | None = None,
    confidence: float = 0.95,
) -> Result:
    """MDM: how far groups lie from the mean, on average.

    Formula: Σw|y − μ|, w the share of the people, or 1/J. Unit: the indicator's. μ is the
    groups' weighted mean, or an average from elsewhere. Domain: three groups or more.
    Source: WHO Handbook (2013). Interval: as BGSD, the mean drawn along unless it is given.
    Refuses: an average outside the range of the groups, and what BGV refuses.
    """
    table = unordered(groups, indicator)
    means = _means(table, average)
    weights = _weights(table, weighted=weighted)
    return _drawn(table, lambda y: np.abs(y - means(y)) @ weights, confidence)


@measure
def difference_from_best(
    groups: Sequence[Subgroup], indicator: Indicator, *, weighted: bool = True, confidence: float = 0.95
) -> Result:
    """MDB: how far groups lie from the best one, on average.

    Formula: Σw|y − y_best|, w the share of the people, or 1/J with the best counted in. Unit:
    the indicator's. Best: the highest value, the lowest if less is better. Domain: three groups
    or more. Source: WHO Handbook (2013). Interval: as BGSD, the best chosen anew in each draw.
    Refuses: what BGV refuses.
    """
    table = unordered(groups, indicator)
    weights = _weights(table, weighted=weighted)
    best = np.max if indicator.favourable else np.min
    return _drawn(table, lambda y: np.abs(y - best(y, axis=1, keepdims=True)) @ weights, confidence)


@measure
def difference_from_reference(
    groups: Sequence[Subgroup], indicator: Indicator, *, weighted: bool = True, confidence: float = 0.95
) -> Result:
    """MDR: how far groups lie from a declared reference, on average.

    Formula: Σw|y − y_ref|, w the share of the people, or 1/J with the reference counted in.
    Unit: the indicator's. Domain: three groups or more, one of them the reference.
    Source: WHO Handbook (2013). Interval: as BGSD.
    Refuses: no reference or two, one without a value, and what BGV refuses.
    """
    reference = reference_of(groups)
    table = unordered(groups, indicator)
    if reference not in table.groups:
        raise NotComputable(f"the reference “{reference.name}” has no value")
    at, weights = table.groups.index(reference), _weights(table, weighted=weighted)
    return _drawn(table, lambda y: np.abs(y - y[:, [at]]) @ weights, confidence)


@measure
def index_of_disparity(
    groups: Sequence[Subgroup],
    indicator: Indicator,
    *,
    weighted: bool = True,
    average: float | None = None,
    confidence: float = 0.95,
) -> Result:
    """IDIS: how far groups lie from the mean, relative to it. Formula: 100·MDM/μ. Unit: %.

    Domain: three groups or more, y ≥ 0, μ > 0. Source: Pearcy and Keppel (2002); WHO Handbook.
    Interval: as BGSD. As in WHO's software, the weighted index keeps the mean of the estimates
    in every draw, and the unweighted one takes that of the draw. Read it beside its noise floor.
    Refuses: negative values, a mean of zero, and what MDM refuses.
    """
    table = unordered(groups, indicator)
    table.need_nothing_negative()
    table.need_a_mean()
    means = _fixed(table.mean) if weighted and average is None else _means(table, average)
    weights = _weights(table, weighted=weighted)
    return _drawn(table, lambda y: 100 * (np.abs(y - means(y)) / means(y)) @ weights, confidence)


def _drawn(table: Table, of: Statistic, confidence: float) -> Result:
    value = float(of(table.y[np.newaxis])[0])
    return with_limits(value, percentiles(truncated(table), of, confidence), *table.notes)


def _variance(table: Table) -> float:
    return float(table.p @ (table.y - table.mean) ** 2)


def _deviations(table: Table, y: np.ndarray) -> np.ndarray:
    return np.sqrt((y - (y @ table.p)[:, np.newaxis]) ** 2 @ table.p)


def _weights(table: Table, *, weighted: bool) -> np.ndarray:
    return table.p if weighted else np.full(len(table.groups), 1 / len(table.groups))


def _means(table: Table, average: float | None) -> Statistic:
    """The mean of each row of values, or an average that holds for all of them."""
    if average is None:
        return lambda y: (y @ table.p)[:, np.newaxis]
    if not math.isfinite(average) or not min(table.y) <= average <= max(table.y):
        raise NotComputable(f"the average of {average:g} lies outside the range of the groups")
    return _fixed(average)


def _fixed(average: float) -> Statistic:
    return lambda y: np.full((len(y), 1), average)
