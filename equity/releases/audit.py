"""Whether tables that were published at different times are safe together.

One table may hide a group well, and the table of the next month give it away: the same group shown over eleven of the
same months. So each new table is judged beside all that were published before and share a month with it.

Counts are looked at by cell of the cross-table and by month. Two of these pieces are *alike* if every table either
counts both or neither, and shows the same groups of both or hides the groups of both. All published numbers are sums
over whole classes of alike pieces, so requests could move within a class and nobody would see it. For a hidden group
of one table, the sum over classes of min(class total, room inside) − max(0, class total − room outside) is a range
that is certainly possible. The true range is never narrower. See `equity.suppression`, which does this for one table.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from equity.suppression import ALL, Cell, Cells, Hidden, Key, Margin, Place, margins_of, needed_width

Month = int
Piece = tuple[Month, Key]
Pieces = Mapping[Month, Cells]
Classes = Mapping[tuple[Key | None, ...], list[tuple[Piece, Cell]]]
FREE = 10**9


@dataclass(frozen=True)
class Published:
    """A table of one count: the months it adds up, and the groups (and perhaps the total) that it hides."""

    months: frozenset[Month]
    hidden: frozenset[Place]

    @property
    def says_nothing(self) -> bool:
        return ALL in self.hidden


def added(pieces: Pieces, months: Iterable[Month]) -> Cells:
    """The cross-table over some months."""
    sums: dict[Key, Cell] = {}
    for month in months:
        for key, cell in pieces.get(month, {}).items():
            before = sums.get(key, Cell(0, 0))
            ceiling = None if None in (before.ceiling, cell.ceiling) else (before.ceiling or 0) + (cell.ceiling or 0)
            sums[key] = Cell(before.count + cell.count, ceiling)
    return sums


def settle(
    gate: Callable[[Hidden], Hidden],
    counts: Mapping[str, Pieces],
    months: frozenset[Month],
    earlier: Mapping[str, list[Published]],
    *,
    threshold: int,
) -> Hidden | None:
    """What a new table of several counts must hide beside those published before; None if nothing makes it safe.

    `gate` hides what one table has to, and what it is given besides. `counts` are those that can be added up by month.
    What an earlier table with a month in common hides stays hidden: a group that appears again in numbers over nearly
    the same months says nearly what was hidden. Then more is hidden until no hidden group of any table is too narrow.
    """
    near = {
        name: [table for table in tables if not table.months.isdisjoint(months)] for name, tables in earlier.items()
    }
    also = {name: frozenset[Place]().union(*(table.hidden for table in tables)) for name, tables in near.items()}
    while True:
        hidden = gate(also)
        tables = {name: [*near.get(name, []), Published(months, hidden[name])] for name in counts}
        weak = next((name for name in counts if too_narrow(counts[name], tables[name], threshold=threshold)), None)
        if weak is None:
            return hidden
        more = _smallest_shown(margins_of(added(counts[weak], months)), hidden[weak])
        if more is None:
            return None
        also[weak] = also.get(weak, frozenset()) | {more}


def too_narrow(pieces: Pieces, tables: list[Published], *, threshold: int) -> list[tuple[int, Place]]:
    """The hidden groups, by table, whose counts somebody with all the tables could pin down too closely."""
    classes = _classes(pieces, tables)
    found = []
    for number, table in enumerate(tables):
        margins = margins_of(added(pieces, table.months))
        for place in sorted(table.hidden & margins.keys()):
            margin = margins[place]
            if place != ALL and margin.count and _width(classes, table, place) < needed_width(margin, threshold):
                found.append((number, place))
    return found


def _classes(pieces: Pieces, tables: list[Published]) -> Classes:
    zeros = [_shown_zeros(pieces, table) for table in tables]
    classes: dict[tuple[Key | None, ...], list[tuple[Piece, Cell]]] = defaultdict(list)
    for month in sorted({month for table in tables for month in table.months}):
        for key, cell in pieces.get(month, {}).items():
            if any(
                month in table.months and not zero.isdisjoint(enumerate(key))
                for table, zero in zip(tables, zeros, strict=True)
            ):
                continue  # known to be nothing
            alike = tuple(_seen(table, month, key) for table in tables)
            classes[alike].append(((month, key), cell))
    return classes


def _seen(table: Published, month: Month, key: Key) -> Key | None:
    """How a table counts a piece: under which groups; None if it does not."""
    if month not in table.months or table.says_nothing:
        return None
    return tuple("" if place in table.hidden else place[1] for place in enumerate(key))


def _shown_zeros(pieces: Pieces, table: Published) -> set[Place]:
    if table.says_nothing:
        return set()
    return {
        place for place, margin in margins_of(added(pieces, table.months)).items() if not margin.count
    } - table.hidden


def _width(classes: Classes, table: Published, place: Place) -> int:
    """Of pieces that no table says anything about, nobody knows anything."""
    width = 0
    for seen, members in classes.items():
        is_free = all(one is None for one in seen)
        is_inside = any(month in table.months and key[place[0]] == place[1] for (month, key), _ in members)
        width += FREE if is_free and is_inside else _slack(members, table, place)
    return width


def _slack(members: list[tuple[Piece, Cell]], table: Published, place: Place) -> int:
    inside: list[Cell] = []
    outside: list[Cell] = []
    for (month, key), cell in members:
        (inside if month in table.months and key[place[0]] == place[1] else outside).append(cell)
    if not inside:
        return 0
    total = sum(cell.count for _, cell in members)
    if not outside:
        return 0
    return min(total, _room(inside, total)) - max(0, total - _room(outside, total))


def _room(cells: list[Cell], total: int) -> int:
    ceilings = [cell.ceiling for cell in cells]
    return total if None in ceilings else min(total, sum(ceiling or 0 for ceiling in ceilings))


def _smallest_shown(margins: Mapping[Place, Margin], hidden: frozenset[Place]) -> Place | None:
    """What to hide next: “not classified” first, then the smallest group; zeros stay shown, the total goes last."""
    shown = [(place, margin.count) for place, margin in margins.items() if margin.count and place not in hidden]
    groups = [(place[1] != "not_classified", count, place) for place, count in shown if place != ALL]
    if groups:
        return min(groups)[2]
    return None
