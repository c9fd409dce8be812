"""Somebody with a linear program and everything that the page, in all its dimensions, shows.

They also know the roster: how many organizations are in every combination of groups, which
nobody keeps secret, and hence which combinations can have requests at all.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.optimize import linprog

from equity.claims import Measure
from equity.dimensions import DIMENSIONS
from equity.report import EVERYBODY, Report
from equity.suppression import ALL, Key, Place

Range = tuple[float, float]


class Attacker:
    """Unknown for each combination of groups: organizations that asked, replies due, replies in time."""

    def __init__(self, roster: Mapping[Key, int], possible: set[Key]) -> None:
        self.keys = sorted(set(roster) | possible)
        self.roster = np.array([roster.get(key, 0) for key in self.keys], dtype=float)
        self.size = len(self.keys)
        self.rows: list[np.ndarray] = []
        self.sums: list[float] = []

    def unknowns(self, block: int, place: Place) -> np.ndarray:
        members = [1.0 if place == ALL or key[place[0]] == place[1] else 0.0 for key in self.keys]
        row = np.zeros(3 * self.size)
        row[block * self.size : (block + 1) * self.size] = members
        return row

    def learn(self, block: int, place: Place, count: float | None) -> None:
        if count is not None:
            self.rows.append(self.unknowns(block, place))
            self.sums.append(count)

    def range_of(self, block: int, place: Place) -> Range:
        """Between what and what a count must lie. A reply in time is a reply due."""
        eye, none = np.eye(self.size), np.zeros((self.size, self.size))
        limits = [(0, most) for most in self.roster] + [(0, None)] * (2 * self.size)
        known = {
            "A_eq": np.array(self.rows) if self.rows else None,
            "b_eq": self.sums or None,
            "A_ub": np.hstack([none, -eye, eye]),
            "b_ub": np.zeros(self.size),
            "bounds": limits,
        }
        goal = self.unknowns(block, place)
        low, high = linprog(goal, **known), linprog(-goal, **known)
        assert low.status == 0
        return low.fun, -high.fun if high.status == 0 else float("inf")


def read(attacker: Attacker, reports: list[Report]) -> None:
    """Learn every number of every table."""
    for report in reports:
        for row in (*report.rows, report.everybody):
            place = ALL if row.group == EVERYBODY else (DIMENSIONS.index(report.dimension), row.group)
            for block, estimate, count in blocks(row):
                attacker.learn(block, place, count(estimate))


def blocks(row):
    """What the tables say about a group, with where the attacker keeps it."""
    return (
        (0, row.of(Measure.REACH), lambda shown: shown.count),
        (1, row.of(Measure.TARGET), lambda shown: shown.n),
        (1, row.of(Measure.WAIT), lambda shown: shown.n),
        (2, row.of(Measure.TARGET), lambda shown: shown.count),
    )
