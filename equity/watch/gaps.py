"""Which gaps are watched: fixed beforehand, the same pairs that the pages compare."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from equity.claims import CLAIMS, Measure
from equity.dimensions import DIMENSIONS, Dimension, Pair
from equity.summaries.sources import ANSWERS, REPLIES, Source
from equity.watch.evidence import Week


@dataclass(frozen=True)
class Watched:
    """A share that is watched, by the names of its counts, and how long after a week its counts are in."""

    measure: Measure
    source: Source
    part: str
    whole: str
    settles: timedelta


WATCHED = (
    Watched(Measure.TARGET, REPLIES, "within", "due", timedelta(days=14)),
    Watched(Measure.ANSWERED, ANSWERS, "answered", "asked", timedelta(days=60)),
    Watched(Measure.USEFUL, ANSWERS, "useful", "useful_said", timedelta(days=60)),
)


@dataclass(frozen=True)
class Gap:
    """One share of one fixed pair of groups."""

    watched: Watched
    dimension: Dimension
    pair: Pair

    @property
    def key(self) -> str:
        return f"{self.watched.measure.value}:{self.dimension.field}:{'+'.join(self.pair.groups)}"

    @property
    def title(self) -> str:
        return f"{CLAIMS[self.watched.measure].title}: {self.pair.who} beside {self.pair.whom}"

    def week(self, rows: Iterable[tuple[Any, ...]]) -> Week:
        """The pair's counts, of rows of (*groups, *numbers)."""
        names = self.watched.source.numbers
        part, whole = names.index(self.watched.part), names.index(self.watched.whole)
        mine, others = [0, 0], [0, 0]
        for row in rows:
            group, numbers = row[self.dimension.index], row[len(DIMENSIONS) :]
            side = mine if group in self.pair.groups else others if self._is_other(group) else None
            if side is not None:
                side[0] += numbers[part]
                side[1] += numbers[whole]
        return Week(mine[0], mine[1], others[0], others[1])

    def _is_other(self, group: str) -> bool:
        """Without others, everybody else, as on the pages."""
        return group in self.pair.others if self.pair.others else group not in self.pair.groups


def gaps() -> Iterator[Gap]:
    for watched in WATCHED:
        for dimension in DIMENSIONS:
            for pair in dimension.pairs:
                yield Gap(watched, dimension, pair)


GAPS = {gap.key: gap for gap in gaps()}
