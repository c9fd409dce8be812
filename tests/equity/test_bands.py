"""The map of states: nobody with a linear program learns more of a state than its quarter."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from equity.bands import ELSEWHERE, judge
from equity.dimensions import DIMENSIONS
from equity.states import _everywhere
from equity.suppression import ALL, Cell, hide, margins_of, needed_width

THRESHOLD = 11


def invented(seed):
    """Some states with some combinations of groups, and Tribes and territories elsewhere."""
    rng = Random(seed)
    first, second, kinds = ([group for group, _ in dimension.groups] for dimension in DIMENSIONS)
    cells = {}
    for state in "ABCDEFGH"[: rng.randint(2, 8)]:
        willing = rng.choice((0.05, 0.3, 0.9))
        for _ in range(rng.randint(1, 5)):
            places = rng.choice((1, 5, 14, 30, 60))
            asked = sum(rng.random() < willing for _ in range(places))
            cells[state, (rng.choice(first), rng.choice(second), rng.choice(kinds[:2]))] = Cell(asked, places)
    for kind in kinds[2:]:
        places = rng.choice((0, 3, 5, 40))
        if places:
            cells[ELSEWHERE, ("not_classified", "not_classified", kind)] = Cell(rng.randint(0, places), places)
    return cells


class Reader:
    """Knows the roster, the margins that the overview shows, and the quarters of the map."""

    def __init__(self, cells, hidden, shown):
        self.here, self.cells = sorted(cells), cells
        margins = margins_of(_everywhere(cells))
        known = [(self.group(place), margin.count) for place, margin in margins.items() if place not in hidden]
        bands = [(self.state(state), band) for state, band in shown.items()]
        self.known = {
            "A_eq": np.array([row for row, _ in known]) if known else None,
            "b_eq": [count for _, count in known] or None,
            "A_ub": np.array([sign * row for row, _ in bands for sign in (1, -1)]) if bands else None,
            "b_ub": [limit for _, band in bands for limit in (band.most, -band.least)] or None,
            "bounds": [(0, cells[here].ceiling) for here in self.here],
        }

    def state(self, state):
        return np.array([float(here[0] == state) for here in self.here])

    def group(self, place):
        return np.array([float(place == ALL or here[1][place[0]] == place[1]) for here in self.here])

    def width(self, goal):
        low, high = (linprog(sign * goal, **self.known) for sign in (1, -1))
        assert low.status == high.status == 0
        return -high.fun - low.fun


@pytest.mark.parametrize("seed", range(40))
def test_a_state_could_be_any_of_enough_numbers(seed):
    cells = invented(seed)
    hidden = hide(_everywhere(cells), threshold=THRESHOLD)
    shown = judge(cells, hidden, threshold=THRESHOLD)
    reader, margins = Reader(cells, hidden, shown), margins_of(_everywhere(cells))

    for state, band in shown.items():
        asked = sum(cell.count for here, cell in cells.items() if here[0] == state)
        assert band.least <= asked <= band.most
        assert reader.width(reader.state(state)) >= THRESHOLD - 1e-6
    if shown:
        for place in hidden - {ALL}:
            assert reader.width(reader.group(place)) >= needed_width(margins[place], THRESHOLD) - 1e-6


def test_large_states_are_shown_by_quarter():
    rest = {
        (state, ("metro", "q1", "local")): Cell(count, 60) for state, count in zip("ABC", (4, 29, 55), strict=True)
    }

    shown = judge(rest, frozenset(), threshold=THRESHOLD)

    assert {state: band.quarter for state, band in shown.items()} == {"A": 3, "B": 2, "C": 0}


def test_a_small_state_is_not_shown():
    cells = {("A", ("metro", "q1", "local")): Cell(9, 40), ("B", ("metro", "q1", "local")): Cell(60, 90)}

    assert list(judge(cells, frozenset(), threshold=THRESHOLD)) == ["B"]
