"""What goes into a measure of inequality: groups of one dimension and a declared indicator."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equity.results import NotComputable

FEWEST = 3
MOST_MISSING = 0.15


@dataclass(frozen=True)
class Indicator:
    """What a number means, declared once and never guessed from the data.

    `favourable`: more is better (replies in time) or worse (hours of waiting).
    `scale`: what "all" is written as, 1, 100 or 1000; None for a quantity such as hours.
    Bounds are those that a value can take; with a scale they are 0 and the scale unless said.
    """

    name: str
    favourable: bool
    scale: float | None = None
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        if self.scale is not None and not 0 < self.scale < math.inf:
            raise ValueError(f"The scale of an indicator is what “all” is written as, not {self.scale}.")

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and highest value; minus or plus infinity where none is declared."""
        scaled = (0.0, self.scale) if self.scale is not None else (-math.inf, math.inf)
        low = scaled[0] if self.minimum is None else self.minimum
        return low, scaled[1] if self.maximum is None else self.maximum


@dataclass(frozen=True)
class Subgroup:
    """One group: its value, how sure that is, and how many people it holds.

    `order` 1 is the most disadvantaged. `estimate` None is a group that has no value. A group
    whose population is 0 holds nobody and changes nothing. Counts, if known, are what the
    estimate was made from.
    """

    name: str
    estimate: float | None
    population: float
    se: float | None = None
    order: int | None = None
    numerator: float | None = None
    denominator: float | None = None
    is_reference: bool = False

    @property
    def is_empty(self) -> bool:
        return self.population == 0

    @property
    def counts(self) -> tuple[float, float] | None:
        """Numerator and denominator, where both are known."""
        if self.numerator is None or not self.denominator:
            return None
        return self.numerator, self.denominator


def counted(name: str, count: int, n: int, indicator: Indicator, *, order: int | None = None) -> Subgroup:
    """A group of n, `count` of whom have it; without a value if nobody is in it."""
    estimate = (indicator.scale or 1.0) * count / n if n else None
    return Subgroup(name, estimate, population=n, order=order, numerator=count, denominator=n)


@dataclass(frozen=True)
class Table:
    """The groups that have a value, in a fixed order, with their shares of the people."""

    indicator: Indicator
    groups: tuple[Subgroup, ...]
    notes: tuple[str, ...] = ()

    @property
    def y(self) -> np.ndarray:
        return np.array([group.estimate for group in self.groups], dtype=float)

    @property
    def population(self) -> np.ndarray:
        return np.array([group.population for group in self.groups], dtype=float)

    @property
    def p(self) -> np.ndarray:
        return self.population / self.population.sum()

    @property
    def mean(self) -> float:
        return float(self.p @ self.y)

    @property
    def ranks(self) -> np.ndarray:
        """The middle of each group's place among all people, 0 to 1 (ridits)."""
        return np.cumsum(self.p) - self.p / 2

    @property
    def errors(self) -> np.ndarray | None:
        """The standard errors, declared or from counts with n − 1; None if one is missing."""
        errors = [standard_error(group, self.indicator) for group in self.groups]
        return None if any(error is None for error in errors) else np.array(errors, dtype=float)

    @property
    def counts(self) -> tuple[np.ndarray, np.ndarray] | None:
        """Numerators and denominators, if every group has them and the indicator is a share."""
        known = [group.counts for group in self.groups]
        if self.indicator.scale is None or any(counts is None for counts in known):
            return None
        numerators, denominators = np.array(known, dtype=float).T
        return numerators, denominators

    def need_nothing_negative(self) -> None:
        for group in self.groups:
            if (group.estimate or 0) < 0:
                raise NotComputable(f"a relative measure needs values from 0 up, and “{group.name}” is negative")

    def need_a_mean(self) -> float:
        """The mean, above 0."""
        mean = self.mean
        if mean <= 0:
            raise NotComputable("the mean is zero" if mean == 0 else "the mean is negative")
        return mean


def standard_error(group: Subgroup, indicator: Indicator) -> float | None:
    if group.se is not None or group.counts is None or indicator.scale is None:
        return group.se
    numerator, denominator = group.counts
    share = numerator / denominator
    return indicator.scale * math.sqrt(share * (1 - share) / (denominator - 1)) if denominator > 1 else None


def unordered(groups: Sequence[Subgroup], indicator: Indicator) -> Table:
    """The groups by name. Groups without a value are named; too many of them are refused."""
    peopled = _checked(groups, indicator)
    known = tuple(sorted((one for one in peopled if one.estimate is not None), key=lambda one: one.name))
    notes = _missing(peopled)
    _need_enough(known)
    return Table(indicator, known, notes)


def ordered(groups: Sequence[Subgroup], indicator: Indicator) -> Table:
    """The groups from the most disadvantaged up. A group without a value is refused: the ranks would shift."""
    peopled = _checked(groups, indicator)
    for group in peopled:
        if group.estimate is None:
            raise NotComputable(f"the estimate of “{group.name}” is missing, and leaving it out would shift all ranks")
        if group.order is None:
            raise NotComputable(f"“{group.name}” has no place in the order of the groups")
    _need_no_gap(groups)
    _need_enough(peopled)
    return Table(indicator, tuple(sorted(peopled, key=lambda group: group.order or 0)))


def reference_of(groups: Sequence[Subgroup]) -> Subgroup:
    """The one group declared as the reference."""
    references = [group for group in groups if group.is_reference]
    if len(references) != 1:
        found = "no group is" if not references else "two or more groups are"
        raise NotComputable(f"{found} declared as the reference, and exactly one must be")
    return references[0]


def best_of(table: Table) -> Subgroup:
    """The group with the most favourable value; of equals the one with the most people."""
    sign = 1 if table.indicator.favourable else -1
    return max(table.groups, key=lambda group: (sign * (group.estimate or 0), group.population, group.name))


def _checked(groups: Sequence[Subgroup], indicator: Indicator) -> tuple[Subgroup, ...]:
    names = [group.name for group in groups]
    if len(set(names)) < len(names):
        raise NotComputable("two groups have the same name")
    for group in groups:
        check(group, indicator)
    peopled = tuple(group for group in groups if not group.is_empty)
    if not peopled:
        raise NotComputable("there is nobody in any group")
    if not math.isfinite(sum(group.population for group in peopled)):
        raise NotComputable("there are too many people to count")
    return peopled


def check(group: Subgroup, indicator: Indicator) -> None:
    """Refuse a group whose numbers cannot be."""
    numbers = (group.estimate, group.population, group.se, group.numerator, group.denominator)
    if any(number is not None and not math.isfinite(number) for number in numbers):
        raise NotComputable(f"a number of “{group.name}” is not finite")
    if group.population < 0 or (group.se or 0) < 0:
        raise NotComputable(f"the population or the standard error of “{group.name}” is negative")
    if group.counts and not 0 <= group.counts[0] <= group.counts[1]:
        raise NotComputable(f"the counts of “{group.name}” are not a part and its whole")
    _check_bounds(group, indicator)
    _check_agreement(group, indicator)


def _check_bounds(group: Subgroup, indicator: Indicator) -> None:
    low, high = indicator.bounds
    if group.estimate is None or low <= group.estimate <= high:
        return
    fault = "negative" if low == 0 > group.estimate else f"{group.estimate:g}"
    raise NotComputable(f"the value of “{group.name}” is {fault}, and the indicator declares {low:g} to {high:g}")


def _check_agreement(group: Subgroup, indicator: Indicator) -> None:
    if group.counts is None or indicator.scale is None or group.estimate is None:
        return
    share = indicator.scale * group.counts[0] / group.counts[1]
    if not math.isclose(share, group.estimate, rel_tol=1e-6, abs_tol=1e-9 * indicator.scale):
        raise NotComputable(f"the value of “{group.name}” is not what its counts give")


def need_bounds(indicator: Indicator) -> tuple[float, float]:
    """The declared bounds, both of them."""
    low, high = indicator.bounds
    if not math.isfinite(low) or not math.isfinite(high) or low >= high:
        raise NotComputable("the indicator declares no lowest and highest value")
    return low, high


def _missing(peopled: Sequence[Subgroup]) -> tuple[str, ...]:
    missing = sorted((group for group in peopled if group.estimate is None), key=lambda group: group.name)
    everybody = sum(group.population for group in peopled)
    share = sum(group.population for group in missing) / everybody
    if share > MOST_MISSING or len(missing) > MOST_MISSING * len(peopled):
        names = ", ".join(f"“{group.name}”" for group in missing)
        raise NotComputable(f"too many groups have no value ({names}: {share:.0%} of all)")
    return tuple(
        f"left out, because it has no value: “{group.name}” ({group.population / everybody:.1%} of all)"
        for group in missing
    )


def _need_no_gap(groups: Sequence[Subgroup]) -> None:
    places = sorted(group.order for group in groups if group.order is not None)
    if places != list(range(1, len(places) + 1)):
        shown = ", ".join(f"{place:g}" for place in places)
        raise NotComputable(f"the order of the groups ({shown}) has a gap or two in one place")


def _need_enough(groups: Sequence[Subgroup]) -> None:
    if len(groups) < FEWEST:
        raise NotComputable("fewer than three groups have a value; compare two with a difference or a ratio")
