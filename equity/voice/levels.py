"""How much of a say the community has in the agreed plans: the mix of levels, as far as it may be shown.

Every plan has one level, so the levels of a group sum to its plans, and each boundary between two levels is a count
like any other: so many plans are at this level or above. What may be shown are boundaries; the levels between two
boundaries are shown together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from equity.report import EVERYBODY, NOTHING, Row
from equity.suppression import ALL, NONE, Counted, Hidden, Margin, Place, hide, margins_of

NOBODY = "nobody"
LEVELS = {
    NOBODY: "Nobody yet", "inform": "Told (inform)", "consult": "Asked (consult)",
    "involve": "Working with us (involve)", "collaborate": "Deciding with us (collaborate)",
    "empower": "Deciding (empower)",
}  # fmt: skip
"""From the least say to the most: the levels of the IAP2 spectrum, with those at none before them."""
INSIDE = {"collaborating": "involved", "empowered": "collaborating", "heard": "involved", "consulted": "heard"}
"""Each count with what it is judged after. Those heard but not involved lie beside the involved, not inside."""


@dataclass(frozen=True)
class Share:
    """Levels that lie beside each other and are shown as one, with the plans at them."""

    levels: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Mix:
    """The levels of one group; `why` nothing is shown."""

    group: str
    label: str
    n: int | None
    shares: tuple[Share, ...] = ()
    why: str = ""


def judge(counted: Counted, hidden: Hidden, *, threshold: int) -> Hidden:
    """Which groups stay hidden in each count of levels, after the verdict on the plans and on those involved.

    What each is a part of is taken to stand still, so that every range holds by itself, whatever else is shown.
    """
    found = dict(hidden)
    for name, before in INSIDE.items():
        found[name] = hide(counted.cells[name], threshold=threshold, also=found.get(before, NONE))
    return found


def mixes(counted: Counted, hidden: Hidden, rows: tuple[Row, ...], *, by: int) -> tuple[Mix, ...]:
    """The mix of each group, everybody's last."""
    margins = {name: margins_of(cells) for name, cells in counted.cells.items()}
    return tuple(
        _mix(row, margins, hidden, ALL if row.group == EVERYBODY else (by, row.group)) for row in rows
    )  # fmt: skip


def _mix(row: Row, margins: Mapping[str, Mapping[Place, Margin]], hidden: Hidden, place: Place) -> Mix:
    label = str(row.label)
    if place in hidden["agreed"]:
        return Mix(row.group, label, None, why="hidden, to protect small counts")
    n = margins["agreed"].get(place, NOTHING).count
    if not n:
        return Mix(row.group, label, 0, why="no plan was agreed")
    return Mix(row.group, label, n, _shares(_boundaries(margins, hidden, place, n), n))


def _boundaries(
    margins: Mapping[str, Mapping[Place, Margin]], hidden: Hidden, place: Place, n: int
) -> dict[str, int | None]:
    """How many plans lie below each level; None where that is not shown."""
    count = {name: None if place in hidden[name] else margins[name].get(place, NOTHING).count for name in margins}
    involved, heard, consulted = count["involved"], count["heard"], count["consulted"]
    below = None if involved is None else n - involved
    return {
        "inform": None if below is None or heard is None else below - heard,
        "consult": None if below is None or consulted is None else below - consulted,
        "involve": below,
        "collaborate": _rest(n, count["collaborating"]),
        "empower": _rest(n, count["empowered"]),
    }


def _rest(n: int, count: int | None) -> int | None:
    return None if count is None else n - count


def _shares(boundaries: Mapping[str, int | None], n: int) -> tuple[Share, ...]:
    """The plans between two boundaries that are shown, with all levels in between."""
    found, levels, start = [], [NOBODY], 0
    for level in (*boundaries, None):
        end = n if level is None else boundaries[level]
        if end is not None:
            found.append(Share(tuple(levels), end - start))
            levels, start = [], end
        if level is not None:
            levels.append(level)
    return tuple(found)
