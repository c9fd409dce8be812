"""Formulas, free of the portal's words: intervals, tests and the Kaplan–Meier curve.

Everything here is closed-form or a short sum, so nothing needs scipy; the tests check it
against R, statsmodels and scipy. A result is never NaN or infinite: what cannot be
computed is None, and the measure that asked says why.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

Interval = tuple[float, float]
TINY = 1e-12
DEALS, SEED = 9_999, 20_261_127
MOST_TABLES = 20_000


def z_of(confidence: float) -> float:
    """How many standard errors a two-sided interval of this confidence reaches to either side."""
    return NormalDist().inv_cdf((1 + confidence) / 2)


def wilson(count: float, n: float, *, confidence: float = 0.95) -> Interval:
    """Limits of a proportion, 0 to 1 (Wilson 1927, without continuity correction)."""
    z, p = z_of(confidence), count / n
    middle = p + z * z / (2 * n)
    reach = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    low = 0.0 if count == 0 else max(0.0, (middle - reach) / (1 + z * z / n))
    high = 1.0 if count == n else min(1.0, (middle + reach) / (1 + z * z / n))
    return low, high


def newcombe(count: float, n: float, other_count: float, other_n: float, *, confidence: float = 0.95) -> Interval:
    """Limits of the difference of two proportions (Newcombe 1998, method 10: from Wilson's limits)."""
    p, q = count / n, other_count / other_n
    p_low, p_high = wilson(count, n, confidence=confidence)
    q_low, q_high = wilson(other_count, other_n, confidence=confidence)
    low = p - q - math.hypot(p - p_low, q_high - q)
    high = p - q + math.hypot(p_high - p, q - q_low)
    return max(-1.0, low), min(1.0, high)


def chi_square_tail(statistic: float, df: int) -> float:
    """The probability of a larger χ²; exact for whole degrees of freedom, by its finite sum."""
    half = max(statistic, 0.0) / 2
    if df % 2 == 0:
        terms = (k * math.log(half) - math.lgamma(k + 1) if half else -math.inf for k in range(1, df // 2))
        return min(1.0, math.exp(-half) + sum(math.exp(term - half) for term in terms))
    steps = (k + 0.5 for k in range((df - 1) // 2))
    rest = (math.exp(s * math.log(half) - math.lgamma(s + 1) - half) if half else 0.0 for s in steps)
    return min(1.0, math.erfc(math.sqrt(half)) + sum(rest))


def smallest_expected(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """The smallest count that equal proportions would lead one to expect, in either column."""
    share = sum(counts) / sum(sizes)
    return min(sizes) * min(share, 1 - share)


def chi_square(counts: Sequence[int], sizes: Sequence[int]) -> tuple[float, int, float]:
    """Pearson's test that k proportions are equal: statistic, degrees of freedom, p."""
    share = sum(counts) / sum(sizes)
    spread = sum((x - n * share) ** 2 / n for x, n in zip(counts, sizes, strict=True))
    statistic, df = spread / (share * (1 - share)), len(sizes) - 1
    return statistic, df, chi_square_tail(statistic, df)


def fisher(counts: Sequence[int], sizes: Sequence[int]) -> float | None:
    """The exact p that k proportions are equal (Fisher, Freeman and Halton); None if there are too many tables."""
    total, (*others, _) = sum(counts), sorted(sizes)
    if math.prod(min(n, total) + 1 for n in others) > MOST_TABLES:
        return None
    seen = _log_ways(counts, sizes)
    every = _log_choose(sum(sizes), total)
    sizes = sorted(sizes)
    logs = [_log_ways(table, sizes) for table in _tables(total, sizes)]
    return min(1.0, sum(math.exp(ways - every) for ways in logs if ways <= seen + 1e-7))


def dealt_anew(counts: Sequence[int], sizes: Sequence[int]) -> float:
    """p that k proportions are equal, where tables are too many to go through and too thin for χ²'s own curve.

    Pearson's χ² of what was seen beside that of 9,999 deals of as many successes over groups of these sizes, with a
    fixed seed; as R's chisq.test(simulate.p.value = TRUE).
    """
    deals = np.random.default_rng(SEED).multivariate_hypergeometric(sizes, sum(counts), DEALS, method="marginals")
    expected = sum(counts) * np.array(sizes) / sum(sizes)
    seen = np.sum((np.array(counts) - expected) ** 2 / expected)
    dealt = np.sum((deals - expected) ** 2 / expected, axis=1)
    return float((1 + np.sum(dealt >= seen - 1e-9)) / (1 + DEALS))


def _tables(total: int, sizes: list[int]) -> Iterator[tuple[int, ...]]:
    """Every way to spread a total over groups of these sizes."""
    first, rest = sizes[0], sizes[1:]
    if not rest:
        yield (total,)
        return
    for x in range(max(0, total - sum(rest)), min(first, total) + 1):
        for others in _tables(total - x, rest):
            yield (x, *others)


def _log_ways(counts: Sequence[int], sizes: Sequence[int]) -> float:
    return sum(_log_choose(n, x) for x, n in zip(counts, sizes, strict=True))


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


@dataclass(frozen=True)
class Spell:
    """What happened at one length of waiting: how many were replied to, how many were no longer watched."""

    replied: int = 0
    unwatched: int = 0


Waits = Mapping[float, Spell]


def together(groups: Iterable[Waits]) -> Waits:
    """The waits of several groups as one."""
    summed: dict[float, Spell] = {}
    for group in groups:
        for time, spell in group.items():
            before = summed.get(time, Spell())
            summed[time] = Spell(before.replied + spell.replied, before.unwatched + spell.unwatched)
    return summed


@dataclass(frozen=True)
class Step:
    """The share still waiting just after a time, with its limits where they can be computed."""

    time: float
    waiting: float
    low: float | None
    high: float | None


def kaplan_meier(waits: Waits, *, confidence: float = 0.95) -> list[Step]:
    """The share still waiting after each time with a reply: Greenwood's variance, log-log limits."""
    at_risk = sum(spell.replied + spell.unwatched for spell in waits.values())
    z, waiting, spread = z_of(confidence), 1.0, 0.0
    steps = []
    for time in sorted(waits):
        spell = waits[time]
        if spell.replied:
            left = at_risk - spell.replied
            waiting *= left / at_risk
            spread += spell.replied / (at_risk * left) if left else 0.0
            steps.append(Step(time, waiting, *(_log_log(waiting, spread, z) if left else (None, None))))
        at_risk -= spell.replied + spell.unwatched
    return steps


def _log_log(waiting: float, spread: float, z: float) -> Interval:
    width = z * math.sqrt(spread) / abs(math.log(waiting))
    return waiting ** math.exp(width), waiting ** math.exp(-width)


def halfway(steps: Sequence[Step]) -> tuple[float | None, float | None, float | None]:
    """The median and its limits: when the curve, its lower and its upper limit first come down to a half.

    Where the curve is flat at exactly a half we take its left end, as lifelines does (R takes the middle).
    """
    median = next((step.time for step in steps if step.waiting <= 0.5 + TINY), None)
    low = next((step.time for step in steps if step.low is not None and step.low <= 0.5 + TINY), None)
    high = next((step.time for step in steps if step.high is not None and step.high <= 0.5 + TINY), None)
    return median, low, high


def log_rank(groups: Sequence[Waits]) -> tuple[float, int, float] | None:
    """The test that k groups wait equally long: statistic, degrees of freedom, p.

    None when nothing can be compared: fewer than two groups, no reply at all, or no variance.
    """
    at_risk = np.array([sum(s.replied + s.unwatched for s in waits.values()) for waits in groups], dtype=float)
    surplus, variance = np.zeros(len(groups)), np.zeros((len(groups), len(groups)))
    for time in sorted({time for waits in groups for time in waits}):
        spells = [waits.get(time, Spell()) for waits in groups]
        replied, n = np.array([spell.replied for spell in spells], dtype=float), at_risk.sum()
        if replied.sum():
            share = at_risk / n
            surplus += replied - replied.sum() * share
            scale = replied.sum() * (n - replied.sum()) / (n - 1) if n > 1 else 0.0
            variance += scale * (np.diag(share) - np.outer(share, share))
        at_risk -= replied + np.array([spell.unwatched for spell in spells], dtype=float)
    return _quadratic(surplus[:-1], variance[:-1, :-1])


def expected_replies(groups: Sequence[Waits]) -> list[float]:
    """How many replies each group would have if all groups waited equally long (the log-rank test's E)."""
    at_risk = np.array([sum(s.replied + s.unwatched for s in waits.values()) for waits in groups], dtype=float)
    expected = np.zeros(len(groups))
    for time in sorted({time for waits in groups for time in waits}):
        spells = [waits.get(time, Spell()) for waits in groups]
        expected += sum(spell.replied for spell in spells) * at_risk / at_risk.sum()
        at_risk -= np.array([spell.replied + spell.unwatched for spell in spells], dtype=float)
    return [float(number) for number in expected]


def kruskal_wallis(groups: Sequence[Mapping[int, int]]) -> tuple[float, int, float] | None:
    """The test that k groups have the same ranks, ties corrected: statistic, degrees of freedom, p.

    Each group is how many have each value. Of two groups it is Mann and Whitney's test by its normal limit, without
    continuity correction. None with fewer than two groups that hold somebody; where all are alike, p is 1.
    """
    held = [group for group in groups if sum(group.values())]
    if len(held) < 2:
        return None
    values = sorted({value for group in held for value in group})
    table = np.array([[group.get(value, 0) for value in values] for group in held], dtype=float)
    ties, sizes = table.sum(axis=0), table.sum(axis=1)
    n, df = sizes.sum(), len(held) - 1
    untied = 1 - (ties**3 - ties).sum() / (n**3 - n)
    if untied < TINY:
        return 0.0, df, 1.0
    ranks = np.cumsum(ties) - (ties - 1) / 2
    surplus = table @ ranks - sizes * (n + 1) / 2
    statistic = float(12 / (n * (n + 1)) * (surplus**2 / sizes).sum() / untied)
    return statistic, df, chi_square_tail(statistic, df)


def rank_surplus(group: Mapping[int, int], other: Mapping[int, int]) -> float:
    """How much likelier one of a group has more than one of the other than less, −1 to 1; ties count for neither."""
    pairs = [
        ((mine > theirs) - (mine < theirs)) * many * others
        for mine, many in group.items()
        for theirs, others in other.items()
    ]
    return sum(pairs) / (sum(group.values()) * sum(other.values()))


def _quadratic(surplus: np.ndarray, variance: np.ndarray) -> tuple[float, int, float] | None:
    if not surplus.size or np.linalg.matrix_rank(variance) < surplus.size:
        return None
    statistic = float(surplus @ np.linalg.solve(variance, surplus))
    return statistic, surplus.size, chi_square_tail(statistic, surplus.size)
