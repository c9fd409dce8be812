"""What would be gained if every group did as well as the best-placed one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from equity import statistics
from equity.inequality.groups import Indicator, Subgroup, Table, best_of, ordered, unordered
from equity.results import Limits, NotComputable, Result, confident, measure, with_limits

NO_BETTER = "floored at 0: the reference does no better than the average"


@measure
def attributable_risk(
    groups: Sequence[Subgroup], indicator: Indicator, *, is_ordered: bool, confidence: float = 0.95
) -> Result:
    """PAR: how far the average would move if every group had the value of the reference.

    Formula: y_ref − μ; 0 if the reference is worse. Unit: the indicator's. As with WHO, the sign
    is the direction of the move: negative where less is better. Reference: the most advantaged
    group of an ordered dimension, else the best one. Domain: three groups or more.
    Source: WHO Handbook (2013). Interval: for shares, from the variance of a population
    attributable fraction (Walter 1978), with the population as the number asked; for other
    quantities from the standard errors, √((1 − p_r)²s_r² + Σp²s²). None at 0.
    Refuses: what BGV refuses, or for an ordered dimension what ACI refuses.
    """
    table, reference = _reference(groups, indicator, is_ordered=is_ordered)
    return _gained(table, reference, 1.0, confidence)


@measure
def attributable_fraction(
    groups: Sequence[Subgroup], indicator: Indicator, *, is_ordered: bool, confidence: float = 0.95
) -> Result:
    """PAF: PAR relative to the average. Formula: 100·PAR/μ. Unit: %. Sign and reference: as PAR.

    Domain: three groups or more, y ≥ 0, μ > 0. Source: WHO Handbook (2013).
    Interval: PAR's, divided by the average. Refuses: negative values, a mean of zero, and what
    PAR refuses.
    """
    table, reference = _reference(groups, indicator, is_ordered=is_ordered)
    table.need_nothing_negative()
    return _gained(table, reference, 100 / table.need_a_mean(), confidence)


def _reference(groups: Sequence[Subgroup], indicator: Indicator, *, is_ordered: bool) -> tuple[Table, Subgroup]:
    if is_ordered:
        table = ordered(groups, indicator)
        return table, table.groups[-1]
    table = unordered(groups, indicator)
    return table, best_of(table)


def _gained(table: Table, reference: Subgroup, factor: float, confidence: float) -> Result:
    if reference.estimate is None:
        raise NotComputable(f"the reference “{reference.name}” has no value")
    moved = reference.estimate - table.mean
    is_alike = math.isclose(
        reference.estimate, table.mean, rel_tol=1e-12
    )  # a mean is rounded, and its unit decides how
    if is_alike or (moved > 0) != table.indicator.favourable:
        return with_limits(0.0, None, *table.notes, NO_BETTER)
    return with_limits(factor * moved, _limits(table, reference, factor, confidence), *table.notes)


def _limits(table: Table, reference: Subgroup, factor: float, confidence: float) -> Limits:
    error = _share_error(table, reference)
    if error is None:
        error = _quantity_error(table, reference)
    if not error:
        return None
    moved = (reference.estimate or 0.0) - table.mean
    reach = statistics.z_of(confident(confidence)) * error
    return factor * (moved - reach), factor * (moved + reach)


def _share_error(table: Table, reference: Subgroup) -> float | None:
    """The standard error of PAR for a share: a, b cases and others outside the reference, c, d inside."""
    scale, n = table.indicator.scale, float(table.population.sum())
    if scale is None or ((table.y < 0) | (table.y > scale)).any() or table.mean == 0:
        return None
    cases = n * table.mean / scale
    c = reference.population * (reference.estimate or 0.0) / scale
    d = reference.population - c
    a = cases - c
    b = n - reference.population - a
    variance = c * n * (a * d * (n - c) + b * c * c) / (cases**3 * reference.population**3)
    return table.mean * math.sqrt(variance) if variance > 0 else None


def _quantity_error(table: Table, reference: Subgroup) -> float | None:
    errors = table.errors
    if errors is None:
        return None
    weights = -table.p
    weights[table.groups.index(reference)] += 1
    return float(np.sqrt(np.sum((weights * errors) ** 2)))
