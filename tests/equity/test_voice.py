"""The mix of levels on the voice panel: what is shown, what cannot be worked out, and the same numbers everywhere."""

from __future__ import annotations

import csv
import html
import io
import re
from datetime import timedelta
from random import Random

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from scipy.optimize import linprog

from equity import panels
from equity.dimensions import DIMENSIONS, RURAL_URBAN
from equity.panels import PANELS
from equity.panels import judge as judge_shares
from equity.periods import PeriodChoice, period_of
from equity.report import EVERYBODY, Row
from equity.suppression import ALL, Cell, Counted, margins_of, needed_width, without_zeros
from equity.tallies import plans_of
from equity.voice.levels import LEVELS, NOBODY, judge, mixes
from equity.voice.panel import KEY, build
from requests_app.models import Plan, PlanAgreement
from tests.equity.places import Asker, make_departments

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
THRESHOLD = 11
ORDER = list(LEVELS)
AT = {
    "agreed": ORDER, "involved": ORDER[3:], "collaborating": ORDER[4:], "empowered": ORDER[5:],
    "heard": ORDER[1:3], "consulted": ORDER[2:3],
}  # fmt: skip
"""The levels that each count takes together."""


def invented(seed: int) -> tuple[Counted, dict]:
    """Plans by level in small groups among large ones, some levels used often and some hardly."""
    rng = Random(seed)
    groups = [[group for group, _ in dimension.groups] for dimension in DIMENSIONS]
    keys = sorted({tuple(rng.choice(choices) for choices in groups) for _ in range(rng.randint(3, 18))})
    levels = {}
    for key in keys:
        size, likely = rng.choice((2, 6, 15, 60, 200)), [rng.choice((0, 1, 4, 12)) for _ in ORDER]
        drawn = rng.choices(ORDER, likely if any(likely) else None, k=size)
        levels[key] = {level: drawn.count(level) for level in ORDER}
    counts = {name: {key: sum(levels[key][one] for one in inside) for key in keys} for name, inside in AT.items()}
    counts["led"] = {key: rng.randint(0, counts["agreed"][key]) for key in keys}
    ceilings = {
        "agreed": dict.fromkeys(keys), "involved": counts["agreed"], "led": counts["agreed"],
        "collaborating": counts["involved"], "empowered": counts["collaborating"],
        "heard": {key: counts["agreed"][key] - counts["involved"][key] for key in keys},
        "consulted": counts["heard"],
    }  # fmt: skip
    cells = {name: {key: Cell(counts[name][key], most[key]) for key in keys} for name, most in ceilings.items()}
    return Counted(cells, {"involved": "agreed", "led": "agreed"}), levels


def rows_of(dimension):
    return (*(Row(group, str(label), {}) for group, label in dimension.groups), Row(EVERYBODY, "All", {}))


class Reader:
    """Somebody with a linear program and everything that the page shows in all dimensions."""

    def __init__(self, counted: Counted, verdict) -> None:
        self.keys = sorted(counted.cells["agreed"])
        self.rows, self.sums = [], []
        for dimension in DIMENSIONS:
            for mix in mixes(counted, verdict, rows_of(dimension), by=dimension.index):
                place = ALL if mix.group == EVERYBODY else (dimension.index, mix.group)
                if mix.n is not None:
                    self.learn(place, ORDER, mix.n)
                for share in mix.shares:
                    self.learn(place, share.levels, share.count)

    def learn(self, place, levels, count):
        row = self.of(place, levels)
        if row.any():
            self.rows.append(row)
            self.sums.append(count)
        else:
            assert not count

    def of(self, place, levels):
        return np.array(
            [float(level in levels and (place == ALL or key[place[0]] == place[1]))
             for key in self.keys for level in ORDER]
        )  # fmt: skip

    def range_of(self, place, levels):
        goal = self.of(place, levels)
        known = {"A_eq": np.array(self.rows), "b_eq": self.sums} if self.rows else {}
        low, high = (linprog(sign * goal, bounds=(0, None), **known) for sign in (1, -1))
        assert low.status == 0
        return low.fun, -high.fun if high.status == 0 else float("inf")


@pytest.mark.parametrize("seed", range(40))
def test_nobody_can_work_out_a_hidden_level(seed):
    counted, _levels = invented(seed)
    shares = judge_shares(plans_of(counted), threshold=THRESHOLD)
    verdict = judge(counted, shares, threshold=THRESHOLD)
    reader = Reader(counted, verdict)

    for name, levels in AT.items():
        cells = counted.cells[name]
        still_open = margins_of(without_zeros(cells, hidden=verdict[name]))
        for place, margin in margins_of(cells).items():
            if place not in verdict[name]:
                assert not margin.is_small(THRESHOLD)
                continue
            low, high = reader.range_of(place, levels)
            assert low - 1e-6 <= margin.count <= high + 1e-6
            if place in still_open:
                assert high - low >= needed_width(still_open[place], THRESHOLD) - 1e-6, (name, place, low, high)


@pytest.mark.parametrize("seed", range(40))
def test_no_small_count_of_a_level_is_shown_and_all_sum_to_the_plans(seed):
    counted, levels = invented(seed)
    verdict = judge(counted, judge_shares(plans_of(counted), threshold=THRESHOLD), threshold=THRESHOLD)

    for dimension in DIMENSIONS:
        for mix in mixes(counted, verdict, rows_of(dimension), by=dimension.index):
            inside = [key for key in levels if mix.group in (EVERYBODY, key[dimension.index])]
            if mix.shares:
                assert [level for share in mix.shares for level in share.levels] == ORDER
                assert (
                    sum(share.count for share in mix.shares)
                    == mix.n
                    == sum(sum(levels[key].values()) for key in inside)
                )
            for share in mix.shares:
                assert share.count == sum(levels[key][level] for key in inside for level in share.levels)
                assert share.count == 0 or share.count >= THRESHOLD


def agree(asker: Asker, departments, **levels: int) -> None:
    """So many plans at each level, agreed by both sides thirty days ago; nobody's voice is a plan without a level."""
    said = [level for level, number in levels.items() for _ in range(number)]
    asked = [asker.ask(departments[place % len(departments)]) for place in range(len(said))]
    asker.save(*asked)
    plans = Plan.objects.bulk_create(
        Plan(
            tta_request=one, version=1, goals="Cool rooms.", roles="You and we.", drafted_by=asker.requester,
            voice_level="" if level == NOBODY else level,
        )
        for one, level in zip(asked, said, strict=True)
    )  # fmt: skip
    PlanAgreement.objects.bulk_create(
        PlanAgreement(plan=plan, side=side, by=asker.requester, at=timezone.now() - timedelta(days=30))
        for plan in plans
        for side in ("recipient", "provider")
    )


@pytest.fixture
def heard(network):
    """Metro: 100 plans, at every level. Rural: 80, of which three consult and none empowers."""
    asker = Asker()
    agree(
        asker, make_departments(20, **METRO), nobody=20, inform=15, consult=15, involve=20, collaborate=15, empower=15
    )
    agree(asker, make_departments(20, **RURAL), nobody=30, inform=20, consult=3, involve=15, collaborate=12, empower=0)
    return network


def rows_on(page: str) -> list[list[str]]:
    table = re.findall(r"<table.*?</table>", page[page.index("How much of a say") :], re.DOTALL)[0]
    lines = re.findall(r"<tr>(.*?)</tr>", table, re.DOTALL)
    return [[html.unescape(cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line)] for line in lines]


def test_page_file_picture_and_api_show_the_same_levels(heard, administrator, sign_in):
    client = sign_in(administrator)

    page = client.get("/north/equity/voice/").content.decode()
    rows = {row[0]: row[1:] for row in rows_on(page)}

    # with 3 of 80 hidden among the rural ones, what metro would give away goes along
    assert rows["Metro"] == [
        "100",
        "20 (20%)",
        "with the next",
        "30 (30%) together",
        "20 (20%)",
        "15 (15%)",
        "15 (15%)",
    ]
    assert rows["Rural, remote"][:2] == ["80", "30 (38%)"]
    assert rows["Rural, remote"][2:4] == ["with the next", "23 (29%) together"]
    assert rows["All"] == ["180", "50 (28%)", "35 (19%)", "18 (10%)", "35 (19%)", "27 (15%)", "15 (8%)"]
    lines = list(csv.reader(io.StringIO(client.get("/north/equity/voice/table.csv").content.decode())))
    assert ["Told (inform) to asked (consult)", "80", "23", "28.8"] in [
        [line[3].removeprefix("How much of a say: "), *line[4:7]] for line in lines if line[2] == "Rural, remote"
    ]
    found = client.get("/api/v1/north/equity/?panel=voice").json()["levels"]
    (rural,) = (one for one in found if one["group"] == "rural_remote")
    assert {"levels": ["inform", "consult"], "count": 23} in rural["shares"]
    picture = client.get("/north/equity/pictures/levels.svg").content.decode()
    assert "Rural, remote: Nobody yet: 38%" in picture
    assert "Told (inform) to asked (consult): 29%" in picture
    assert "Told (inform) to asked (consult): 29%" in page
    assert client.get("/api/v1/north/equity/?panel=quality").json()["levels"] is None


def test_the_levels_cost_no_statement_more(heard):
    period = period_of(PeriodChoice.LAST_YEAR, zone=heard.time_zone, anew=True)

    with CaptureQueriesContext(connection) as without:
        panels.build(heard, PANELS[KEY], period=period, dimension=RURAL_URBAN)
    with CaptureQueriesContext(connection) as found:
        build(heard, period=period, dimension=RURAL_URBAN)

    assert len(found) == len(without)


def test_without_a_plan_there_is_no_empty_chart(network, administrator, sign_in):
    make_departments(3, **METRO)

    page = sign_in(administrator).get("/north/equity/voice/").content.decode()

    assert "Nothing to count in this period" in page
    assert "How much of a say" not in page
