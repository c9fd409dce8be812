"""Many recipients beside each other: a funnel of limits, not a league table.

The usual limits θ ± z√(θ(1 − θ)/n) are drawn from large n. Below that they name too many: of recipients with ten
replies due each at θ = 0.9, one in eighty would lie below the 99.8 % limit. So exact tails decide who stands out.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from equity import statistics
from equity.quantiles import gamma_quantile
from equity.results import NotComputable, Result, confident, measure, refused, whole

WARNING, ALARM = 0.95, 0.998
TINY = 1e-12
MOST_EVENTS = 10**6

Place = Literal["inside", "low", "very low", "high", "very high", "not computable"]


@dataclass(frozen=True)
class Funnel:
    """The overall share, and where each recipient stands to the limits around it."""

    baseline: float | None
    places: tuple[Place, ...] = ()
    why: str = ""


@measure
def proportion_limits(baseline: float, n: float, *, confidence: float = WARNING) -> Result:
    """Between what the share of n people lies if they are like all others, 0 to 1.

    Formula: θ ± z√(θ(1 − θ)/n), kept within 0 and 1. Domain: 0 ≤ θ ≤ 1, n > 0. Source:
    Spiegelhalter (2005), as in PHE's methods. Limits of 95 % warn, of 99.8 % alarm.
    Refuses: θ outside 0 and 1, n of 0 or less.
    """
    if not 0 <= baseline <= 1:
        raise NotComputable(f"an overall share of {baseline} is not between 0 and 1")
    if not math.isfinite(n) or n <= 0:
        raise NotComputable("nobody was asked")
    reach = statistics.z_of(confident(confidence)) * math.sqrt(baseline * (1 - baseline) / n)
    return Result(baseline, max(0.0, baseline - reach), min(1.0, baseline + reach))


def proportion_funnel(counts: Sequence[int], sizes: Sequence[int]) -> Funnel:
    """Where each share stands: inside, beyond the 95 % limits (low, high) or the 99.8 % limits (very).

    By exact binomial tails: of recipients like all others at most one in forty lies beyond the first on either
    side, at most one in 1,000 beyond the second. A recipient of whom nobody was asked is not computable.
    Refuses: nobody at all, a part larger than its whole.
    """
    if (
        len(counts) != len(sizes)
        or not sum(sizes)
        or any(not 0 <= x <= n for x, n in zip(counts, sizes, strict=False))
    ):
        return Funnel(None, why=refused("a funnel needs parts of their wholes, and somebody in them").why)
    baseline = sum(counts) / sum(sizes)
    return Funnel(baseline, tuple(_place(x, n, baseline) for x, n in zip(counts, sizes, strict=True)))


def _place(count: int, n: int, baseline: float) -> Place:
    if n == 0:
        return "not computable"
    for confidence, low, high in ((ALARM, "very low", "very high"), (WARNING, "low", "high")):
        least, most = exact_limits(baseline, n, confidence=confidence)
        if count < least or count > most:
            return low if count < least else high  # type: ignore[return-value]
    return "inside"


@lru_cache(maxsize=2048)
def exact_limits(baseline: float, n: int, *, confidence: float = WARNING) -> tuple[int, int]:
    """The fewest and the most of n that are no surprise: beyond either lies half of the rest at most."""
    tail, below = (1 - confidence) / 2, 0.0
    ways = _ways(baseline, n)
    least = most = 0
    for count, way in enumerate(ways):
        if below + way <= tail + TINY:
            least = count + 1
        if below < 1 - tail - TINY:
            most = count
        below += way
    return least, most


def chance_below(baseline: float, n: int, *, confidence: float = WARNING) -> float:
    """The chance of a recipient like all others to lie below the lower limit."""
    least, _most = exact_limits(baseline, n, confidence=confidence)
    return sum(_ways(baseline, n)[:least])


def _ways(share: float, n: int) -> list[float]:
    """The binomial chances of 0 to n."""
    if share in (0.0, 1.0):
        return [float(count == share * n) for count in range(n + 1)]
    logs = [
        math.lgamma(n + 1) - math.lgamma(count + 1) - math.lgamma(n - count + 1)
        + count * math.log(share) + (n - count) * math.log1p(-share)
        for count in range(n + 1)
    ]  # fmt: skip
    return [math.exp(log) for log in logs]


@measure
def ratio_limits(observed: int, *, confidence: float = WARNING) -> Result:
    """Between which ratios observed/expected is no more than chance, for a number observed.

    Formula: O/U and O/L, with the exact Poisson limits L, U of O: the expected numbers at which
    O is just on the limit. Unit: none. `value` is 1, the middle of the funnel. Domain: whole
    O > 0. Source: Spiegelhalter (2005), as in PHE's methods. Refuses: O of 0, which has no
    ratio, and negative, broken or very large counts.
    """
    x = whole(observed, "the number observed")
    if not 0 < x <= MOST_EVENTS:
        raise NotComputable(f"the number observed must be from 1 to {MOST_EVENTS:,}")
    tail = (1 - confident(confidence)) / 2
    return Result(1.0, x / gamma_quantile(tail, x + 1, upper=True), x / gamma_quantile(tail, x))
