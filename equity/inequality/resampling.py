"""Limits by drawing again: how far a measure would move if the same survey were made many times.

20,000 draws from numpy's generator with a fixed seed, so that a page shows the same limits
each time; groups are drawn in a fixed order. Limits are percentiles of the drawn measures.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from equity.inequality.groups import Table
from equity.results import Limits, confident

DRAWS = 20_000
SEED = 20_260_701
MOST_ROUNDS = 100

Statistic = Callable[[np.ndarray], np.ndarray]


def sampled(table: Table) -> np.ndarray | None:
    """Values of the groups drawn from their counts (binomial), else from their standard errors (normal).

    A group of nobody or everybody would be drawn alike each time; it is drawn as if half a
    person more had it and half a person more had not. None without counts and errors, or if all errors are 0.
    """
    rng = np.random.default_rng(SEED)
    if table.counts:
        numerators, denominators = table.counts
        extreme = (numerators == 0) | (numerators == denominators)
        share = np.where(extreme, (numerators + 0.5) / (denominators + 1), numerators / denominators)
        whole = np.maximum(1, np.rint(denominators)).astype(np.int64)
        return (table.indicator.scale or 1.0) * rng.binomial(whole, share, size=(DRAWS, len(whole))) / whole
    errors = table.errors
    if errors is None or not errors.any():
        return None
    return table.y + errors * rng.standard_normal((DRAWS, len(errors)))


def truncated(table: Table) -> np.ndarray | None:
    """Values of the groups drawn from normal distributions cut off at the indicator's bounds.

    As WHO's software does it. Where the normal is so much wider than the bounds that nearly
    nothing falls inside, it is level there, and the rest is drawn evenly. None without errors, or if all are 0.
    """
    errors = table.errors
    if errors is None or not errors.any():
        return None
    rng = np.random.default_rng(SEED)
    low, high = table.indicator.bounds
    middle, spread = np.broadcast_to(table.y, (DRAWS, len(errors))), np.broadcast_to(errors, (DRAWS, len(errors)))
    drawn = middle + spread * rng.standard_normal(middle.shape)
    for _ in range(MOST_ROUNDS):
        outside = (drawn < low) | (drawn > high)
        if not outside.any():
            return drawn
        drawn[outside] = middle[outside] + spread[outside] * rng.standard_normal(int(outside.sum()))
    outside = (drawn < low) | (drawn > high)
    if math.isfinite(low) and math.isfinite(high):
        drawn[outside] = rng.uniform(low, high, int(outside.sum()))
    return drawn


def percentiles(drawn: np.ndarray | None, statistic: Statistic, confidence: float) -> Limits:
    """The limits of a measure over drawn values; None if they cannot be computed."""
    if drawn is None:
        return None
    values = np.sort(statistic(drawn))
    tail = (1 - confident(confidence)) / 2
    lower, upper = np.quantile(values, [tail, 1 - tail])
    return (float(lower), float(upper)) if np.isfinite(lower) and np.isfinite(upper) else None
