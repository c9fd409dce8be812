"""Groups with an order: the fitted gap between the most and the least disadvantaged person."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

import numpy as np

from equity import statistics
from equity.inequality.groups import Indicator, Subgroup, Table, ordered
from equity.inequality.resampling import percentiles, sampled
from equity.results import NotComputable, Result, confident, measure, with_limits

Fit = Literal["line", "logit"]
ENDS = np.array([[1.0, 0.0], [1.0, 1.0]])
MOST_ROUNDS = 100
SETTLED = 1e-12
STEEPEST = 40.0


@measure
def slope_index(
    groups: Sequence[Subgroup], indicator: Indicator, *, fit: Fit = "line", confidence: float = 0.95
) -> Result:
    """SII: the gap between the two ends of the ranking, with all groups taken into account.

    Formula: ŷ(1) − ŷ(0) of y on rank R, weighted by population: a line, or a logistic curve
    fitted as N people each. Unit: the indicator's. Above 0: higher among the better-off.
    Domain: three ordered groups or more; the curve needs a declared scale and 0 ≤ y ≤ scale.
    Source: Pamuk (1985); WHO Handbook (2013); weighted once, unlike WHO's software.
    Interval: line, percentiles of 20,000 draws from the counts, else the standard errors;
    curve, the model's own (delta method), right when the population is the number asked.
    Refuses: what ACI refuses; a curve through nobody, everybody or separated groups.
    """
    table = ordered(groups, indicator)
    if fit == "line":
        limits = percentiles(sampled(table), lambda y: _rise(table, y), confidence)
        return with_limits(float(_rise(table, table.y[np.newaxis])[0]), limits)
    low, high, covariance, scale = _curve(table)
    gradient = scale * (high * (1 - high) * ENDS[1] - low * (1 - low) * ENDS[0])
    reach = _reach(gradient, covariance, confidence)
    value = scale * (high - low)
    return with_limits(value, (value - reach, value + reach))


@measure
def relative_index(
    groups: Sequence[Subgroup], indicator: Indicator, *, fit: Fit = "line", confidence: float = 0.95
) -> Result:
    """RII: how many times as high the fitted value is at the better-off end of the ranking.

    Formula: ŷ(1)/ŷ(0), fitted as for SII. Unit: none. Above 1: higher among the better-off.
    Domain: as SII, y ≥ 0, and both fitted ends above 0. Source: Kunst and Mackenbach (1995).
    Interval: line, percentiles of 20,000 draws, none if the line crosses zero in too many;
    curve, exp of the delta method's limits of ln RII.
    Refuses: a line that crosses zero, negative values, and what SII refuses.
    """
    table = ordered(groups, indicator)
    table.need_nothing_negative()
    table.need_a_mean()
    if fit == "line":
        low, high = _line(table, table.y[np.newaxis])
        if low[0] <= 0 or high[0] <= 0:
            raise NotComputable("the line crosses zero")
        return with_limits(
            float(high[0] / low[0]), percentiles(sampled(table), lambda y: _ratio(table, y), confidence)
        )
    start, end, covariance, _ = _curve(table)
    reach = _reach((1 - end) * ENDS[1] - (1 - start) * ENDS[0], covariance, confidence)
    return with_limits(end / start, (end / start * math.exp(-reach), end / start * math.exp(reach)))


def _line(table: Table, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The fitted values at rank 0 and rank 1, for each row of values. The mean rank is always a half."""
    away = table.p * (table.ranks - 0.5)
    slope = y @ away / (away @ (table.ranks - 0.5))
    mean = y @ table.p
    return mean - slope / 2, mean + slope / 2


def _rise(table: Table, y: np.ndarray) -> np.ndarray:
    low, high = _line(table, y)
    return high - low


def _ratio(table: Table, y: np.ndarray) -> np.ndarray:
    low, high = _line(table, y)
    return np.where((low > 0) & (high > 0), high / np.where(low > 0, low, 1.0), np.where(low > 0, 0.0, np.inf))


def _curve(table: Table) -> tuple[float, float, np.ndarray, float]:
    """The fitted shares at rank 0 and rank 1, the covariance of the coefficients, and the scale."""
    scale = table.indicator.scale
    if scale is None:
        raise NotComputable("a logistic curve needs an indicator with a declared scale")
    if ((table.y < 0) | (table.y > scale)).any():
        raise NotComputable("a logistic curve needs values from 0 to the scale")
    share = table.y / scale
    if table.mean <= 0 or table.mean >= scale:
        raise NotComputable("nobody or everybody has it, and no curve can be fitted")
    design = np.column_stack([np.ones(len(share)), table.ranks])
    coefficients, covariance = _fitted(design, share, table.population)
    start, end = _logistic(ENDS @ coefficients)
    return float(start), float(end), covariance, scale


def _fitted(design: np.ndarray, share: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    mean = float(weights @ share / weights.sum())
    coefficients = np.array([math.log(mean / (1 - mean)), 0.0])
    for _ in range(MOST_ROUNDS):
        expected = _logistic(design @ coefficients)
        information = (design.T * (weights * expected * (1 - expected))) @ design
        step = _solved(information, design.T @ (weights * (share - expected)))
        coefficients = coefficients + step
        if np.abs(coefficients).max() > STEEPEST:
            break
        if np.abs(step).max() < SETTLED * (1 + np.abs(coefficients).max()):
            return coefficients, np.linalg.inv(information)
    raise NotComputable("the logistic curve does not settle: the groups are too far apart")


def _solved(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.solve(matrix, right)
    except np.linalg.LinAlgError:
        raise NotComputable("the logistic curve does not settle: the groups are too far apart") from None


def _logistic(x: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-x))


def _reach(gradient: np.ndarray, covariance: np.ndarray, confidence: float) -> float:
    return statistics.z_of(confident(confidence)) * math.sqrt(max(0.0, float(gradient @ covariance @ gradient)))
