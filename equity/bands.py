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
from collections.abc import Callable, Mapping
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
    if ALL in hidden:
        return {}
    table = _Table(cells, hidden)
    shown = {state: band for state, band in _bands(table).items() if band.most - band.least >= threshold}
    while weak := [state for state in shown if not table.is_open(_in_state(state), shown, threshold)]:
        for state in weak:
            del shown[state]
    for place in hidden:
        margin = _margin(cells, place)
        if margin.count and not table.is_open(_in_group(place), shown, needed_width(margin, threshold)):
            return {}
    return shown


class _Table:
    """What was counted, in classes of groups that look alike, with what each state has."""

    def __init__(self, cells: Mapping[Here, Cell], hidden: frozenset[Place]) -> None:
        self.asked: dict[str, int] = defaultdict(int)
        self.places: dict[str, int] = defaultdict(int)
        classes: dict[Key, dict[Here, Cell]] = defaultdict(dict)
        for (state, key), cell in cells.items():
            self.asked[state] += cell.count
            self.places[state] += cell.ceiling or 0
            alike = tuple("" if place in hidden else place[1] for place in enumerate(key))
            classes[alike][state, key] = cell
        self.classes = list(classes.values())

    def is_open(self, inside: Inside, shown: Mapping[str, Band], needed: int) -> bool:
        """Whether the number inside could change by so much, at least, with nothing shown changing."""
        out = self._moved(inside, lambda here: not inside(here), shown)
        return out >= needed or out + self._moved(lambda here: not inside(here), inside, shown) >= needed

    def _moved(self, giving: Inside, taking: Inside, shown: Mapping[str, Band]) -> int:
        """How many that asked can be moved from where they are to there, class by class."""
        room = _Room(self.asked, shown)
        return sum(room.move(members, giving, taking) for members in self.classes)


def _bands(table: _Table) -> dict[str, Band]:
    """Each state's quarter, with the fewest and the most departments that could have asked in it."""
    return {state: _band(table.asked[state], n) for state, n in table.places.items() if state != ELSEWHERE and n}


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


class _Room:
    """How many more each state could give away or take before it leaves its quarter."""

    def __init__(self, asked: Mapping[str, int], shown: Mapping[str, Band]) -> None:
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
