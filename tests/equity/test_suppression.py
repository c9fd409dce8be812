from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from equity import report as reports
from equity.claims import Measure
from equity.dimensions import DIMENSIONS
from equity.measures import Estimate, reach
from equity.periods import PeriodChoice, period_of
from equity.queries import Replies
from equity.statistics import Spell
from equity.suppression import ALL, Cell, decide, gate, hide, margins_of, needed_width, without_zeros
from tests.equity.attacker import Attacker, read
from tta_portal.tenancy.models import Network

SHARED = Path(__file__).parents[3] / "shared" / "equity-reference" / "expected" / "suppression.json"


def one_way(*counts: int) -> dict:
    return {(f"g{index}",): Cell(count) for index, count in enumerate(counts)}


def groups(hidden) -> list[str]:
    return sorted(group for _, group in hidden)


def test_a_small_count_takes_the_smallest_other_with_it():
    assert groups(hide(one_way(4, 23, 41, 88), threshold=11)) == ["g0", "g1"]


def test_two_small_counts_whose_sum_gives_them_away_take_a_third_with_them():
    assert groups(hide(one_way(3, 5, 41, 88), threshold=11)) == ["g0", "g1", "g2"]


def test_zeros_are_shown_and_need_no_company():
    assert hide(one_way(0, 23, 41, 88), threshold=11) == frozenset()
    assert "g0" not in groups(hide(one_way(0, 4, 41, 88), threshold=11))


def test_a_small_rest_is_hidden_like_a_small_count():
    cells = {("most",): Cell(37, 40), ("half",): Cell(20, 40), ("few",): Cell(12, 30)}

    assert "most" in groups(hide(cells, threshold=11))


def test_all_of_a_group_is_shown():
    assert hide({("all",): Cell(40, 40), ("half",): Cell(20, 40)}, threshold=11) == frozenset()


def test_a_small_total_hides_everything_but_zeros():
    assert hide(one_way(0, 4, 3), threshold=11) == {ALL, (0, "g1"), (0, "g2")}


def test_another_dimension_that_shows_the_same_places_does_not_give_a_hidden_group_away():
    """Tribes alone are not classified: showing "not classified" would show the hidden Tribes."""
    cells = {
        ("tribal", "not_classified"): Cell(5),
        ("local", "metro"): Cell(50),
        ("local", "rural"): Cell(40),
    }

    hidden = hide(cells, threshold=11)

    assert {(0, "tribal"), (0, "local"), (1, "not_classified")} <= hidden
    assert len(hidden) == 4


def test_whatever_hides_a_denominator_hides_its_share():
    cells = {("a",): Cell(5, 6), ("b",): Cell(20, 40), ("c",): Cell(30, 60)}

    assert (0, "a") in hide(cells, threshold=11, already={(0, "a")})


def test_a_hidden_share_hides_the_median_unless_there_are_many_requests():
    due = {("a",): Cell(30), ("b",): Cell(60)}
    within = {("a",): Cell(27, 30), ("b",): Cell(40, 60)}

    verdict = decide(reached={}, due=due, within=within, threshold=11)

    assert verdict.within == {(0, "a"), (0, "b")}
    assert [verdict.hides_wait((0, "a"), due=30), verdict.hides_wait((0, "b"), due=60)] == [True, False]


def test_gate_leaves_nothing_of_a_hidden_number():
    shown = reach(4, 30)

    assert gate(shown, is_hidden=False, hides_n=True) == shown
    assert gate(shown, is_hidden=True, hides_n=False) == Estimate(
        n=30, why="hidden, to protect small counts", hidden=True
    )
    assert gate(shown, is_hidden=True, hides_n=True).n is None


def test_the_shared_one_way_table_is_protected_with_as_few_cells_as_can_be():
    if not SHARED.exists():
        pytest.skip("The shared tables are not beside this clone.")
    table = next(table for table in json.loads(SHARED.read_text())["tables"] if table["id"] == "one_way")
    (counts,) = table["counts"]

    hidden = hide(one_way(*counts), threshold=table["threshold"])

    assert len(hidden) == table["fewest_cells_that_can_be_suppressed"]


def invented(seed: int):
    """Counts for every combination of groups that a roster could have, often small."""
    chance = random.Random(seed)
    scale = chance.choice([3, 10, 40, 150])
    reached, due, within, waits = {}, {}, {}, {}
    for kind, _ in DIMENSIONS[2].groups:
        classed = kind == "local"
        for rural, _ in DIMENSIONS[0].groups:
            for quartile, _ in DIMENSIONS[1].groups:
                unclassed = (rural == "not_classified") + (quartile == "not_classified")
                if (unclassed if classed else unclassed < 2) and chance.random() < 0.9:
                    continue
                key = (rural, quartile, kind)
                eligible = chance.randint(1, scale if classed else 60)
                asked = chance.choice([0, eligible, round(eligible * chance.random() ** 3)])
                n = chance.choice([0, 0, asked, 2 * asked, chance.randint(0, scale)])
                reached[key] = Cell(asked, eligible)
                if n:
                    due[key] = Cell(n)
                    within[key] = Cell(chance.choice([n, n - 1, chance.randint(0, n)]), n)
    for key, cell in due.items():
        for group in key:
            spells = waits.setdefault(group, {})
            spells[9.0] = Spell(replied=spells.get(9.0, Spell()).replied + cell.count)
    return reached, Replies(due=due, within=within), waits


@pytest.mark.parametrize("seed", range(30))
def test_nobody_can_work_out_a_hidden_count_from_all_that_is_shown(seed, monkeypatch):
    reached, replies, waits = invented(seed)
    monkeypatch.setattr(reports.queries, "reached", lambda period: reached)
    monkeypatch.setattr(reports, "cover_of", lambda *_: None)
    monkeypatch.setattr(reports.queries, "replies", lambda period, cover: replies)
    monkeypatch.setattr(reports.queries, "waits", lambda period, by, cover: waits)
    network, period = Network(suppression_threshold=11), period_of(PeriodChoice.LAST_YEAR, zone="UTC")
    pages = [reports.build(network, period=period, dimension=dimension) for dimension in DIMENSIONS]

    attacker = Attacker({key: cell.ceiling for key, cell in reached.items()}, set(replies.due))
    read(attacker, pages)

    truth = [margins_of(cells) for cells in (reached, replies.due, replies.within)]
    verdict = decide(reached=reached, due=replies.due, within=replies.within, threshold=11)
    hidden = (verdict.reached, verdict.due, verdict.within)
    still_open = [
        margins_of(without_zeros(cells, hidden=places))
        for cells, places in zip((reached, replies.due, replies.within), hidden, strict=True)
    ]
    for index, page in enumerate(pages):
        for row in page.rows:
            reach, target = row.of(Measure.REACH), row.of(Measure.TARGET)
            shown = (reach.count, target.n, target.count)
            for block, (count, margins) in enumerate(zip(shown, truth, strict=True)):
                margin = margins.get((index, row.group))
                if margin is None or count is not None:
                    assert count is None or margin is None or count == margin.count
                    assert margin is None or not margin.is_small(11)
                    continue
                low, high = attacker.range_of(block, (index, row.group))
                needed = needed_width(still_open[block][index, row.group], 11)
                assert low <= margin.count <= high
                assert high - low >= needed - 1e-6, (page.dimension.field, row.group, block, low, high)
