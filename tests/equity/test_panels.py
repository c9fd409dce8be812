"""The panels of shares: what is hidden cannot be worked out, and page, file and API say the same."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from django.utils import timezone
from scipy.optimize import linprog

from equity.claims import CLAIMS, Measure
from equity.dimensions import DIMENSIONS
from equity.panels import PANELS, judge
from equity.suppression import ALL, Cell, Counted, margins_of, needed_width, without_zeros
from equity.tallies import ON_THE_ROSTER
from relationships.models import CheckIn
from tests import factories
from tests.equity.places import Asker, answered, make_departments

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
THRESHOLD = 11


def invented(seed: int, *, names: dict[str, str]) -> Counted:
    """A cross-table a count, small groups among large ones; each count a part of its whole."""
    rng = Random(seed)
    groups = [[group for group, _ in dimension.groups] for dimension in DIMENSIONS]
    keys = {tuple(rng.choice(choices) for choices in groups) for _ in range(rng.randint(4, 22))}
    cells: dict[str, dict] = {name: {} for name in names}
    for key in keys:
        size = rng.choice((2, 5, 14, 60, 200))
        for name, whole in names.items():
            most = cells[whole][key].count if whole else size
            cells[name][key] = Cell(most if not whole else rng.randint(0, most), most if whole else None)
    return Counted(cells, {name: whole for name, whole in names.items() if whole})


class Reader:
    """Somebody with a linear program and every margin that all pages of a panel show."""

    def __init__(self, counted: Counted, hidden):
        self.names, self.keys = list(counted.cells), sorted(next(iter(counted.cells.values())))
        self.counted, self.rows, self.sums = counted, [], []
        for name, cells in counted.cells.items():
            for place, margin in margins_of(cells).items():
                if place not in hidden[name]:
                    self.rows.append(self.of(name, place))
                    self.sums.append(margin.count)
        self.bounds = [
            (0, cell.count) if name == ON_THE_ROSTER else (0, None)
            for name in self.names
            for cell in (counted.cells[name][key] for key in self.keys)
        ]

    def of(self, name, place):
        row = np.zeros(len(self.names) * len(self.keys))
        start = self.names.index(name) * len(self.keys)
        for index, key in enumerate(self.keys):
            row[start + index] = float(place == ALL or key[place[0]] == place[1])
        return row

    def parts(self):
        """A part is never more than its whole, in no combination of groups."""
        size, rows = len(self.keys), []
        for part, whole in self.counted.whole_of.items():
            for index in range(size):
                row = np.zeros(len(self.names) * size)
                row[self.names.index(part) * size + index] = 1
                row[self.names.index(whole) * size + index] = -1
                rows.append(row)
        return np.array(rows)

    def range_of(self, name, place):
        parts = self.parts()
        known = {"A_eq": np.array(self.rows), "b_eq": self.sums, "A_ub": parts, "b_ub": np.zeros(len(parts))}
        goal = self.of(name, place)
        low, high = (linprog(sign * goal, bounds=self.bounds, **known) for sign in (1, -1))
        assert low.status == 0
        return low.fun, -high.fun if high.status == 0 else float("inf")


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.parametrize(
    "names",
    [
        {"asked": "", "answered": "asked", "said": "answered", "useful": "said"},
        {"agreed": "", "involved": "agreed", "led": "agreed"},
    ],
)
def test_nobody_can_work_out_a_hidden_count_of_a_panel(names, seed):
    counted = invented(seed, names=names)
    hidden = judge(counted, threshold=THRESHOLD)
    reader = Reader(counted, hidden)

    for name, cells in counted.cells.items():
        still_open = margins_of(without_zeros(cells, hidden=hidden[name]))
        for place, margin in margins_of(cells).items():
            if place not in hidden[name]:
                assert not margin.is_small(THRESHOLD)
                continue
            low, high = reader.range_of(name, place)
            assert low - 1e-6 <= margin.count <= high + 1e-6
            if place in still_open:
                assert high - low >= needed_width(still_open[place], THRESHOLD) - 1e-6, (name, place, low, high)


@pytest.fixture
def helped(network):
    """Metro: 60 of 80 answered, 48 useful. Rural: 30 of 60 answered, 12 useful."""
    asker = Asker()
    answered(asker, make_departments(20, **METRO), useful=48, not_useful=12, silent=20)
    answered(asker, make_departments(20, **RURAL), useful=12, not_useful=18, silent=30)
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(f"/north/{path}")


@pytest.fixture
def get_api(administrator, sign_in):
    client = sign_in(administrator)
    return lambda query: client.get(f"/api/v1/north/equity/?{query}").json()


def charts_of(html: str) -> dict:
    scripts = re.findall(r'<script type="application/json">(.*?)</script>', html)
    return {chart["id"]: chart for chart in map(json.loads, scripts) if "id" in chart}


def test_quality_counts_answers_over_those_asked(helped, get):
    charts = charts_of(get("equity/quality/").content.decode())

    assert charts["answered"]["table_rows"][0] == ["Metro", "80", "60", "75%", "65–83%"]
    assert charts["answered"]["table_rows"][2] == ["Rural, remote", "60", "30", "50%", "38–62%"]
    assert charts["useful"]["table_rows"][0] == ["Metro", "60", "48", "80%", "68–88%"]
    assert charts["useful"]["table_rows"][2] == ["Rural, remote", "30", "12", "40%", "25–58%"]
    assert charts["useful"]["sentence"].startswith(
        "40% of answers by rural health departments found it useful (12 of 30; 95% interval 25–58%), against 80% by "
        "metro health departments: 40 points less"
    )


def test_page_file_and_api_say_the_same(helped, get, get_api):
    chart = charts_of(get("equity/quality/").content.decode())["useful"]
    lines = list(csv.reader(io.StringIO(get("equity/quality/table.csv").content.decode())))
    api = {row["group_label"]: row for row in get_api("panel=quality")["rows"] if row["measure"] == "useful"}

    for row in chart["table_rows"]:
        line = next(line for line in lines if line[2] == row[0] and line[3] == CLAIMS[Measure.USEFUL].title)
        assert line[4:6] == [row[1], row[2]]
        assert (api[row[0]]["n"], api[row[0]]["count"]) == (int(row[1]), int(row[2]))


def test_the_workbook_holds_the_numbers_of_the_page_and_their_definitions(helped, get):
    answer = get("equity/quality/table.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="equity-quality-rural-urban-12-months.xlsx"'

    with zipfile.ZipFile(io.BytesIO(answer.content)) as parts:
        words = html.unescape(parts.read("xl/sharedStrings.xml").decode())
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()

    assert CLAIMS[Measure.USEFUL].counted in words
    assert "<v>48</v>" in sheet
    assert "<f>" not in sheet


def test_check_ins_that_can_still_be_answered_do_not_count(network, get):
    asker = Asker()
    answered(asker, make_departments(20, **METRO), useful=30, not_useful=20, silent=20)
    CheckIn.objects.update(closes_at=timezone.now() + timedelta(days=1))

    page = get("equity/quality/").content.decode()

    assert "Nothing to count in this period" in page


def test_small_counts_are_hidden_on_page_file_and_api(network, get, get_api):
    asker = Asker()
    answered(asker, make_departments(20, **METRO), useful=48, not_useful=12, silent=20)
    answered(asker, make_departments(5, **RURAL), useful=4, not_useful=3, silent=2)

    chart = charts_of(get("equity/quality/").content.decode())["useful"]
    api = [row for row in get_api("panel=quality")["rows"] if row["group"] == "rural_remote"]

    assert [row[1:] for row in chart["table_rows"] if row[0] == "Rural, remote"] == [["Hidden"] * 4]
    assert {(row["n"], row["count"], row["value"]) for row in api} == {(None, None, None)}


@pytest.mark.parametrize("key", list(PANELS))
@pytest.mark.parametrize("by", [dimension.field for dimension in DIMENSIONS])
def test_each_panel_answers_when_there_is_nothing(network, get, key, by):
    assert get(f"equity/{key}/?by={by}").status_code == 200
    assert get(f"equity/{key}/table.csv?by={by}").status_code == 200


@pytest.mark.parametrize("path", ["equity/silent/", "equity/definitions/", "equity/depth/", "equity/voice/"])
def test_the_analyst_sees_each_page_and_no_named_department(helped, sign_in, path):
    page = sign_in(factories.make_member("analyst")).get(f"/north/{path}").content.decode()

    assert "/north/organizations/" not in page
    assert "Place " not in page


def test_silence_is_news_where_places_like_it_ask(network, get):
    asker, departments = Asker(), make_departments(10, **METRO)
    asker.save(*(asker.ask(department) for department in departments[:9] for _ in range(5)))
    make_departments(10, **RURAL)

    page = get("equity/silent/").content.decode()

    assert "11 of 20 health departments have not asked" in page
    assert page.count("Plan a call") == 1
    assert departments[9].name in page
    assert "4.5" in page


def test_every_measure_is_defined(network, get):
    page = get("equity/definitions/").content.decode()

    for measure, claim in CLAIMS.items():
        assert f'id="{measure.value}"' in page
        assert claim.title in page


@pytest.mark.parametrize("key", list(PANELS))
def test_a_panel_asks_as_often_for_much_as_for_little(helped, get, key, django_assert_max_num_queries):
    get(f"equity/{key}/")
    with django_assert_max_num_queries(30) as few:
        get(f"equity/{key}/")
    answered(Asker(), make_departments(30, **RURAL), useful=20, not_useful=20, silent=20)

    with django_assert_max_num_queries(len(few)) as many:
        get(f"equity/{key}/")

    assert len(many) == len(few)


def test_an_unknown_panel_is_refused_with_the_choices(network, get_api):
    assert "overview, speed, reach, depth, return, quality, voice" in get_api("panel=luck")["errors"]["panel"][0]
