"""The noise floor: how unequal groups of these sizes look when there is no inequality at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from equity.inequality.groups import Indicator, Subgroup, Table, unordered
from equity.inequality.resampling import DRAWS, SEED
from equity.results import NotComputable, Result, confident, measure

MOST_PEOPLE = 10**9


@dataclass(frozen=True)
class _Shuffled:
    """Shares of each group, in each of the draws."""

    shares: np.ndarray
    weights: np.ndarray


@measure
def disparity_floor(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """The weighted IDIS that chance alone gives: its median, with the value it seldom passes as upper limit.

    Formula: who has it is dealt out anew over all people, the sizes of the groups kept; IDIS
    (weighted by those sizes) of 20,000 such deals. Unit: %. `value` is the median deal, `upper`
    the share `confidence` of deals stays below; an IDIS below it is no more than chance.
    Domain: three groups or more with whole counts, somebody has it. Source: this project.
    Refuses: groups without counts, nobody who has it, and what BGV refuses.
    """
    deals = _shuffled(unordered(groups, indicator))
    mean = (deals.shares[:1] @ deals.weights)[0]
    return _floor(100 * (np.abs(deals.shares - mean) @ deals.weights) / mean, confidence)


@measure
def deviation_floor(groups: Sequence[Subgroup], indicator: Indicator, *, confidence: float = 0.95) -> Result:
    """The BGSD that chance alone gives: its median, with the value it seldom passes as upper limit.

    As `disparity_floor`, for BGSD. Unit: the indicator's.
    """
    deals = _shuffled(unordered(groups, indicator))
    mean = (deals.shares[:1] @ deals.weights)[0]
    return _floor((indicator.scale or 1.0) * np.sqrt((deals.shares - mean) ** 2 @ deals.weights), confidence)


def _floor(values: np.ndarray, confidence: float) -> Result:
    middle, upper = np.quantile(values, [0.5, confident(confidence)])
    return Result(float(middle), None, float(upper))


def _shuffled(table: Table) -> _Shuffled:
    if table.counts is None:
        raise NotComputable("the noise floor needs the counts of every group")
    having, sizes = (np.rint(counts).astype(np.int64) for counts in table.counts)
    if not (np.array_equal(having, table.counts[0]) and np.array_equal(sizes, table.counts[1])):
        raise NotComputable("the noise floor needs whole counts")
    if having.sum() == 0 or sizes.sum() >= MOST_PEOPLE:
        raise NotComputable("nobody has it" if having.sum() == 0 else "there are too many people to deal out anew")
    rng = np.random.default_rng(SEED)
    dealt = rng.multivariate_hypergeometric(sizes, int(having.sum()), size=DRAWS, method="marginals")
    return _Shuffled(dealt / sizes, sizes / sizes.sum())
