"""What the ratios of the reach panel say: tested as a whole, then each pair fixed beforehand.

One department may send several requests, so they are not independent: χ² and the limits of a comparison are widened
by how unevenly requests come (variance ÷ mean of requests per department, at least 1).
"""

from __future__ import annotations

import math
from dataclasses import replace

from equity import statistics
from equity.claims import CLAIMS, Measure
from equity.counts import representation_ratio
from equity.dimensions import Pair
from equity.findings import Comparison, Finding, Shown, conclude
from equity.measures import SMALLEST_EXPECTED, TOO_FEW, ChanceTest, Difference, Estimate
from equity.splits import NOT_CLASSIFIED
from equity.wording import sentence_case

Z = statistics.z_of(0.95)


def ratio(observed: int, people: int, all_observed: int, all_people: int, *, nobody: str) -> Estimate:
    """Requests over what the group's share of all leads one to expect; 1 is as expected.

    `n` is the group's departments or residents, `count` its requests. Limits: exact Poisson below 10 requests,
    Byar's from 10 on. Without anybody in the group, or any request at all, there is no ratio, and it says why.
    """
    if not people or not all_people:
        return Estimate(n=people, count=observed, why=nobody)
    if not all_observed:
        return Estimate(n=people, count=0, why="no request in the period")
    found = representation_ratio(observed, all_observed * people / all_people)
    return Estimate(people, found.value, found.lower, found.upper, observed, why=found.why)


def widened(estimate: Estimate, clumps: float) -> Estimate:
    """A ratio's limits as far from it as requests that come in clumps need: √clumps times, on the log scale.

    A group without requests has no ratio to be far from; its upper limit is moved by clumps as a whole.
    """
    if not estimate.value:
        return estimate if estimate.high is None else replace(estimate, high=estimate.high * clumps)
    by = math.sqrt(clumps)
    low, high = (
        None if limit is None else estimate.value * (limit / estimate.value) ** by
        for limit in (estimate.low or None, estimate.high)
    )
    return replace(estimate, low=low if low is not None else estimate.low, high=high)


def find(shown: Shown, *, clumps: float) -> Finding:
    """Test the groups as a whole, then each fixed pair, and say it."""
    compared = [found for pair in shown.dimension.pairs if (found := _compare(shown, pair, clumps))]
    return conclude(shown, _homogeneity(shown, clumps), compared, lambda found: _said(shown.measure, found))


def _homogeneity(shown: Shown, clumps: float) -> ChanceTest:
    """Pearson's χ² of requests beside what the people lead one to expect; the hidden groups together are one."""
    visible = [(e.count or 0, e.n or 0) for g, e in shown.groups.items() if g != NOT_CLASSIFIED and not e.hidden]
    if any(estimate.hidden for estimate in shown.groups.values()):
        rest = _together(shown, tuple(group for group, e in shown.groups.items() if not e.hidden), is_rest=True)
        visible += [rest] if rest else []
    groups = [(observed, people) for observed, people in visible if people]
    observed, people = sum(o for o, _ in groups), sum(n for _, n in groups)
    if len(groups) < 2 or not observed:
        return ChanceTest(p=None, why=TOO_FEW)
    expected = [observed * n / people for _, n in groups]
    if min(expected) < SMALLEST_EXPECTED:
        return ChanceTest(p=None, why=TOO_FEW)
    spread = sum((o - e) ** 2 / e for (o, _), e in zip(groups, expected, strict=True))
    statistic, df = spread / clumps, len(groups) - 1
    return ChanceTest(statistics.chi_square_tail(statistic, df), statistic, df)


def _compare(shown: Shown, pair: Pair, clumps: float) -> Comparison | None:
    """Requests per head of one side over the other's, or None if either is hidden, empty or too small."""
    mine = _together(shown, pair.groups)
    theirs = _together(shown, pair.others or pair.groups, is_rest=not pair.others)
    if not mine or not theirs or min(*mine, *theirs) <= 0 or min(mine[0], theirs[0]) < shown.threshold:
        return None
    times = (mine[0] / mine[1]) / (theirs[0] / theirs[1])
    reach = math.exp(Z * math.sqrt(clumps * (1 / mine[0] + 1 / theirs[0])))
    low, high = times / reach, times * reach
    return Comparison(
        pair,
        Estimate(n=mine[1], value=times, low=low, high=high, count=mine[0]),
        Estimate(n=theirs[1], value=1.0, count=theirs[0]),
        Difference(times - 1, low - 1, high - 1),
        beyond_chance=low > 1 or high < 1,
        beyond_margin=abs(times - 1) > shown.margin,
        is_worse=times < 1,
    )


def _together(shown: Shown, groups: tuple[str, ...], *, is_rest: bool = False) -> tuple[int, int] | None:
    """Requests and people of several groups, or of everybody but them; None where a count is hidden or small."""
    listed = [shown.groups[group] for group in groups]
    everybody = shown.everybody
    if any(one.hidden for one in listed) or (is_rest and everybody.hidden):
        return None
    observed, people = sum(one.count or 0 for one in listed), sum(one.n or 0 for one in listed)
    if is_rest:
        observed, people = (everybody.count or 0) - observed, (everybody.n or 0) - people
    return None if 0 < observed < shown.threshold else (observed, people)


def _said(measure: Measure, found: Comparison) -> str:
    claim, group, other = CLAIMS[measure], found.group, found.other
    per = "departments" if measure == Measure.REPRESENTED else "residents"
    of = f"{group.count:,} requests, {group.n:,} {per}; {other.count:,} and {other.n:,}"
    said = claim.said.format(ratio=times(group.value), who=found.pair.who, of=of)
    limits = f"95% interval {times(group.low)} to {times(group.high)}"
    return f"{sentence_case(said)} {claim.against.format(whom=found.pair.whom)}: {limits}."


def times(ratio: float | None) -> str:
    """A ratio as people read it: two digits, one above ten."""
    if ratio is None:
        return "not known"
    return f"{ratio:.1f}" if ratio >= 10 else f"{ratio:.2f}"
