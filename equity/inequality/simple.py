"""Two groups: how far apart they are."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from equity import statistics
from equity.inequality.groups import (
    Indicator,
    Subgroup,
    Table,
    best_of,
    check,
    ordered,
    reference_of,
    standard_error,
    unordered,
)
from equity.results import Limits, NotComputable, Result, confident, measure, with_limits

Pair = tuple[str, str] | Literal["ends", "reference", "extremes"]


@measure
def difference(
    groups: Sequence[Subgroup],
    indicator: Indicator,
    *,
    pair: Pair,
    confidence: float = 0.95,
    newcombe: bool = True,
) -> Result:
    """D: how much better the better-off group of a pair does.

    Formula: y_adv − y_dis; y_dis − y_adv if less is better. Unit: the indicator's.
    Pair: two names fixed beforehand, (better-off, worse-off); "ends" of an ordered dimension;
    "reference" against the worst; "extremes", which must not be headlined (docs/equity.md).
    Domain: both values known. Source: WHO Handbook on health inequality monitoring (2013).
    Interval: Newcombe's where both have counts, else D ± z√(s₁² + s₂²); none if both errors are 0.
    Refuses: an unknown group, a group without a value, and what `groups.check` refuses.
    """
    better, worse, notes = _pair(groups, indicator, pair)
    y, other = _value(better), _value(worse)
    sign = 1 if indicator.favourable else -1
    limits = _newcombe(better, worse, indicator, confidence) if newcombe else None
    if limits is None:
        limits = _normal(sign * (y - other), better, worse, indicator, confidence)
    return with_limits(sign * (y - other), limits, *notes)


@measure
def ratio(groups: Sequence[Subgroup], indicator: Indicator, *, pair: Pair, confidence: float = 0.95) -> Result:
    """R: how many times as well the better-off group of a pair does.

    Formula: y_adv / y_dis; y_dis / y_adv if less is better. Unit: none. Pair: as for D.
    Domain: values from 0 up, the one divided by above 0. Source: WHO Handbook (2013).
    Interval: log-normal, exp(ln R ± z√(s₁²/y₁² + s₂²/y₂²)); none if R is 0 or both errors are 0.
    A counted group of everybody is not taken for certain: its error is that of half a person less.
    Refuses: a denominator of 0, negative values, and what D refuses.
    """
    better, worse, notes = _pair(groups, indicator, pair)
    above, below = (better, worse) if indicator.favourable else (worse, better)
    y, other = _value(above), _value(below)
    if y < 0 or other < 0:
        raise NotComputable("a ratio needs values from 0 up")
    if other == 0:
        raise NotComputable(f"the denominator is zero: “{below.name}”")
    return with_limits(y / other, _log_normal(above, below, indicator, confidence), *notes)


def _pair(groups: Sequence[Subgroup], indicator: Indicator, pair: Pair) -> tuple[Subgroup, Subgroup, tuple[str, ...]]:
    if isinstance(pair, tuple):
        return (*_named(groups, indicator, pair), ())
    if pair == "ends":
        table = ordered(groups, indicator)
        return table.groups[-1], table.groups[0], table.notes
    if pair == "reference":
        reference = reference_of(groups)
        table = unordered(groups, indicator)
        return reference, _worst_of(table), table.notes
    table = unordered(groups, indicator)
    return _widest(best_of(table), table), _widest(_worst_of(table), table), table.notes


def _named(groups: Sequence[Subgroup], indicator: Indicator, pair: tuple[str, str]) -> tuple[Subgroup, Subgroup]:
    known = {group.name: group for group in groups}
    for name in pair:
        if name not in known:
            raise NotComputable(f"there is no group “{name}”")
        check(known[name], indicator)
    return known[pair[0]], known[pair[1]]


def _worst_of(table: Table) -> Subgroup:
    sign = 1 if table.indicator.favourable else -1
    worst = min(table.groups, key=lambda group: (sign * (group.estimate or 0), group.name))
    return _widest(worst, table)


def _widest(group: Subgroup, table: Table) -> Subgroup:
    """Of the groups with the same value, the one that is least sure."""
    alike = [one for one in table.groups if one.estimate == group.estimate]
    return max(alike, key=lambda one: (standard_error(one, table.indicator) or 0, one.name))


def _value(group: Subgroup) -> float:
    if group.estimate is None:
        raise NotComputable(f"the estimate of “{group.name}” is missing")
    return group.estimate


def _errors(one: Subgroup, other: Subgroup, indicator: Indicator) -> tuple[float, float] | None:
    errors = _error(one, indicator), _error(other, indicator)
    if errors[0] is None or errors[1] is None or not any(errors):
        return None
    return errors[0], errors[1]


def _error(group: Subgroup, indicator: Indicator) -> float | None:
    """The standard error; of nobody or everybody as if half a person more had it and half a person more had not."""
    if group.counts is None or indicator.scale is None or 0 < group.counts[0] < group.counts[1]:
        return standard_error(group, indicator)
    share, n = (group.counts[0] + 0.5) / (group.counts[1] + 1), group.counts[1]
    return indicator.scale * math.sqrt(share * (1 - share) / n)


def _normal(value: float, one: Subgroup, other: Subgroup, indicator: Indicator, confidence: float) -> Limits:
    errors = _errors(one, other, indicator)
    if errors is None:
        return None
    reach = statistics.z_of(confident(confidence)) * math.hypot(*errors)
    return value - reach, value + reach


def _newcombe(better: Subgroup, worse: Subgroup, indicator: Indicator, confidence: float) -> Limits:
    if better.counts is None or worse.counts is None or indicator.scale is None:
        return None
    high, low = (better, worse) if indicator.favourable else (worse, better)
    assert high.counts
    assert low.counts
    limits = statistics.newcombe(*high.counts, *low.counts, confidence=confident(confidence))
    return indicator.scale * limits[0], indicator.scale * limits[1]


def _log_normal(above: Subgroup, below: Subgroup, indicator: Indicator, confidence: float) -> Limits:
    errors = _errors(above, below, indicator)
    y, other = _value(above), _value(below)
    if errors is None or y == 0:
        return None
    reach = statistics.z_of(confident(confidence)) * math.hypot(errors[0] / y, errors[1] / other)
    return y / other * math.exp(-reach), y / other * math.exp(reach)
