"""Medians of how much help departments got, compared by ranks: what is said is made from medians that are shown.

A median stands only where n is at least four times the threshold. Then its limits, too, have at least the threshold
of departments below and above them, and nobody's own number can be read off.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from equity import statistics
from equity.claims import CLAIMS
from equity.depth.counts import Amounts, step
from equity.dimensions import Pair
from equity.findings import Comparison, Finding, Shown, conclude
from equity.measures import TOO_FEW, ChanceTest, Difference, Estimate
from equity.splits import NOT_CLASSIFIED
from equity.suppression import SHOWN
from equity.waiting import middle

ENOUGH = 4
"""Times the threshold: so many departments that asked has a group with a median."""
SMALLEST = 5
"""Where small counts are shown, too: medians of fewer are single numbers."""
UNITS = {"contacts": ("contact", "contacts"), "hours": ("hour", "hours")}


def enough(threshold: int) -> int:
    """With how many departments that asked a group has a median."""
    return ENOUGH * threshold if threshold > SHOWN else SMALLEST


def median(amounts: Amounts, *, nobody: str) -> Estimate:
    """The median of departments at their steps, itself on a step; limits by order statistics, 95 %.

    `n` is the number of departments; `nobody` says why there is no median where that is 0.
    """
    if any(number < 0 or departments < 0 for number, departments in amounts.items()):
        return Estimate(n=None, why="not computable: an amount or a count is below zero")
    n = sum(amounts.values())
    if not n:
        return Estimate(n=0, why=nobody)
    values = np.repeat(list(amounts), list(amounts.values()))
    found = middle(values.tolist())
    if found.median is None:
        return Estimate(n=n, why=found.why)
    return Estimate(n=n, value=float(step(found.median)), low=found.lower, high=found.upper)


def find(shown: Shown, amounts: Mapping[str, Amounts]) -> Finding:
    """Test the groups as a whole by ranks, then each fixed pair, and say it."""
    compared = [found for pair in shown.dimension.pairs if (found := _compare(shown, pair, amounts))]
    unit = shown.measure.value
    return conclude(shown, _homogeneity(shown, amounts), compared, lambda found: _said(unit, found))


def differ(groups: list[Amounts]) -> ChanceTest:
    """Whether some groups get more than others by more than chance: Kruskal and Wallis, with ties."""
    result = statistics.kruskal_wallis(groups)
    if result is None:
        return ChanceTest(p=None, why=TOO_FEW)
    statistic, df, p = result
    return ChanceTest(p=p, statistic=statistic, df=df)


def _homogeneity(shown: Shown, amounts: Mapping[str, Amounts]) -> ChanceTest:
    """One test over the groups that have a class and a median; the hidden ones take part as one, if they are many."""
    known = [amounts.get(g, {}) for g, e in shown.groups.items() if g != NOT_CLASSIFIED and e.value is not None]
    rest = summed([amounts.get(group, {}) for group, estimate in shown.groups.items() if estimate.hidden])
    if not shown.everybody.hidden and sum(rest.values()) >= enough(shown.threshold):
        known.append(rest)
    return differ(known)


def _compare(shown: Shown, pair: Pair, amounts: Mapping[str, Amounts]) -> Comparison | None:
    """The medians of a pair and the test of its ranks; None if either is hidden, or too few for a median."""
    if any(shown.groups[group].hidden for group in (*pair.groups, *pair.others)) or shown.everybody.hidden:
        return None
    others = pair.others or tuple(group for group in shown.groups if group not in pair.groups)
    mine, theirs = (summed([amounts.get(group, {}) for group in groups]) for groups in (pair.groups, others))
    if min(sum(mine.values()), sum(theirs.values())) < enough(shown.threshold):
        return None
    nobody = CLAIMS[shown.measure].nobody
    group, other = median(mine, nobody=nobody), median(theirs, nobody=nobody)
    if group.value is None or other.value is None:
        return None
    gap = group.value - other.value
    return Comparison(
        pair,
        group,
        other,
        Difference(gap),
        beyond_chance=differ([mine, theirs]).passes and (gap < 0) == (statistics.rank_surplus(mine, theirs) < 0),
        beyond_margin=abs(gap) > shown.margin * other.value,
        is_worse=gap < 0,
    )


def summed(groups: list[Amounts]) -> dict[int, int]:
    """Several groups as one."""
    found: dict[int, int] = {}
    for group in groups:
        for amount, departments in group.items():
            found[amount] = found.get(amount, 0) + departments
    return found


def _said(unit: str, found: Comparison) -> str:
    """Both medians with their limits; the gap itself has none, the test of ranks stands for it."""
    group, other, pair = found.group, found.other, found.pair
    return (
        f"Half of {pair.who} that asked had {at_least(group.value, unit)} "
        f"({group.n:,} asked; 95% interval {limits(group)}), against {in_words(other.value, unit)} for {pair.whom} "
        f"({other.n:,} asked; {limits(other)})."
    )


def at_least(amount: float | None, unit: str) -> str:
    """What half of the departments had: none, or so much or more."""
    return f"no {UNITS[unit][1]}" if not amount else f"{in_words(amount, unit)} or more"


def in_words(amount: float | None, unit: str) -> str:
    """An amount as people say it."""
    if amount is None:
        return "not known"
    return number(amount, unit) if amount else f"no {UNITS[unit][1]}"


def number(amount: float, unit: str) -> str:
    """An amount with its unit."""
    one, many = UNITS[unit]
    return f"{amount:,.0f} {one if amount == 1 else many}"


def limits(shown: Estimate) -> str:
    """The limits of a median."""
    if shown.low is None or shown.high is None:
        return "not known"
    return f"{shown.low:.0f}" if shown.low == shown.high else f"{shown.low:.0f} to {shown.high:.0f}"
