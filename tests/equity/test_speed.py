"""The speed panel: what it counts is what the overview counts, and nothing hidden can be worked out."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import numpy as np
import pytest
from django.utils import timezone

from equity import queries
from equity.chosen import KEYS
from equity.dimensions import DIMENSIONS, RURAL_URBAN
from equity.periods import PeriodChoice, period_of
from equity.speed import counts
from equity.speed.counts import Day
from equity.speed.curves import coarse, level
from equity.speed.panel import build, hide_open
from equity.speed.strip import strip
from equity.statistics import Spell
from equity.suppression import Cell, decide, margins_of, needed_width, without_zeros
from equity.tallies import Counted
from tests import factories
from tests.equity.places import Asker, fill, make_departments
from tests.equity.test_panels import Reader, charts_of, invented

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
TRIBAL = {"jurisdiction_type": "tribal", "rural_urban": "not_classified", "vulnerability": "not_classified"}
THRESHOLD = 11


def now(network):
    return period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)


@pytest.fixture
def busy(network):
    """Metro: 60 due, 40 in time, 20 late. Rural: 60 due, 20 in time, 15 late, 25 still open."""
    asker = Asker()
    fill(asker, departments=45, asked=30, in_time=40, late=20, **METRO)
    rural = make_departments(30, **RURAL)
    waits = [5.0] * 20 + [60.0] * 15 + [None] * 25
    asker.save(*(asker.ask(rural[index % 30], replied_after=wait) for index, wait in enumerate(waits)))
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path="": client.get(f"/north/equity/{path}")


def test_it_counts_the_same_requests_as_the_overview(busy):
    asker, place = Asker(), make_departments(1, **METRO)[0]
    tribe = make_departments(1, **TRIBAL)[0]
    type(tribe).objects.filter(pk=tribe.pk).update(counts_in_equity=False)
    sent = timezone.now() - timedelta(days=9)
    asker.save(
        asker.ask(place, replied_after=None, sent=timezone.now()),
        asker.ask(place, replied_after=None, sent=sent, status="on_hold", held_since=sent, held_from="submitted"),
        asker.ask(place, replied_after=None, sent=sent, status="withdrawn", ended_at=sent + timedelta(hours=2)),
        asker.ask(place, replied_after=None, sent=sent, status="withdrawn", ended_at=sent + timedelta(days=2)),
        asker.ask(place, replied_after=None, sent=sent, status="draft"),
        asker.ask(tribe, replied_after=None, sent=sent),
    )
    period = now(busy)

    replies, found = queries.replies(period), counts.still_open(period)
    days, rest = counts.by_day(period)

    assert {key: cell.ceiling for key, cell in found.items()} == {
        key: due.count - replies.within[key].count for key, due in replies.due.items()
    }
    assert sum(cell.count for cell in found.values()) == 25
    everything = [day for _, day in days] + [rest]
    assert sum(day.due for day in everything) == sum(cell.count for cell in replies.due.values()) == 121
    assert sum(day.within for day in everything) == sum(cell.count for cell in replies.within.values()) == 60


class SpeedReader(Reader):
    """Knows besides that what is in time and what is still open are parts of what was due, and never the same."""

    def parts(self):
        size = len(self.keys)
        rows = np.zeros((size, 3 * size))
        for index in range(size):
            for name, sign in (("due", -1), ("within", 1), ("open", 1)):
                rows[index, self.names.index(name) * size + index] = sign
        return rows


@pytest.mark.parametrize("seed", range(20))
def test_nobody_can_work_out_a_hidden_count(seed):
    counted = invented(seed, names={"due": "", "missed": "due", "open": "missed"})
    due, missed, still = (counted.cells[name] for name in ("due", "missed", "open"))
    within = {key: Cell(due[key].count - cell.count, due[key].count) for key, cell in missed.items()}
    verdict = decide(reached={}, due=due, within=within, threshold=THRESHOLD)
    hidden = {"due": verdict.due, "within": verdict.within, "open": hide_open(still, verdict)}
    reader = SpeedReader(Counted({"due": due, "within": within, "open": still}, {}), hidden)

    for name, cells in reader.counted.cells.items():
        left = margins_of(without_zeros(cells, hidden=hidden[name]))
        for place, margin in margins_of(cells).items():
            if place not in hidden[name]:
                assert not margin.is_small(THRESHOLD)
                continue
            low, high = reader.range_of(name, place)
            assert low - 1e-6 <= margin.count <= high + 1e-6
            if place in left:
                assert high - low >= needed_width(left[place], THRESHOLD) - 1e-6, (name, place, low, high)


@pytest.mark.parametrize("seed", range(30))
def test_no_step_of_a_curve_stands_for_few(seed):
    rng = Random(seed)
    waits = {float(hour): Spell(rng.randint(0, 9), rng.randint(0, 2)) for hour in rng.sample(range(600), 60)}
    total = sum(spell.replied + spell.unwatched for spell in waits.values())

    before, seen = 0, 0
    for day, share in coarse(waits, fewest=THRESHOLD):
        seen = sum(spell.replied for time, spell in waits.items() if time <= 24 * day)
        assert seen - before >= THRESHOLD
        assert total - seen == 0 or total - seen >= THRESHOLD
        assert 0 <= share <= 1
        before = seen


@pytest.mark.parametrize("seed", range(30))
def test_those_no_longer_watched_are_not_left_waiting_and_bring_no_step(seed):
    rng = Random(seed)
    waits = {float(hour): Spell(rng.randint(0, 9), rng.randint(0, 9)) for hour in rng.sample(range(600), 60)}
    bare = {time: Spell(spell.replied) for time, spell in waits.items()}
    without = {**bare, 9_999.0: Spell(0, sum(spell.unwatched for spell in waits.values()))}

    points = coarse(waits, fewest=THRESHOLD)

    assert {day for day, _ in points} <= {day for day, _ in coarse(without, fewest=THRESHOLD)}
    for day, _ in points:
        over = [spell for time, spell in waits.items() if time > 24 * day]
        assert sum(spell.replied + spell.unwatched for spell in over) >= THRESHOLD


def test_a_line_ends_where_few_are_still_watched():
    waits = {5.0: Spell(20), 20.0: Spell(0, 30), 30.0: Spell(12), 200.0: Spell(0, 5)}

    assert [day for day, _ in coarse(waits, fewest=THRESHOLD)] == [1]


def test_the_drawn_steps_lie_on_the_curve():
    waits = {5.0: Spell(20), 30.0: Spell(20), 60.0: Spell(3), 200.0: Spell(0, 17)}

    points = coarse(waits, fewest=THRESHOLD)

    assert points == [(1, pytest.approx(40 / 60)), (2, pytest.approx(20 / 60))]
    assert [level(points, day) for day in (0, 1, 2, 3)] == [1.0, pytest.approx(2 / 3), pytest.approx(1 / 3), None]


def made_days(due: list[int], within: list[int]) -> list[tuple[date, Day]]:
    return [
        (date(2026, 11, 1) + timedelta(days=n), Day(*pair)) for n, pair in enumerate(zip(due, within, strict=True))
    ]


@pytest.mark.parametrize(
    ("due", "within", "rest", "stretches"),
    [
        ([40] * 30, [20] * 30, Day(100, 50), 30),
        ([0, 40] * 15, [0, 20] * 15, Day(100, 50), 30),
        ([8] * 30, [4] * 30, Day(100, 50), 6),
        ([3] * 30, [2] * 30, Day(100, 50), 1),
        ([3] * 30, [2] * 30, Day(5, 0), 0),
        ([1] * 30, [1] * 30, Day(100, 50), 1),
        ([1] * 30, [1] * 29 + [0], Day(100, 50), 0),
    ],
)
def test_the_strip_is_as_fine_as_the_gate_allows(due, within, rest, stretches):
    assert len(strip(made_days(due, within), rest, threshold=THRESHOLD)) == stretches


def test_the_page_shows_medians_shares_curves_and_the_last_days(busy, get):
    html = get("speed/").content.decode()
    charts = charts_of(html)

    assert charts["open"]["table_rows"][2] == ["Rural, remote", "60", "25", "42%", "30–54%"]
    assert charts["open"]["table_rows"][0][1:3] == ["60", "0"]
    assert [row["gap"] for row in charts["open"]["rows"]] == [False, True, True, False]
    assert "How long people wait" in html
    assert "Still waiting for a person after one day: 33% of “Metro” and 67% of “Rural, remote”." in html
    assert "The last 30 days" in html


def test_small_groups_have_neither_curve_nor_share(busy, get):
    fill(Asker(), departments=20, asked=7, in_time=7, **TRIBAL)

    found = build(busy, period=now(busy), dimension=DIMENSIONS[2])

    tribal = next(row for row in found.report.rows if row.group == "tribal")
    assert all(tribal.of(measure).hidden for measure in found.report.measures)
    assert "tribal" not in found.curves
    assert "7 of 7" not in get("speed/?by=jurisdiction_type").content.decode()


@pytest.mark.parametrize("by", [dimension.field for dimension in DIMENSIONS])
@pytest.mark.parametrize(
    "path", ["speed/", "speed/table.csv", "speed/table.xlsx", "pictures/curves.svg", "pictures/open.svg"]
)
def test_everything_answers_when_there_is_nothing(network, get, path, by):
    assert get(f"{path}?by={by}").status_code == 200


def test_pictures_files_and_api_hold_what_the_page_holds(busy, get, administrator, sign_in):
    api = sign_in(administrator).get("/api/v1/north/equity/?panel=speed").json()
    row = next(one for one in api["rows"] if one["measure"] == "open" and one["group"] == "rural_remote")

    assert (row["n"], row["count"]) == (60, 25)
    assert '"Rural, remote",Who still waits,60,25,41.7' in get("speed/table.csv").content.decode()
    assert "Rural, remote: 42% (25 of 60; 95% interval 30–54%)." in get("pictures/open.svg").content.decode()
    assert "67% after 1 day" in get("pictures/curves.svg").content.decode()
    assert get("pictures/strip.svg").status_code == 200
    assert get("pictures/strip.svg?period=year-before").status_code == 404
    assert "speed" in KEYS


def test_the_page_asks_as_often_for_much_as_for_little(network, get, django_assert_max_num_queries):
    fill(Asker(), departments=1, asked=1, in_time=1, **METRO)
    get("speed/")
    with django_assert_max_num_queries(30) as few:
        get("speed/")
    fill(Asker(), departments=60, asked=50, in_time=90, late=40, **RURAL)

    with django_assert_max_num_queries(len(few)) as many:
        get("speed/")

    assert len(many) == len(few)


def test_other_roles_may_not_see_it(network, sign_in):
    assert sign_in(factories.make_member("provider")).get("/north/equity/speed/").status_code == 403
    assert RURAL_URBAN.index == 0
