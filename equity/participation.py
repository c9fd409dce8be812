"""How evenly recipients take part: the Gini index and the Lorenz curve."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from equity.results import NotComputable, Result, measure


@measure
def gini(values: Sequence[float], *, small_sample: bool = False) -> Result:
    """How unevenly participation is spread over recipients: 0 all alike, 1 one has all.

    Formula: Σ(2i − n − 1)x₍ᵢ₎ / nΣx, values in rising order. With n recipients it cannot reach
    1; `small_sample` multiplies by n/(n − 1), so that it can. Unit: none. Domain: x ≥ 0, Σx > 0.
    Source: Gini (1914), Deltas (2003). Interval: none; recipients are all there are.
    Refuses: nobody, negative values, a sum of zero; `small_sample`: fewer than two.
    """
    known = _known(values)
    n = len(known)
    if small_sample and n < 2:
        raise NotComputable("one recipient cannot be compared with itself")
    places = 2 * np.arange(1, n + 1) - n - 1
    index = float(places @ (known / known.sum())) / n
    return Result(max(0.0, index) * (n / (n - 1) if small_sample else 1.0))


def lorenz(values: Sequence[float]) -> tuple[tuple[float, float], ...]:
    """Points of the Lorenz curve: the share of recipients, least active first, and their share of all.

    From (0, 0) to (1, 1). Empty where the Gini index refuses.
    """
    if gini(values).why:
        return ()
    known = _known(values)
    shares = np.minimum(1.0, np.cumsum(known / known.sum()))
    points = ((place / len(known), float(share)) for place, share in enumerate(shares, 1))
    return ((0.0, 0.0), *points)


def _known(values: Sequence[float]) -> np.ndarray:
    if not values:
        raise NotComputable("there is no recipient")
    if any(not math.isfinite(value) or value < 0 for value in values):
        raise NotComputable("a value is negative or not finite")
    known = np.sort(np.array(values, dtype=float))
    if known.sum() == 0:
        raise NotComputable("nobody took part: the sum is zero")
    return known
