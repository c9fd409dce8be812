"""Who stands out among many recipients: limits around the share of all, and no league table."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from equity import queries
from equity.funnel import ALARM, Place, chance_below, exact_limits, proportion_funnel
from equity.periods import Period
from equity.queries import Recipient

MOST = 50
BEYOND = {
    "very low": "Below the 99.8% limit",
    "low": "Between the lower limits, 95% and 99.8%",
    "high": "Between the upper limits",
    "very high": "Above the upper 99.8% limit",
}
FEWEST_DUE = 5
"""With fewer replies due, chance alone can do anything."""


@dataclass(frozen=True)
class Outside:
    """A recipient beyond the 99.8 % limit to its disadvantage, with where the limit lies."""

    recipient: Recipient
    share: float
    limit: float


@dataclass(frozen=True)
class Crowd:
    """How many recipients were compared, where they stand, and the overall share; `why` there is nothing to say.

    `all` of them, by name, for those who may see each.
    """

    compared: int
    baseline: float | None
    places: Counter[str]
    outside: tuple[Outside, ...]
    by_chance: float = 0.0
    """How many would lie below the lower 95 % limit if all were alike."""
    why: str = ""
    all: tuple[tuple[Recipient, Place], ...] = ()

    @property
    def below(self) -> int:
        """How many lie below the 99.8 % limit; `outside` lists the first of them."""
        return self.places["very low"]


def stand_out(period: Period) -> Crowd:
    """Replies in time of each recipient with at least five due, beside the 95 % and 99.8 % limits around all.

    Counted over recipients on the roster. Those beyond the lower 99.8 % limit are listed by name, not by rank.
    """
    compared = [one for one in queries.replies_by_recipient(period) if one.due >= FEWEST_DUE]
    funnel = proportion_funnel([one.within for one in compared], [one.due for one in compared])
    if funnel.baseline is None:
        return Crowd(0, None, Counter(), (), why=funnel.why)
    outside = [
        _outside(one, funnel.baseline)
        for one, place in zip(compared, funnel.places, strict=True)
        if place == "very low"
    ]
    return Crowd(
        len(compared),
        funnel.baseline,
        Counter(funnel.places),
        tuple(outside[:MOST]),
        by_chance=sum(chance_below(funnel.baseline, one.due) for one in compared),
        all=tuple(zip(compared, funnel.places, strict=True)),
    )


def few(count: int, threshold: int) -> str:
    """A count of recipients; a small one is said to be small to those who may not see each."""
    return str(count) if count == 0 or count >= threshold else f"fewer than {threshold}"


def _outside(one: Recipient, baseline: float) -> Outside:
    least, _most = exact_limits(baseline, one.due, confidence=ALARM)
    return Outside(one, one.within / one.due, least / one.due)
