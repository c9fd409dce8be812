from __future__ import annotations

import csv
import io
import json
import re

import pytest

from equity.claims import Measure
from equity.dimensions import RURAL_URBAN
from equity.periods import PeriodChoice, period_of
from equity.report import build
from tests import factories
from tests.equity.places import Asker, fill
from tta_portal.spreadsheets import safe_cell

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}
TRIBAL = {"jurisdiction_type": "tribal", "rural_urban": "not_classified", "vulnerability": "not_classified"}


@pytest.fixture
def slow_for_rural(network):
    """Metro: 30 of 45 asked, 50 of 70 replies in time. Rural: 18 of 60 asked, 15 of 40 in time."""
    asker = Asker()
    fill(asker, departments=45, asked=30, in_time=50, late=20, **METRO)
    fill(asker, departments=60, asked=18, in_time=15, late=25, **RURAL)
    return network


@pytest.fixture
def page(administrator, sign_in):
    client = sign_in(administrator)

    def get(query: str = "", name: str = "") -> str:
        response = client.get(f"/north/equity/{name}{query}")
        assert response.status_code == 200
        return response.content.decode()

    return get


def charts_of(html: str) -> dict:
    scripts = re.findall(r'<script type="application/json">(.*?)</script>', html)
    return {chart["id"]: chart for chart in map(json.loads, scripts)}


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


def test_the_page_says_what_is_found_in_its_heading(slow_for_rural, page):
    html = page()

    heading = "Rural health departments ask for help less often and wait longer for a first reply"
    assert f"<h1>{heading} than metro health departments</h1>" in html


def test_each_chart_has_a_table_with_n_and_interval(slow_for_rural, page):
    charts = charts_of(page())

    assert charts["reach"]["table_rows"] == [
        ["Metro", "45", "30", "67%", "52–79%"],
        ["Rural, next to a metro area", "0", "0", "None on the roster", ""],
        ["Rural, remote", "60", "18", "30%", "20–43%"],
        ["Not classified", "0", "0", "None on the roster", ""],
        ["All", "105", "48", "46%", "37–55%"],
    ]
    assert charts["wait"]["table_rows"][0] == ["Metro", "70", "5 hours", "5 hours"]
    assert charts["target"]["table_rows"][2] == ["Rural, remote", "40", "15", "38%", "24–53%"]


def test_only_the_disadvantaged_group_is_drawn_as_a_gap(slow_for_rural, page):
    drawn = charts_of(page())["target"]["rows"]

    assert [(row["label"], row["gap"]) for row in drawn if row["n"]] == [("Metro", False), ("Rural, remote", True)]


def test_small_counts_are_nowhere_on_the_page_nor_in_the_file(slow_for_rural, page):
    fill(Asker(), departments=20, asked=7, in_time=7, late=0, **TRIBAL)

    for by in ("jurisdiction_type", "rural_urban", "vulnerability"):
        lines = [line for line in rows_of(page(f"?by={by}", "table.csv")) if line[2] in {"Tribal", "Not classified"}]
        reach, wait, target = (line[4:9] for line in lines[:: len(lines) // 3])
        chart = charts_of(page(f"?by={by}"))["target"]["rows"]

        assert reach == ["20", "", "", "", ""]
        assert wait == target == [""] * 5
        assert all(row["value"] is None and row["n"] is None for row in chart if row["hidden"])


def test_the_file_holds_the_numbers_of_the_page(slow_for_rural, page):
    head, metro, *_ = rows_of(page("?by=rural_urban", "table.csv"))

    assert dict(zip(head[2:], metro[2:], strict=True)) == {
        "Group": "Metro",
        "Measure": "Who asks for help",
        "n": "45",
        "Count": "30",
        "Value": "66.7",
        "Lower 95%": "52.1",
        "Upper 95%": "78.6",
        "Unit": "%",
        "Note": "",
    }


def test_the_file_is_an_attachment_and_runs_no_formula(slow_for_rural, administrator, sign_in):
    response = sign_in(administrator).get("/north/equity/table.csv?by=vulnerability")

    assert response["Content-Disposition"] == 'attachment; filename="equity-vulnerability-12-months.csv"'
    assert [safe_cell(cell) for cell in ("=1+1", "@x", "-3", "Metro", "")] == ["'=1+1", "'@x", "'-3", "Metro", ""]


def test_a_network_without_a_roster_says_what_would_bring_numbers(network, page):
    html = page()

    assert "Nobody is on the roster in this period" in html
    assert "Add the health departments that may ask" in html


def test_a_network_with_few_requests_says_what_is_hidden(network, page):
    fill(Asker(), departments=6, asked=2, in_time=3, **METRO)

    assert "<h1>Small counts are hidden, so rural and metro health departments cannot be compared</h1>" in page()


def test_a_network_without_requests_says_too_few(network, page):
    fill(Asker(), departments=6, asked=1, in_time=0, **METRO)

    assert "<h1>Too few requests to compare rural and metro health departments</h1>" in page()


def test_invented_groups_are_called_so(slow_for_rural, page):
    assert "invented" not in page()

    slow_for_rural.descriptors_are_synthetic = True
    slow_for_rural.save(update_fields=["descriptors_are_synthetic"])

    assert "The groups in this network are invented for demonstration." in page()


@pytest.mark.parametrize("query", ["?by=hub", "?period=24-months", "?by=rural_urban&period=x"])
def test_an_unknown_choice_is_not_found(administrator, sign_in, query):
    client = sign_in(administrator)

    assert [client.get(f"/north/equity/{name}{query}").status_code for name in ("", "table.csv")] == [404, 404]


def test_the_analyst_sees_the_numbers_and_no_links_to_named_people(slow_for_rural, sign_in):
    analyst = factories.make_member("analyst")

    html = sign_in(analyst).get("/north/equity/").content.decode()

    assert "Who asks for help" in html
    assert "/north/caseload/" not in html
    assert "/north/organizations/" not in html


@pytest.mark.parametrize("role", ["provider", "requester", "partner"])
def test_other_roles_may_not_see_it(network, sign_in, role):
    client = sign_in(factories.make_member(role))

    assert [client.get(f"/north/equity/{name}").status_code for name in ("", "table.csv")] == [403, 403]


def test_the_page_makes_as_many_queries_for_much_as_for_little(network, page, django_assert_max_num_queries):
    fill(Asker(), departments=1, asked=1, in_time=1, **METRO)
    page()
    with django_assert_max_num_queries(30) as few:
        page()
    fill(Asker(), departments=60, asked=50, in_time=90, late=40, **RURAL)

    with django_assert_max_num_queries(len(few)) as many:
        page()

    assert len(many) == len(few)


def test_a_network_decides_how_large_a_gap_is_called_out(network):
    asker = Asker()
    fill(asker, departments=60, asked=60, in_time=180, late=20, rural_urban="metro")
    fill(asker, departments=60, asked=60, in_time=150, late=50, rural_urban="rural_remote")
    period = period_of(PeriodChoice.LAST_YEAR, zone="UTC")
    findings = []
    for margin in (10, 30):
        network.gap_margin = margin
        report = build(network, period=period, dimension=RURAL_URBAN)
        findings.append(next(one for one in report.findings if one.measure == Measure.TARGET))

    assert [bool(finding.gaps) for finding in findings] == [True, False]
    assert "The groups differ by more than chance" in findings[1].sentence
