"""The last thirty days: replies due and in time, by the day if the gate allows it, else by more days together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from equity.periods import in_full
from equity.speed.counts import Day
from equity.suppression import Cell, Key, hide

TOGETHER = (1, 5, 10, 30)
REST = "at other times"


@dataclass(frozen=True)
class Stretch:
    """One or several days, with the replies due on them."""

    starts_on: date
    ends_on: date
    due: int
    within: int

    @property
    def label(self) -> str:
        if self.starts_on == self.ends_on:
            return in_full(self.starts_on)
        return f"{in_full(self.starts_on)} to {in_full(self.ends_on)}"


def strip(days: list[tuple[date, Day]], rest: Day, *, threshold: int) -> list[Stretch]:
    """The finest division in which nothing needs hiding, or nothing at all.

    The gate judges the stretches together with everything else of the period: else the year's total less the strip
    would be a count that it has not seen.
    """
    for size in TOGETHER:
        found = [_together(days[first : first + size]) for first in range(0, len(days), size)]
        if _is_open(found, rest, threshold):
            return found
    return []


def _together(days: list[tuple[date, Day]]) -> Stretch:
    return Stretch(
        days[0][0], days[-1][0], sum(day.due for _, day in days), sum(day.within for _, day in days)
    )  # fmt: skip


def _is_open(found: list[Stretch], rest: Day, threshold: int) -> bool:
    counts: dict[Key, tuple[int, int]] = {(one.label,): (one.due, one.within) for one in found}
    counts[(REST,)] = (rest.due, rest.within)
    due = {key: Cell(n) for key, (n, _) in counts.items()}
    within = {key: Cell(answered, n) for key, (n, answered) in counts.items()}
    return not hide(due, threshold=threshold) and not hide(within, threshold=threshold)
