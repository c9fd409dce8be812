"""The reach panel: counted by hand, the same on page, file and API, and nothing hidden can be worked out."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from django.utils import timezone
from scipy.optimize import linprog

from equity import reach_counts
from equity.counts import representation_ratio
from equity.dimensions import DIMENSIONS, RURAL_URBAN
from equity.evenness import dispersion, spread
from equity.periods import PeriodChoice, period_of
from equity.reach import build, judge
from equity.reach_counts import Asking
from equity.reach_findings import ratio, widened
from equity.suppression import ALL, Cell, decide, margins_of, needed_width, without_zeros
from tests.equity.places import Asker, fill, make_departments
from tests.equity.test_panels import charts_of
from tta_portal.directory.models import Organization

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
THRESHOLD = 11
PARTS = (("first", "asked"), ("asked", "requests"), ("due", "requests"))  # never more than


def invented(seed: int) -> Asking:
    rng = Random(seed)
    groups = [[group for group, _ in dimension.groups] for dimension in DIMENSIONS]
    keys = {tuple(rng.choice(choices) for choices in groups) for _ in range(rng.randint(4, 22))}
    cells: dict[str, dict] = {name: {} for name in ("asked", "first", "requests")}
    for key in sorted(keys):
        places = rng.choice((2, 5, 14, 60, 200))
        asked = rng.randint(0, rng.choice((3, places)) if places > 3 else places)
        requests = asked + (rng.choice((0, 2, 40)) if asked else 0)
        cells["asked"][key] = Cell(asked, places)
        cells["first"][key] = Cell(rng.randint(0, asked), asked)
        cells["requests"][key] = Cell(requests)
    return Asking(**cells, departments={}, residents={}, with_population={}, by_number=())


def replies_due(counted, seed):
    """Most requests have a reply that is due by now."""
    rng = Random(seed)
    return {key: Cell(max(0, cell.count - rng.choice((0, 0, 1, 3)))) for key, cell in counted.requests.items()}


class Reader:
    """Somebody with a linear program, the roster, and all that this page and the overview show in all dimensions."""

    def __init__(self, tables, hidden):
        self.names, self.keys = list(tables), sorted(tables["asked"])
        self.equal = [
            (self.of(name, place), margin.count)
            for name, cells in tables.items()
            for place, margin in margins_of(cells).items()
            if place not in hidden[name]
        ]
        self.bounds = [
            (0, tables["asked"][key].ceiling if name == "asked" else None) for name in self.names for key in self.keys
        ]
        self.below = [self.cell(a, key) - self.cell(b, key) for a, b in PARTS for key in self.keys]

    def cell(self, name, key):
        row = np.zeros(len(self.names) * len(self.keys))
        row[self.names.index(name) * len(self.keys) + self.keys.index(key)] = 1
        return row

    def of(self, name, place):
        return sum(self.cell(name, key) for key in self.keys if place == ALL or key[place[0]] == place[1])

    def range_of(self, name, place):
        rows, sums = zip(*self.equal, strict=True) if self.equal else ((), ())
        known = {"A_ub": np.array(self.below), "b_ub": np.zeros(len(self.below)), "bounds": self.bounds}
        known |= {"A_eq": np.array(rows), "b_eq": sums} if rows else {}
        goal = self.of(name, place)
        low, high = (linprog(sign * goal, **known) for sign in (1, -1))
        assert low.status == 0
        return low.fun, -high.fun if high.status == 0 else float("inf")


@pytest.mark.parametrize("seed", range(25))
def test_nobody_can_work_out_a_hidden_count(seed):
    """A range may be narrower than the threshold only where fewer than that could have asked at all."""
    counted = invented(seed)
    due = replies_due(counted, seed)
    hidden = judge(counted, due, threshold=THRESHOLD)
    overview = decide(reached=counted.asked, due=due, within={}, threshold=THRESHOLD)
    assert overview.reached == overview.due == hidden["asked"] == hidden["requests"]
    tables = {"asked": counted.asked, "first": counted.first, "requests": counted.requests, "due": due}
    hidden = {**hidden, "due": overview.due}
    reader = Reader(tables, hidden)
    could_ask = margins_of(without_zeros(counted.asked, hidden=hidden["asked"]))

    for name, cells in tables.items():
        still_open = margins_of(without_zeros(cells, hidden=hidden[name]))
        for place, margin in margins_of(cells).items():
            if place not in hidden[name]:
                assert not margin.is_small(THRESHOLD)
                continue
            low, high = reader.range_of(name, place)
            assert low - 1e-6 <= margin.count <= high + 1e-6
            if place in still_open and place in could_ask:
                needed = min(needed_width(still_open[place], THRESHOLD), could_ask[place].ceiling)
                assert high - low >= needed - 1e-6, (name, place, low, high)


@pytest.fixture
def period(network):
    return period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)


@pytest.fixture
def asked(network):
    """Metro: 60 departments of 1,000 people, 40 asked twice, 20 of them not new. Rural: 60 of 500, 20 asked once."""
    asker = Asker()
    metro = make_departments(60, **METRO, population=1000)
    rural = make_departments(60, **RURAL, population=500)
    asker.save(*(asker.ask(one) for one in metro[:40] for _ in range(2)), *(asker.ask(one) for one in rural[:20]))
    long_ago = timezone.now() - timedelta(days=800)
    asker.save(*(asker.ask(one, sent=long_ago) for one in metro[:20]))
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(f"/north/{path}")


def test_requests_are_compared_with_departments_and_with_residents(asked, get):
    charts = charts_of(get("equity/reach/").content.decode())

    rural = representation_ratio(20, 50)
    assert charts["represented"]["table_rows"][0] == ["Metro", "60", "80", "1.60", "1.27 to 1.99"]
    assert charts["represented"]["table_rows"][2] == [
        "Rural, remote", "60", "20", "0.40", f"{rural.lower:.2f} to {rural.upper:.2f}",
    ]  # fmt: skip
    assert charts["represented"]["table_rows"][-1] == ["All", "120", "100", "1.00", "by definition"]
    assert charts["represented_population"]["table_rows"][0][:4] == ["Metro", "60,000", "80", "1.20"]
    assert charts["represented_population"]["table_rows"][2][:4] == ["Rural, remote", "30,000", "20", "0.60"]
    assert charts["first_time"]["table_rows"][0][:3] == ["Metro", "40", "20"]
    assert charts["represented"]["sentence"].startswith(
        "Per department, rural health departments send 0.25 times as many requests (20 requests, 60 departments; "
        "80 and 60) as metro health departments: 95% interval 0.1"
    )


def test_the_curve_is_drawn_at_tenths(asked, get):
    chart = charts_of(get("equity/reach/").content.decode())["evenness"]

    assert chart["points"][:6] == [[0, 0], [10, 0], [20, 0], [30, 0], [40, 0], [50, 0]]
    assert chart["points"][-1] == [100, 100]
    assert "Gini index is 0.57" in chart["sentence"]


def test_page_file_and_api_say_the_same(asked, get, administrator, sign_in):
    chart = charts_of(get("equity/reach/").content.decode())["represented"]
    lines = list(csv.reader(io.StringIO(get("equity/reach/table.csv").content.decode())))
    answer = sign_in(administrator).get("/api/v1/north/equity/?panel=reach").json()
    api = {row["group_label"]: row for row in answer["rows"] if row["measure"] == "represented"}

    for row in chart["table_rows"]:
        line = next(line for line in lines if line[2:4] == [row[0], "Requests, by share of departments"])
        assert line[4:6] == [row[1], row[2]]
        assert (api[row[0]]["n"], api[row[0]]["count"]) == (int(row[1]), int(row[2]))
    curve = charts_of(get("equity/reach/").content.decode())["evenness"]
    assert answer["evenness"]["points"] == curve["points"]
    assert answer["evenness"]["gini"] == 0.57
    assert lines[-1][2:4] == ["100% that ask least", "How evenly requests are spread"]
    assert get("equity/reach/table.xlsx").status_code == 200


def test_small_counts_are_hidden_and_the_curve_with_them(network, get):
    asker, departments = Asker(), make_departments(40, **METRO)
    asker.save(*(asker.ask(one) for one in departments[:4]))

    page = get("equity/reach/").content.decode()
    charts = charts_of(page)

    assert charts["represented"]["table_rows"][0] == ["Metro", "40", "Hidden", "Hidden", "Hidden"]
    assert charts["represented"]["rows"][0]["value"] is None
    assert charts["evenness"]["points"] == []


def test_a_tribe_that_has_not_said_yes_is_left_out(network, period):
    asker = Asker()
    tribes = make_departments(3, jurisdiction_type="tribal")
    Organization.objects.filter(pk=tribes[0].pk).update(counts_in_equity=False)
    asker.save(*(asker.ask(one) for one in tribes))

    counted = reach_counts.asking(period)

    assert counted.departments[ALL] == 2
    assert margins_of(counted.requests)[ALL].count == 2


def test_a_group_whose_population_is_not_known_has_no_ratio(asked, get):
    make_departments(20, rural_urban="rural_adjacent")

    chart = charts_of(get("equity/reach/").content.decode())["represented_population"]

    assert chart["table_rows"][1][3] == "The population of 20 of 20 departments is not known"
    assert chart["table_rows"][0][3] == "1.20"
    assert "The population of 20 of 140 departments is not known" in chart["caption"]


def test_nobody_and_nothing_are_sentences(network, get):
    assert "Nothing to count in this period" in get("equity/reach/").content.decode()
    make_departments(12, **METRO)

    page = get("equity/reach/").content.decode()

    assert "No request in the period" in page


def test_it_asks_as_often_for_much_as_for_little(network, period, django_assert_num_queries):
    with django_assert_num_queries(10) as few:
        build(network, period=period, dimension=RURAL_URBAN)
    asker = Asker()
    asker.save(*(asker.ask(one) for one in make_departments(30, **RURAL)))

    with django_assert_num_queries(len(few)):
        build(network, period=period, dimension=RURAL_URBAN)


def test_one_that_asks_for_all_is_not_drawn():
    assert "one department alone" in spread(((0, 100), (1, 19), (90, 1)), threshold=11, is_hidden=False).why


def test_points_between_which_little_happens_are_left_out():
    found = spread(((0, 170), (1, 15), (2, 15)), threshold=11, is_hidden=False)

    assert [places for places, _ in found.points] == [0, 10, 20, 30, 40, 50, 60, 70, 80, 100]


@pytest.mark.parametrize(("counts", "clumps"), [((), 1.0), (((0, 5),), 1.0), (((0, 10), (20, 1)), 20.0)])
def test_requests_that_come_in_clumps_widen_the_test(counts, clumps):
    assert dispersion(counts) == pytest.approx(clumps)


def test_the_limits_of_a_ratio_hold_where_requests_come_in_clumps():
    """Fifty of 300 departments, requests variance three times the mean: Poisson limits hold in 77 %."""
    rng = np.random.default_rng(7)
    inside = narrow = 0
    for _ in range(400):
        sent = rng.negative_binomial(0.6, 0.6 / (0.6 + 1.4), 300)
        counts = tuple((int(times), int((sent == times).sum())) for times in np.unique(sent))
        found = ratio(int(sent[:50].sum()), 50, int(sent.sum()), 300, nobody="")
        wide = widened(found, dispersion(counts))
        inside += (wide.low or 0) <= 1 <= (wide.high or 0)
        narrow += (found.low or 0) <= 1 <= (found.high or 0)

    assert narrow / 400 < 0.85
    assert inside / 400 > 0.92


def test_all_together_are_one_by_definition_and_have_no_limits(network, administrator, sign_in):
    fill(Asker(), departments=60, asked=30, in_time=40, **METRO)

    rows = sign_in(administrator).get("/api/v1/north/equity/?panel=reach").json()["rows"]

    (everybody,) = (row for row in rows if row["measure"] == "represented" and row["group"] == "")
    assert (everybody["value"], everybody["low"], everybody["high"]) == (1.0, None, None)
