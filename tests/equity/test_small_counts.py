"""Small counts, for administrators alone: shown, and hatched where they rest on too little."""

from __future__ import annotations

import csv
import io

import pytest

from equity.claims import Measure
from equity.measures import Estimate, median_wait, share
from equity.reliability import WORDS, is_weak
from tests import factories
from tests.equity.places import Asker, fill
from tests.equity.test_panels import charts_of


@pytest.fixture
def helped(network):
    """Metro: 50 of 60 replies in time. Rural: 4 of 6, by two of three departments."""
    asker = Asker()
    fill(asker, departments=40, asked=30, in_time=50, late=10, rural_urban="metro", vulnerability="q1")
    fill(asker, departments=3, asked=2, in_time=4, late=2, rural_urban="rural_remote", vulnerability="q4")
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(f"/north/equity/{path}")


def test_an_administrator_may_see_small_counts(helped, get):
    hidden, shown = (charts_of(get(query).content.decode()) for query in ("", "?small=1"))

    assert hidden["target"]["table_rows"][2] == ["Rural, remote", *["Hidden"] * 4]
    assert shown["target"]["table_rows"][2] == ["Rural, remote", "6", "4", "67%", f"30–90%; {WORDS}"]
    assert shown["target"]["rows"][2]["weak"]
    assert shown["target"]["rows"][2]["text"] == f"67% (4 of 6; 95% interval 30–90%); {WORDS}"
    assert shown["target"]["table_rows"][0] == ["Metro", "60", "50", "83%", "72–91%"]
    assert "weak" not in shown["target"]["rows"][0]


def test_the_page_says_that_it_is_not_to_be_passed_on(helped, get):
    page = get("?small=1").content.decode()

    assert "Small counts are shown: for administrators, not to be passed on." in page
    assert "Counts from 1 to" not in page
    assert "?by=rural_urban&amp;period=last_year&amp;small=1" in page or "small=1" in page
    assert 'aria-current="true">With small counts' in page


@pytest.mark.parametrize("panel", ["", "speed/", "reach/", "depth/", "return/", "quality/", "voice/"])
def test_every_panel_can_show_them(helped, get, panel):
    page = get(f"{panel}?small=1")

    assert page.status_code == 200
    assert "hidden, to protect small counts" not in page.content.decode().lower()


def test_the_file_says_so_in_name_and_note(helped, get):
    answer = get("table.csv?small=1")

    assert "with-small-counts.csv" in answer["Content-Disposition"]
    lines = [line for line in csv.reader(io.StringIO(answer.content.decode())) if line[2] == "Rural, remote"]
    assert ["6", "4", "66.7", "30.0", "90.3", "%", WORDS] in [line[4:] for line in lines]


def test_the_picture_is_hatched(helped, get):
    shown, usual = get("pictures/target.svg?small=1"), get("pictures/target.svg")

    assert "with-small-counts.svg" in shown["Content-Disposition"]
    assert WORDS in shown.content.decode()
    assert WORDS not in usual.content.decode()
    assert shown.content.decode().count('stroke-dasharray="3 2"') >= 1


def test_the_program_gets_the_same(helped, administrator, sign_in):
    rows = sign_in(administrator).get("/api/v1/north/equity/?small=1").json()["rows"]

    (rural,) = (row for row in rows if row["measure"] == "target" and row["group"] == "rural_remote")
    assert (rural["n"], rural["count"], rural["unreliable"]) == (6, 4, True)


@pytest.mark.parametrize("role", ["analyst", "provider"])
@pytest.mark.parametrize(
    "path", ["", "speed/", "table.csv", "table.xlsx", "pictures/target.svg", "pictures/curves.svg"]
)
def test_nobody_else_does(helped, sign_in, role, path):
    client = sign_in(factories.make_member(role))

    assert client.get(f"/north/equity/{path}?small=1").status_code == 403
    assert client.get("/api/v1/north/equity/?small=1").status_code == 403
    assert "With small counts" not in client.get("/north/equity/").content.decode()


def test_tribes_that_have_not_said_yes_stay_out(network, get):
    asker = Asker()
    fill(asker, departments=40, asked=30, in_time=50, late=10, jurisdiction_type="local")
    fill(asker, departments=3, asked=2, in_time=4, late=2, jurisdiction_type="tribal")
    factories.Organization.objects.filter(jurisdiction__jurisdiction_type="tribal").update(counts_in_equity=False)

    rows = charts_of(get("?small=1&by=jurisdiction_type").content.decode())["target"]["table_rows"]

    assert next(row for row in rows if row[0] == "Tribal")[1] == "0"


@pytest.mark.parametrize(
    ("measure", "shown", "weak"),
    [
        (Measure.TARGET, share(15, 29, nobody=""), True),
        (Measure.TARGET, share(60, 120, nobody=""), False),
        (Measure.TARGET, share(3, 120, nobody=""), True),  # 2.5 %, limits 0.5 to 7.1 %
        (Measure.TARGET, share(0, 120, nobody=""), False),
        (Measure.TARGET, share(0, 0, nobody="nobody"), False),
        (Measure.WAIT, median_wait({}, n=0), False),
        (Measure.WAIT, Estimate(n=29, value=5.0), True),
        (Measure.WAIT, Estimate(n=30, value=5.0), False),
        (Measure.REPRESENTED, Estimate(n=500, value=0.5, count=9), True),
        (Measure.REPRESENTED, Estimate(n=5, value=0.5, count=10), False),
        (Measure.HOURS, Estimate(n=12, value=3.0), True),
    ],
)
def test_what_rests_on_too_little(measure, shown, weak):
    assert is_weak(measure, shown) is weak
