"""Which cells of a table to hide, so that nobody can work out a small count from the rest.

Checked by linear programming: for each hidden cell, its lowest and highest possible count
given every cell and total that is shown. For tables of any shape outside the dashboard, whose
own gate (`suppression.py`) covers three dimensions at once without it. This module imports
SciPy, so pages must not import it; the import contract keeps watch.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

Cell = tuple[int, int]
Mask = tuple[tuple[bool, ...], ...]
NEARLY = 1e-7


@dataclass(frozen=True)
class CountTable:
    """Counts in rows and columns, and which totals are published beside them."""

    counts: tuple[tuple[int, ...], ...]
    row_totals: bool = True
    column_totals: bool = True
    grand_total: bool = True

    @property
    def cells(self) -> list[Cell]:
        return [(i, j) for i, row in enumerate(self.counts) for j in range(len(row))]

    def count(self, cell: Cell) -> int:
        return self.counts[cell[0]][cell[1]]

    def totals(self) -> Iterator[list[Cell]]:
        """The cells behind each published total."""
        if self.row_totals:
            yield from ([cell for cell in self.cells if cell[0] == i] for i in range(len(self.counts)))
        if self.column_totals:
            yield from ([cell for cell in self.cells if cell[1] == j] for j in range(len(self.counts[0])))
        if self.grand_total:
            yield self.cells


@dataclass(frozen=True)
class Pattern:
    """What to hide. Where no pattern is safe beside the totals, they must go too."""

    hidden: frozenset[Cell]
    totals_shown: bool = True
    why: str = ""

    def mask(self, table: CountTable) -> Mask:
        return tuple(tuple((i, j) in self.hidden for j in range(len(row))) for i, row in enumerate(table.counts))


def suppress(table: CountTable, *, threshold: int = 11, width: float | None = None) -> Pattern:
    """Hide counts from 1 to threshold − 1, and others until no hidden one can be narrowed down.

    Each hidden count must be possible over a range of `width` (the threshold unless said), given
    all that is shown and that counts are not negative. Zeros are shown unless nothing else
    helps. Others are chosen by the cheapest shift of counts that leaves all totals as they are;
    those that turn out not to be needed are shown again.
    Refuses (in `why`) negative counts, rows of different lengths, an empty table.
    """
    if not table.counts or len({len(row) for row in table.counts}) != 1 or not table.counts[0]:
        return Pattern(frozenset(), why="not computable: the table is empty or not a rectangle")
    if any(table.count(cell) < 0 for cell in table.cells):
        return Pattern(frozenset(), why="not computable: a count is negative")
    small = frozenset(cell for cell in table.cells if 1 <= table.count(cell) < threshold)
    needed = float(threshold if width is None else width)
    hidden = _completed(table, small, needed)
    if hidden is None:
        return Pattern(small, totals_shown=False, why="no pattern is safe beside these totals: withhold them too")
    return Pattern(_without_needless(table, small, hidden, needed))


def possible_range(table: CountTable, hidden: frozenset[Cell], cell: Cell) -> tuple[float, float]:
    """The lowest and highest count that a hidden cell can have, for somebody who sees the rest."""
    order = sorted(hidden)
    goal = np.array([float(other == cell) for other in order])
    rows, sums = [], []
    for total in table.totals():
        inside = [float(other in total) for other in order]
        if any(inside):
            rows.append(inside)
            sums.append(sum(table.count(other) for other in order if other in total))
    equations = {"A_eq": np.array(rows), "b_eq": np.array(sums)} if rows else {}
    low, high = linprog(goal, **equations), linprog(-goal, **equations)
    return float(low.fun), -float(high.fun) if high.status == 0 else math.inf


def _is_wide(table: CountTable, hidden: frozenset[Cell], cell: Cell, needed: float) -> bool:
    low, high = possible_range(table, hidden, cell)
    return high - low >= needed - NEARLY


def _completed(table: CountTable, hidden: frozenset[Cell], needed: float) -> frozenset[Cell] | None:
    """Hide more until every hidden cell is wide enough; None if that cannot be."""
    while True:
        narrow = next((cell for cell in sorted(hidden) if not _is_wide(table, hidden, cell, needed)), None)
        if narrow is None:
            return hidden
        more = _cheapest_shift(table, hidden, narrow, needed) or _everything(table, hidden)
        if not more:
            return None
        hidden |= more


def _everything(table: CountTable, hidden: frozenset[Cell]) -> frozenset[Cell]:
    """All that could still be hidden: first what is not zero. What is not needed comes back later."""
    rest = frozenset(table.cells) - hidden
    return frozenset(cell for cell in rest if table.count(cell)) or rest


def _cheapest_shift(table: CountTable, hidden: frozenset[Cell], cell: Cell, needed: float) -> frozenset[Cell] | None:
    """The cells that would move if this one grew by the width and all totals stayed: first without zeros."""
    for may_move_zeros in (False, True):
        cells = [one for one in table.cells if may_move_zeros or one in hidden or table.count(one)]
        found = _shift(table, cells, hidden, cell, needed)
        if found:
            return found - hidden
    return None


def _shift(
    table: CountTable, cells: Sequence[Cell], hidden: frozenset[Cell], cell: Cell, needed: float
) -> frozenset[Cell] | None:
    size, at = len(cells), list(cells).index(cell)
    price = np.array([0.0 if one in hidden else 1 + math.log1p(table.count(one)) for one in cells])
    moves = np.array([[float(one in total) for one in cells] for total in table.totals()])
    target = np.eye(size)[at]
    rows = np.vstack([moves, target]) if len(moves) else target[np.newaxis]
    found = linprog(
        np.concatenate([price, price]),
        A_eq=np.hstack([rows, -rows]),
        b_eq=[0.0] * len(moves) + [needed],
        bounds=[(0, None)] * size + [(0, table.count(one)) for one in cells],
    )
    if found.status != 0:
        return None
    moved = np.abs(found.x[:size] - found.x[size:]) > NEARLY
    return frozenset(one for one, moves_now in zip(cells, moved, strict=True) if moves_now)


def _without_needless(
    table: CountTable, small: frozenset[Cell], hidden: frozenset[Cell], needed: float
) -> frozenset[Cell]:
    """Show again, largest first, what the others do not need."""
    for cell in sorted(hidden - small, key=lambda one: (-table.count(one), one)):
        fewer = hidden - {cell}
        if all(_is_wide(table, fewer, other, needed) for other in sorted(fewer)):
            hidden = fewer
    return hidden
