"""How long people wait: medians with limits, with and without those who still wait."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from equity import statistics
from equity.results import confident, refused
from equity.statistics import Spell, Step

MOST_VALUES = 100_000


@dataclass(frozen=True)
class Middle:
    """Median, quartiles and the 90th percentile of values without censoring."""

    median: float | None = None
    lower: float | None = None
    upper: float | None = None
    coverage: float | None = None
    quartiles: tuple[float, float] | None = None
    p90: float | None = None
    why: str = ""


def middle(values: Sequence[float], *, confidence: float = 0.95) -> Middle:
    """The median of values that are all known, with limits that assume no distribution.

    Median and quantiles as R's type 7. Unit: that of the values. Limits: the k-th value from
    either end, k the largest with 1 − 2·P(Bin(n, ½) < k) at or above the confidence; none below
    six values at 95 %. Source: order statistics (Thompson 1936). Refuses: no value, or one that
    is not finite. For waits of which some still go on, use `curves`.
    """
    if not 0 < len(values) <= MOST_VALUES or not all(math.isfinite(value) for value in values):
        return Middle(why=refused("there is no value, or one that is not finite").why)
    known = np.sort(np.array(values, dtype=float))
    lower, upper, coverage = _order_limits(known, confident(confidence))
    first, median, third, p90 = (float(value) for value in np.quantile(known, [0.25, 0.5, 0.75, 0.9]))
    return Middle(median, lower, upper, coverage, (first, third), p90)


def _order_limits(known: np.ndarray, confidence: float) -> tuple[float | None, float | None, float | None]:
    n, outside = len(known), 0.0
    place, coverage = 0, None
    for k in range(1, n // 2 + 1):
        outside += math.exp(_log_half(k - 1, n))
        if 1 - 2 * outside < confidence:
            break
        place, coverage = k, 1 - 2 * outside
    if not place:
        return None, None, None
    return float(known[place - 1]), float(known[n - place]), coverage


def _log_half(k: int, n: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1) - n * math.log(2)


@dataclass(frozen=True)
class Curve:
    """The share still waiting over time in one group, with the median wait and its limits."""

    n: int = 0
    replied: int = 0
    steps: tuple[Step, ...] = ()
    median: float | None = None
    lower: float | None = None
    upper: float | None = None
    why: str = ""

    def waiting_after(self, time: float) -> float:
        """The share still waiting just after a time, 0 to 1."""
        return next((step.waiting for step in reversed(self.steps) if step.time <= time), 1.0)


def curves(
    times: Sequence[float], replied: Sequence[bool], groups: Sequence[str], *, confidence: float = 0.95
) -> Mapping[str, Curve]:
    """Kaplan–Meier's curve of each group, those without a reply censored at their time.

    Formula: S(t) = Π(1 − d/r), Greenwood's variance, log-log limits. Unit: that of the times.
    Median: where S first comes down to ½, its left end where S is flat there; limits likewise;
    None where a curve does not come down, which `why` says. Source: Kaplan and Meier (1958);
    Kalbfleisch and Prentice (1980). Refuses (in `why`) times below 0 or not finite.
    """
    found = {}
    for name in dict.fromkeys(groups):
        rows = zip(times, replied, groups, strict=True)
        found[name] = _curve([(time, bool(answer)) for time, answer, group in rows if group == name], confidence)
    return found


def _curve(rows: Sequence[tuple[float, bool]], confidence: float) -> Curve:
    if any(not math.isfinite(time) or time < 0 for time, _ in rows):
        return Curve(n=len(rows), why=refused("a time is negative or not finite").why)
    waits: dict[float, Spell] = {}
    for time, answered in rows:
        before = waits.get(time, Spell())
        waits[time] = Spell(before.replied + answered, before.unwatched + (not answered))
    steps = tuple(statistics.kaplan_meier(waits, confidence=confident(confidence)))
    median, lower, upper = statistics.halfway(steps)
    why = "" if median is not None else f"more than half still waiting after {max(waits):g}"
    return Curve(len(rows), sum(answered for _, answered in rows), steps, median, lower, upper, why)
