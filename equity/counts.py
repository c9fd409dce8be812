"""Few people: limits and tests for shares, rates and ratios of counts.

Wilson's limits, Newcombe's difference and the tests of homogeneity are in `statistics.py`.
Exact limits come from `quantiles.py`, so nothing here needs SciPy.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from equity import statistics
from equity.measures import ChanceTest
from equity.quantiles import beta_quantile, gamma_quantile
from equity.results import NotComputable, Result, confident, measure, positive, refused, whole, with_limits

FEW = 10
MOST_EVENTS = 10**6
TIE = 1 + 1e-7

Verdict = Literal["display", "review_0_or_100", "suppress", "not_computable"]
NCHS_SMALLEST_N = 30
NCHS_WIDE, NCHS_NARROW, NCHS_RELATIVE = 0.30, 0.05, 1.30


@measure
def exact_share(count: int, n: int, *, confidence: float = 0.95) -> Result:
    """The share count/n with exact limits, 0 to 1.

    Formula: quantiles of beta(x, n − x + 1) and beta(x + 1, n − x); 0 and 1 at the ends.
    Unit: a share. Domain: whole 0 ≤ x ≤ n, n > 0. Source: Clopper and Pearson (1934).
    Interval: covers at least as often as it says. Refuses: n of 0, a part larger than its whole.
    """
    x, size = _part(count, n)
    return with_limits(x / size, _clopper_pearson(x, size, confidence=confident(confidence)))


@measure
def byars(count: int, *, confidence: float = 0.95) -> Result:
    """A count of independent events with Byar's limits.

    Formula: x(1 − 1/9x − z/3√x)³ and x'(1 − 1/9x' + z/3√x')³, x' = x + 1. Unit: events.
    Domain: whole x ≥ 0; good from 10 up. Source: Breslow and Day (1987), as in PHE's methods.
    Refuses: negative or broken counts.
    """
    x = whole(count, "the count")
    return with_limits(x, _byars(x, confident(confidence)))


@measure
def exact_count(count: int, *, confidence: float = 0.95) -> Result:
    """A count of independent events with exact Poisson limits.

    Formula: quantiles of gamma(x) and gamma(x + 1), half of χ²'s with 2x and 2x + 2 degrees of
    freedom. Unit: events. Domain: whole 0 ≤ x ≤ 1,000,000. Source: Garwood (1936).
    Refuses: negative, broken or larger counts.
    """
    x = _countable(count, "the count")
    return with_limits(x, _poisson(x, confident(confidence)))


@measure
def rate(events: int, time: float, *, multiplier: float = 1.0, confidence: float = 0.95) -> Result:
    """Events for so much time or so many people.

    Formula: multiplier · x / T. Unit: events for each `multiplier` of T. Domain: T > 0.
    Interval: exact Poisson limits below 10 events, Byar's from 10 up. Source: PHE technical
    guide (2018). Refuses: T of 0 or less, negative or broken counts.
    """
    x = whole(events, "the number of events")
    return _of_expected(
        x, positive(time, "the time or number of people"), positive(multiplier, "the unit"), confidence
    )


@measure
def representation_ratio(observed: int, expected: float, *, confidence: float = 0.95) -> Result:
    """How many times as often a group asks as its share leads one to expect.

    Formula: O/E, E = all requests × the group's share of the people (or of the eligible
    recipients). Unit: none; 1 is as expected. Domain: E > 0. Source: standardized ratio, Breslow
    and Day (1987). Interval: exact Poisson limits below 10, Byar's from 10 up, E taken as known.
    Refuses: E of 0 or less, negative or broken counts.
    """
    x = whole(observed, "the number observed")
    return _of_expected(x, positive(expected, "the number expected"), 1.0, confidence)


@measure
def rate_ratio(events: int, time: float, other_events: int, other_time: float, *, confidence: float = 0.95) -> Result:
    """How many times as high one rate is as another.

    Formula: (a/T₁)/(b/T₂). Unit: none. Domain: T > 0. Source: exact conditional, as R's
    poisson.test: given a + b, a is binomial. Interval: Clopper–Pearson's limits π of a/(a + b),
    turned into π/(1 − π)·T₂/T₁. With a count of zero the answer is one-sided, a limit and no
    point. Refuses: T of 0 or less, no event at all, negative or broken counts.
    """
    a, b = _countable(events, "the number of events"), _countable(other_events, "the other number of events")
    times = positive(other_time, "the other time") / positive(time, "the time")
    if a + b == 0:
        raise NotComputable("there is no event in either")
    low, high = _clopper_pearson(a, a + b, confidence=confident(confidence))
    lower = low / (1 - low) * times
    if b == 0:
        return Result(None, lower, None, notes=("at least; the other had no event",))
    upper = high / (1 - high) * times
    if a == 0:
        return Result(None, 0.0, upper, notes=("at most; there was no event",))
    return Result(a / b * times, lower, upper)


def rates_differ(events: int, time: float, other_events: int, other_time: float) -> ChanceTest:
    """Whether two rates differ by more than chance: exact, two-sided, as R's poisson.test."""
    try:
        a, b = _countable(events, "the number of events"), _countable(other_events, "the other number of events")
        first, second = positive(time, "the time"), positive(other_time, "the other time")
    except NotComputable as no:
        return ChanceTest(p=None, why=refused(str(no)).why)
    return ChanceTest(p=_binomial_p(a, a + b, first / (first + second)))


def shares_trend(counts: Sequence[int], sizes: Sequence[int]) -> ChanceTest:
    """Whether shares rise or fall steadily over ordered groups (Cochran 1954, Armitage 1955).

    χ² with one degree of freedom, scores 1, 2, …; as R's prop.trend.test. Groups without
    anybody keep their score and count for nothing. Refuses fewer than three groups with somebody,
    a part larger than its whole; nobody or everybody is no trend (p = 1).
    """
    people = sum(1 for n in sizes if n)
    if len(counts) != len(sizes) or people < 3 or any(not 0 <= x <= n for x, n in zip(counts, sizes, strict=False)):
        return ChanceTest(p=None, why="not computable: a trend needs three groups, and parts of their wholes")
    everybody, share = sum(sizes), sum(counts) / sum(sizes)
    if share in (0, 1):
        return ChanceTest(p=1.0)
    centre = sum(score * n for score, n in enumerate(sizes)) / everybody
    drift = sum((score - centre) * x for score, x in enumerate(counts))
    spread = share * (1 - share) * sum((score - centre) ** 2 * n for score, n in enumerate(sizes))
    statistic = drift * drift / spread
    return ChanceTest(p=statistics.chi_square_tail(statistic, 1), statistic=statistic, df=1)


@dataclass(frozen=True)
class Precision:
    """Whether a share is precise enough to be shown, with its exact limits."""

    verdict: Verdict
    lower: float | None = None
    upper: float | None = None
    why: str = ""


def nchs_proportion_display(count: int, n: int) -> Precision:
    """NCHS's standard for showing a share (Parker et al., 2017), for a simple sample.

    Suppress: n below 30; exact 95 % limits 30 points apart or more; or more than 5 points apart
    and more than 1.3 times the share. A share of 0 or 1 goes to a person, unless suppressed.
    Unit: 0 to 1. Not computable: n of 0, a part larger than its whole.
    """
    try:
        x, size = _part(count, n)
    except NotComputable as no:
        return Precision("not_computable", why=refused(str(no)).why)
    low, high = _clopper_pearson(x, size, confidence=0.95)
    width = high - low
    if size < NCHS_SMALLEST_N or width >= NCHS_WIDE:
        return Precision("suppress", low, high)
    if x in (0, size):
        return Precision("review_0_or_100", low, high)
    is_vague = width > NCHS_NARROW and width > NCHS_RELATIVE * x / size
    return Precision("suppress" if is_vague else "display", low, high)


def _clopper_pearson(count: int, n: int, *, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    low = beta_quantile(tail, count, n - count + 1) if count else 0.0
    high = 1 - beta_quantile(tail, n - count, count + 1) if count < n else 1.0
    return low, high


def _part(count: int, n: int) -> tuple[int, int]:
    x, size = whole(count, "the count"), whole(n, "the number asked")
    if size == 0:
        raise NotComputable("nobody was asked")
    if x > size:
        raise NotComputable(f"{x} cannot be a part of {size}")
    if size > MOST_EVENTS:
        raise NotComputable(f"exact limits are for up to {MOST_EVENTS:,}; use Wilson's")
    return x, size


def _countable(number: int, what: str) -> int:
    count = whole(number, what)
    if count > MOST_EVENTS:
        raise NotComputable(f"exact limits are for up to {MOST_EVENTS:,} events; use Byar's")
    return count


def _of_expected(x: int, expected: float, multiplier: float, confidence: float) -> Result:
    limits = _poisson if x < FEW else _byars
    low, high = limits(x, confident(confidence))
    factor = multiplier / expected
    return with_limits(x * factor, (low * factor, high * factor))


def _byars(x: int, confidence: float) -> tuple[float, float]:
    z, above = statistics.z_of(confidence), x + 1
    low = x * (1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3 if x else 0.0
    return max(0.0, low), above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3


def _poisson(x: int, confidence: float) -> tuple[float, float]:
    tail = (1 - confidence) / 2
    return gamma_quantile(tail, x) if x else 0.0, gamma_quantile(tail, x + 1, upper=True)


def _binomial_p(x: int, n: int, chance: float) -> float:
    """The probability of all numbers of successes that are no likelier than x."""
    steps = np.arange(n)
    growth = np.log((n - steps) / (steps + 1)) + math.log(chance) - math.log1p(-chance)
    logs = np.concatenate([[0.0], np.cumsum(growth)])
    weights = np.exp(logs - logs.max())
    return min(1.0, float(weights[logs <= logs[x] + math.log(TIE)].sum() / weights.sum()))
