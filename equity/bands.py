"""The gate for maps: a state shows a quarter of the scale, never a count.

A part of `suppression.py`, kept apart for its size. A state's share of departments that did not ask is said as one of
four quarters, and only if the number that asked could then be any of at least the threshold of numbers, for somebody
who has the map and everything that the overview shows. As there, other tables that would look the same decide: a
department that asked is exchanged for one elsewhere that did not, of the same group or of one that is hidden too, and
no state leaves its quarter. What can be changed that way, one exchange after the other, is a certain part of the true
range. The hidden groups of the overview must stay as open as they were, too; else no state is shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from equity.suppression import ALL, Cell, Key, Margin, Place, needed_width

ELSEWHERE = ""
"""What lies on no map: Tribes, territories and freely associated states, which have tiles of their own."""
QUARTERS = 4
Here = tuple[str, Key]  # a state, and a combination of groups
Inside = Callable[[Here], bool]


@dataclass(frozen=True)
class Band:
    """A quarter of the scale: the share that did not ask lies from quarter/4 to (quarter + 1)/4."""

    quarter: int
    least: int
    most: int


def judge(cells: Mapping[Here, Cell], hidden: frozenset[Place], *, threshold: int) -> dict[str, Band]:
    """The states that may be shown, with their quarter; `hidden` are the groups that the overview hides."""
    shown = {state: band for state, band in _bands(cells).items() if band.most - band.least >= threshold}
    while weak := [state for state in shown if _width(cells, hidden, shown, _in_state(state)) < threshold]:
        for state in weak:
            del shown[state]
    for place in hidden - {ALL}:
        margin = _margin(cells, place)
        if margin.count and _width(cells, hidden, shown, _in_group(place)) < needed_width(margin, threshold):
            return {}
    return shown if ALL not in hidden else {}


def _bands(cells: Mapping[Here, Cell]) -> dict[str, Band]:
    """Each state's quarter, with the fewest and the most departments that could have asked in it."""
    asked: dict[str, int] = defaultdict(int)
    places: dict[str, int] = defaultdict(int)
    for (state, _), cell in cells.items():
        asked[state] += cell.count
        places[state] += cell.ceiling or 0
    return {state: _band(asked[state], n) for state, n in places.items() if state != ELSEWHERE and n}


def _band(asked: int, places: int) -> Band:
    silent = places - asked
    quarter = min(QUARTERS - 1, QUARTERS * silent // places)
    fewest = -(-places * quarter // QUARTERS)
    most = places if quarter == QUARTERS - 1 else -(-places * (quarter + 1) // QUARTERS) - 1
    return Band(quarter, places - most, places - fewest)


def _in_state(state: str) -> Inside:
    return lambda here: here[0] == state


def _in_group(place: Place) -> Inside:
    return lambda here: here[1][place[0]] == place[1]


def _margin(cells: Mapping[Here, Cell], place: Place) -> Margin:
    inside = [cell for here, cell in cells.items() if _in_group(place)(here)]
    return Margin(sum(cell.count for cell in inside), sum(cell.ceiling or 0 for cell in inside))


def _width(cells: Mapping[Here, Cell], hidden: frozenset[Place], shown: Mapping[str, Band], inside: Inside) -> int:
    """By how much, at least, the number inside could change with nothing shown changing."""
    outside = lambda here: not inside(here)  # noqa: E731
    return _moved(cells, hidden, shown, inside, outside) + _moved(cells, hidden, shown, outside, inside)


def _moved(
    cells: Mapping[Here, Cell], hidden: frozenset[Place], shown: Mapping[str, Band], giving: Inside, taking: Inside
) -> int:
    """How many that asked can be moved from where they are to there, class by class of groups that look alike."""
    room = _Room(cells, shown)
    return sum(room.move(members, giving, taking) for members in _classes(cells, hidden))


def _classes(cells: Mapping[Here, Cell], hidden: frozenset[Place]) -> Iterator[dict[Here, Cell]]:
    classes: dict[Key, dict[Here, Cell]] = defaultdict(dict)
    for here, cell in cells.items():
        alike = tuple("" if place in hidden else place[1] for place in enumerate(here[1]))
        classes[alike][here] = cell
    yield from classes.values()


class _Room:
    """How many more each state could give away or take before it leaves its quarter."""

    def __init__(self, cells: Mapping[Here, Cell], shown: Mapping[str, Band]) -> None:
        asked: dict[str, int] = defaultdict(int)
        for (state, _), cell in cells.items():
            asked[state] += cell.count
        self.down = {state: asked[state] - band.least for state, band in shown.items()}
        self.up = {state: band.most - asked[state] for state, band in shown.items()}

    def move(self, members: Mapping[Here, Cell], giving: Inside, taking: Inside) -> int:
        """Within one class: first inside each state, which changes no state; then between states."""
        gives: dict[str, int] = defaultdict(int)
        takes: dict[str, int] = defaultdict(int)
        for here, cell in members.items():
            if giving(here):
                gives[here[0]] += cell.count
            if taking(here):
                takes[here[0]] += (cell.ceiling or 0) - cell.count
        at_home = 0
        for state in gives:
            same = min(gives[state], takes[state])
            gives[state] -= same
            takes[state] -= same
            at_home += same
        return at_home + self._between(gives, takes)

    def _between(self, gives: Mapping[str, int], takes: Mapping[str, int]) -> int:
        able = sum(min(n, self.down.get(state, n)) for state, n in gives.items())
        wanted = sum(min(n, self.up.get(state, n)) for state, n in takes.items())
        moved = min(able, wanted)
        self._use(self.down, gives, moved)
        self._use(self.up, takes, moved)
        return moved

    @staticmethod
    def _use(left: dict[str, int], parts: Mapping[str, int], moved: int) -> None:
        for state, n in parts.items():
            used = min(n, left.get(state, n), moved)
            moved -= used
            if state in left:
                left[state] -= used
