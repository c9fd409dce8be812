"""The one gate between what was measured and what is shown.

A count from 1 to threshold − 1 is hidden, and so is one whose complement is that small (12 of
15 asked says that 3 did not). Then others are hidden with it, until nobody who adds up what is
shown could pin a hidden count to fewer values than the threshold. Zeros are shown; roster sizes
are public and known to everybody.

How far a hidden count is protected is decided by other tables that would look the same.
Two cells of the full cross-table (say Tribal × rural × Q4) are alike when every dimension either
shows the same group for both or hides the groups of both. Every shown number is a sum over whole
classes of alike cells, so requests could move within a class and nobody would see it. How much a
hidden count could change that way is a certain part of its range; the true range is never
narrower. No linear programming is needed; the tests let a linear program attack the result.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from equity.measures import Estimate

Key = tuple[str, ...]  # one group of every dimension, in a fixed order
Place = tuple[int, str]  # a dimension's position, and a group of it
ALL: Place = (-1, "")  # the total over everybody
SHOWN = 1
"""With this threshold no count is small."""
WHY_HIDDEN = "hidden, to protect small counts"


@dataclass(frozen=True)
class Cell:
    """A count of the cross-table, and the largest it could be; None means that nobody knows a limit."""

    count: int
    ceiling: int | None = None


Cells = Mapping[Key, Cell]


@dataclass(frozen=True)
class Counted:
    """Counts by all dimensions at once; `whole_of` names the count that each is a part of, if there is one.

    `as_of`: when they were counted, if that was not now. `beside`: other tables that bound a count, so that it is
    hidden together with them.
    """

    cells: Mapping[str, Cells]
    whole_of: Mapping[str, str]
    as_of: datetime | None = None
    beside: Mapping[str, tuple[Cells, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Margin:
    """A group's count with its ceiling, as one of the published tables would show it."""

    count: int
    ceiling: int | None

    def is_small(self, threshold: int) -> bool:
        rest = 0 if self.ceiling is None else self.ceiling - self.count
        return self.count > 0 and (self.count < threshold or 0 < rest < threshold)


def hide(
    cells: Cells,
    *,
    threshold: int,
    already: Iterable[Place] = (),
    also: Iterable[Place] = (),
) -> frozenset[Place]:
    """Choose the groups (and perhaps the total) whose counts must not be shown.

    `already` are groups that are hidden for another reason, such as a hidden denominator, which may move along. `also`
    are hidden too, but what they are a part of is taken to stand still: stricter, where it can move only a little.
    """
    margins = margins_of(cells)
    already, also = frozenset(already), frozenset(also)
    small = {place for place, margin in margins.items() if margin.is_small(threshold)}
    everything = frozenset(place for place, margin in margins.items() if margin.count) | already | also
    if ALL in small | already | also:
        return everything
    hidden = frozenset(small) | already | also
    cells = without_zeros(cells, hidden=already | also)
    needed = {place: needed_width(margin, threshold) for place, margin in margins_of(cells).items()}
    while weak := _first_weak(cells, needed, hidden, already):
        wider = _best_addition(cells, margins, hidden, weak, needed[weak])
        if not wider:
            return everything
        hidden |= wider
    return hidden


def margins_of(cells: Cells) -> dict[Place, Margin]:
    """Every group's total, and everybody's."""
    counts: dict[Place, int] = defaultdict(int)
    ceilings: dict[Place, list[int | None]] = defaultdict(list)
    for key, cell in cells.items():
        for place in (ALL, *enumerate(key)):
            counts[place] += cell.count
            ceilings[place].append(cell.ceiling)
    return {place: Margin(counts[place], _sum(ceilings[place])) for place in counts}


def _sum(ceilings: list[int | None]) -> int | None:
    known = [ceiling for ceiling in ceilings if ceiling is not None]
    return sum(known) if len(known) == len(ceilings) else None


def width(cells: Cells, hidden: frozenset[Place], place: Place) -> int:
    """By how much, at least, the count of a hidden group could change with nothing shown changing."""
    classes: dict[Key, list[tuple[bool, Cell]]] = defaultdict(list)
    for key, cell in cells.items():
        alike = tuple("" if there in hidden else there[1] for there in enumerate(key))
        classes[alike].append((key[place[0]] == place[1], cell))
    return sum(_slack(members) for members in classes.values())


def _slack(members: list[tuple[bool, Cell]]) -> int:
    total = sum(cell.count for _, cell in members)
    inside = [cell for is_inside, cell in members if is_inside]
    outside = [cell for is_inside, cell in members if not is_inside]
    if not inside or not outside:
        return 0
    return min(total, _room(inside, total)) - max(0, total - _room(outside, total))


def _room(cells: list[Cell], total: int) -> int:
    ceiling = _sum([cell.ceiling for cell in cells])
    return total if ceiling is None else ceiling


def without_zeros(cells: Cells, *, hidden: frozenset[Place]) -> Cells:
    """The cells that the zeros shown leave open."""
    shown_zeros = {place for place, margin in margins_of(cells).items() if not margin.count} - hidden
    return {key: cell for key, cell in cells.items() if shown_zeros.isdisjoint(enumerate(key))}


def needed_width(margin: Margin, threshold: int) -> int:
    """A group smaller than the threshold is known to be small; then its whole range must stay possible."""
    return threshold if margin.ceiling is None else min(threshold, margin.ceiling)


def _first_weak(
    cells: Cells, needed: Mapping[Place, int], hidden: frozenset[Place], already: frozenset[Place]
) -> Place | None:
    """A hidden group that could still be worked out. Where the denominator is hidden too, it may move along."""
    free = {key: replace(cell, ceiling=None) for key, cell in cells.items()}
    for place in sorted(hidden & needed.keys()):
        possible = width(cells, hidden, place)
        if place in already:
            possible = max(possible, width(free, already, place))
        if possible < needed[place]:
            return place
    return None


def _best_addition(
    cells: Cells, margins: Mapping[Place, Margin], hidden: frozenset[Place], weak: Place, needed: int
) -> frozenset[Place]:
    """What to hide as well, so that the weak group is safe: as few and as small groups as will do."""
    before = width(cells, hidden, weak)

    def cost(addition: frozenset[Place]) -> tuple[bool, int, int, int, list[Place]]:
        gain = min(width(cells, hidden | addition, weak), needed) - before
        size = sum(margins[place].count for place in addition if place[1] != "not_classified")
        falls_short = before + gain < needed
        return (falls_short, -gain if falls_short else 0, len(addition), size, sorted(addition))

    additions = {addition for addition in _additions(cells, margins, hidden, weak) if addition}
    return min(additions, key=cost, default=frozenset())


def _additions(
    cells: Cells, margins: Mapping[Place, Margin], hidden: frozenset[Place], weak: Place
) -> Iterator[frozenset[Place]]:
    """For a cell inside the weak group and one outside: what makes the two alike. Zeros stay shown."""
    inside = [key for key in cells if key[weak[0]] == weak[1]]
    for key in inside:
        for other in cells.keys() - inside:
            apart = {place for pair in zip(enumerate(key), enumerate(other), strict=True) for place in pair}
            addition = frozenset(place for place in apart if key[place[0]] != other[place[0]]) - hidden
            if all(margins[place].count for place in addition):
                yield addition


@dataclass(frozen=True)
class Verdict:
    """Which groups' counts stay hidden: organizations that asked, replies due, replies in time."""

    reached: frozenset[Place]
    due: frozenset[Place]
    within: frozenset[Place]
    threshold: int

    def hides_wait(self, place: Place, *, due: int) -> bool:
        """A median says that half were answered by then, which bounds a hidden count of replies in time.

        With four times the threshold, what is left open beyond the median's limits is still wide enough.
        """
        return place in self.due or (place in self.within and due < 4 * self.threshold)


Hidden = Mapping[str, frozenset[Place]]
"""By the name of a count, the groups that stay hidden in it."""
NOT_BEFORE: Hidden = {}
NONE: frozenset[Place] = frozenset()


def together(*tables: Cells, threshold: int, also: frozenset[Place] = NONE) -> frozenset[Place]:
    """The groups to hide in several tables of the same departments: in all of them, or in none.

    A department that asked has a request, and a request may have a reply that is due. So one count bounds another, and
    a hidden one may only move where all of them can move along.
    """
    hidden = also
    while True:
        more = hidden
        for cells in tables:
            more |= hide(cells, threshold=threshold, also=more)
        if more == hidden:
            return hidden
        hidden = more


def decide(*, reached: Cells, due: Cells, within: Cells, threshold: int, also: Hidden = NOT_BEFORE) -> Verdict:
    """Judge everything that the page, in all its dimensions, would show at once; `also` is hidden besides."""
    all_due = {**{key: Cell(0) for key in reached}, **due}
    before = also.get("reached", NONE) | also.get("due", NONE)
    hidden = together(reached, all_due, threshold=threshold, also=before)
    return Verdict(
        reached=hidden,
        due=hidden,
        within=hide(within, threshold=threshold, already=hidden, also=also.get("within", NONE)),
        threshold=threshold,
    )


def gate(estimate: Estimate, *, is_hidden: bool, hides_n: bool) -> Estimate:
    """The estimate as it may be shown: everything computed from a hidden count goes with it."""
    if not is_hidden:
        return estimate
    return Estimate(n=None if hides_n else estimate.n, why=WHY_HIDDEN, hidden=True)
