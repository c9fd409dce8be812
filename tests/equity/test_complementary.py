"""Hiding counts in tables of two ways, checked by linear programming."""

from __future__ import annotations

import random

import pytest

from equity.complementary import CountTable, Pattern, possible_range, suppress


def test_a_small_count_takes_one_other_in_a_single_row():
    table = CountTable(((4, 23, 41, 88),), column_totals=False)

    assert suppress(table) == Pattern(frozenset({(0, 0), (0, 1)}))


def test_zeros_and_large_counts_are_shown():
    assert suppress(CountTable(((118, 0), (74, 23)))).hidden == frozenset()


def test_without_totals_only_small_counts_are_hidden():
    table = CountTable(((4, 23), (41, 9)), row_totals=False, column_totals=False, grand_total=False)

    assert suppress(table).mask(table) == ((True, False), (False, True))


def test_where_nothing_is_safe_the_totals_must_go():
    found = suppress(CountTable(((4, 3),), column_totals=False))

    assert (found.hidden, found.totals_shown) == (frozenset({(0, 0), (0, 1)}), False)
    assert found.why == "no pattern is safe beside these totals: withhold them too"


@pytest.mark.parametrize("counts", [(), ((),), ((1, 2), (3,))])
def test_a_table_that_is_none_is_refused(counts):
    assert suppress(CountTable(counts)).why == "not computable: the table is empty or not a rectangle"


def test_negative_counts_are_refused():
    assert suppress(CountTable(((12, -1),))).why == "not computable: a count is negative"


@pytest.mark.parametrize("seed", range(25))
def test_no_hidden_count_can_be_narrowed_below_the_threshold(seed):
    chance = random.Random(seed)
    rows, columns, scale = chance.randint(1, 5), chance.randint(2, 5), chance.choice([15, 60, 300])
    table = CountTable(
        tuple(tuple(round(scale * chance.random() ** 2) for _ in range(columns)) for _ in range(rows)),
        row_totals=chance.random() < 0.8, column_totals=chance.random() < 0.8, grand_total=chance.random() < 0.8,
    )  # fmt: skip

    found = suppress(table)

    assert {cell for cell in table.cells if 1 <= table.count(cell) < 11} <= found.hidden
    for cell in found.hidden:
        low, high = possible_range(table, found.hidden, cell)
        assert low - 1e-6 <= table.count(cell) <= high + 1e-6
        assert high - low >= 11 - 1e-6 or not found.totals_shown
