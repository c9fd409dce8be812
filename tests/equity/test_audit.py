"""Tables published month after month, attacked together with a linear program."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from scipy.optimize import linprog

from equity.releases.audit import Published, added, settle, too_narrow
from equity.suppression import ALL, Cell, hide, margins_of, needed_width

THRESHOLD = 11
KEYS = [("metro", "q1"), ("metro", "q4"), ("rural", "q1"), ("rural", "q4"), ("not_classified", "not_classified")]


def invented(seed, *, months, size):
    """A network's requests by month and cell; a group that nearly vanishes now and then."""
    rng = Random(seed)
    usual = {key: rng.choice((0.05, 0.3, 2, size)) for key in KEYS}
    return {
        month: {
            key: Cell(np.random.default_rng([seed, month, place]).poisson(usual[key]))
            for place, key in enumerate(KEYS)
        }
        for month in range(months)
    }


def judge(pieces, months, earlier, *, threshold):
    """One count alone, through the gate of one table; None if it cannot be published."""
    cells = added(pieces, months)

    def gate(also):
        return {"count": hide(cells, threshold=threshold, also=also.get("count", ()))}

    hidden = settle(gate, {"count": pieces}, months, {"count": earlier}, threshold=threshold)
    return None if hidden is None else hidden["count"]


class Attacker:
    """Somebody who kept every table."""

    def __init__(self, pieces, tables):
        self.names = [(month, key) for month in pieces for key in pieces[month]]
        self.rows, self.sums = [], []
        for table in tables:
            if table.says_nothing:
                continue
            margins = margins_of(added(pieces, table.months))
            for place, margin in margins.items():
                if place not in table.hidden:
                    self.rows.append(self.inside(table, place))
                    self.sums.append(margin.count)

    def inside(self, table, place):
        return [
            float(month in table.months and (place == ALL or key[place[0]] == place[1])) for month, key in self.names
        ]

    def range(self, table, place):
        wanted = np.array(self.inside(table, place))
        known = {"A_eq": np.array(self.rows), "b_eq": np.array(self.sums)} if self.rows else {}
        found = []
        for sign in (1, -1):
            solved = linprog(sign * wanted, bounds=(0, 5000), method="highs", **known)
            assert solved.status == 0
            found.append(sign * solved.fun)
        return found[1] - found[0]


def publish(pieces, *, months):
    """A table of the last twelve months, month after month, each judged beside those before."""
    tables = []
    for last in range(12, months + 1):
        span = frozenset(range(last - 12, last))
        hidden = judge(pieces, span, tables, threshold=THRESHOLD)
        if hidden is not None:
            tables.append(Published(span, hidden))
    return tables


@pytest.mark.parametrize("seed", range(12))
def test_nobody_who_keeps_every_table_pins_a_hidden_group_down(seed):
    pieces = invented(seed, months=18, size=(4, 20)[seed % 2])
    tables = publish(pieces, months=18)

    attacker = Attacker(pieces, tables)
    for table in tables:
        margins = margins_of(added(pieces, table.months))
        for place in table.hidden & margins.keys() - {ALL}:
            if margins[place].count:
                needed = needed_width(margins[place], THRESHOLD)
                assert attacker.range(table, place) >= min(needed, THRESHOLD) - 1e-6, (table, place)


def test_month_after_month_without_an_audit_gives_a_group_away():
    """What the audit is for: each table is safe alone, the two together are not."""
    steady = {
        ("metro", "q1"): Cell(20),
        ("metro", "q4"): Cell(20),
        ("rural", "q1"): Cell(20),
        ("rural", "q4"): Cell(0),
    }
    pieces = {month: dict(steady) for month in range(13)}
    for month in range(13):
        pieces[month]["rural", "q4"] = Cell(5 if month in (0, 12) else 0)
        pieces[month]["metro", "q4"] = Cell(0)
    first, second = frozenset(range(12)), frozenset(range(1, 13))
    alone = [Published(span, hide(added(pieces, span), threshold=THRESHOLD)) for span in (first, second)]
    assert all(table.hidden for table in alone)

    audited = judge(pieces, second, [alone[0]], threshold=THRESHOLD)

    assert audited >= alone[0].hidden
    assert not too_narrow(pieces, [alone[0], Published(second, audited)], threshold=THRESHOLD)


def test_what_was_hidden_stays_hidden_while_a_month_is_shared_and_no_longer():
    pieces = {
        month: {("metro", "q1"): Cell(50), ("rural", "q4"): Cell(9), ("rural", "q1"): Cell(30)} for month in range(26)
    }
    early = Published(frozenset(range(12)), frozenset({(0, "rural"), (0, "metro")}))

    near = judge(pieces, frozenset(range(1, 13)), [early], threshold=THRESHOLD)
    far = judge(pieces, frozenset(range(12, 24)), [early], threshold=THRESHOLD)

    assert {(0, "rural"), (0, "metro")} <= near
    assert far == frozenset()


def test_a_table_that_cannot_be_made_safe_is_refused():
    """One kind of place alone: whatever is hidden, the months themselves say it."""
    pieces = {month: {("rural", "q4"): Cell(3)} for month in range(13)}
    earlier = [Published(frozenset(range(12)), frozenset({(0, "rural")}))]

    assert judge(pieces, frozenset(range(1, 13)), earlier, threshold=THRESHOLD) is None
