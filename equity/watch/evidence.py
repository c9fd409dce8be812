"""How strongly counts speak for a gap, in a way that may be looked at every week for ever.

Each week the good outcomes of two groups are compared given their sum. If nothing set the groups apart, every way to
deal the good outcomes out is as likely as it is in a drawn lot (hypergeometric). The week's evidence is how much more
likely what was seen is if the first group's odds were so much lower. Its mean is 1 where there is no gap, so the
product over weeks is a fair bet against “no gap”: the chance that it *ever* reaches 1/α is at most α (Ville 1939).
Nothing is assumed about how often one looks, and nothing has to be corrected for looking again.
Source: Ville (1939); Shafer (2021), “Testing by betting”; Ramdas et al. (2023), “Game-theoretic statistics”.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

ODDS = (1 / 1.5, 1 / 2, 1 / 3, 1 / 5)
"""Odds ratios that are bet on in equal parts, fixed beforehand: the first group's odds below the other's."""
FALSE_ALARMS = 0.05
"""The chance that any of a network's watched gaps ever raises an alarm where there is none."""


@dataclass(frozen=True)
class Week:
    """Good outcomes and all outcomes of the group that may fare worse, and of the one it is compared with."""

    count: int
    n: int
    other_count: int
    other_n: int

    def __post_init__(self) -> None:
        if not (0 <= self.count <= self.n and 0 <= self.other_count <= self.other_n):
            raise ValueError("a part cannot be larger than its whole")


def expected(week: Week) -> float:
    """The good outcomes of the first group in this week if it fared like those beside it."""
    everybody = week.n + week.other_n
    return week.n * (week.count + week.other_count) / everybody if everybody else 0.0


def log_evidence(week: Week) -> tuple[float, ...]:
    """The natural logarithm of one week's evidence for each of the odds ratios; zeros where a week says nothing."""
    good = week.count + week.other_count
    least, most = max(0, good - week.other_n), min(week.n, good)
    ways = [_log_choose(week.n, k) + _log_choose(week.other_n, good - k) for k in range(least, most + 1)]
    every = _log_sum(ways)
    found = []
    for odds in ODDS:
        expected = _log_sum([way + k * math.log(odds) for k, way in enumerate(ways, start=least)]) - every
        found.append(week.count * math.log(odds) - expected)
    return tuple(found)


def strength(log_products: Sequence[float]) -> float:
    """The evidence so far: the mean over the odds ratios. 1 says nothing; at `alarm_from` it is an alarm."""
    return math.exp(min(700.0, _log_sum(log_products) - math.log(len(log_products))))


def alarm_from(gaps: int) -> float:
    """The strength at which one of so many watched gaps raises an alarm: their chances add up to 1 in 20 at most."""
    return gaps / FALSE_ALARMS


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _log_sum(logs: Sequence[float]) -> float:
    largest = max(logs)
    return largest + math.log(sum(math.exp(one - largest) for one in logs))
