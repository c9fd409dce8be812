"""One absolute and one relative index a measure, from what is shown."""

from __future__ import annotations

import csv
import io

import pytest
from django.utils import timezone

from equity import summary_table
from equity.claims import Measure
from equity.dimensions import JURISDICTION_TYPE, VULNERABILITY
from equity.results import Result
from equity.summary import SHARES, Indices, Line, summarize
from tests import factories
from tests.equity.places import Asker, fill


def quarters(asker: Asker, **asked: int) -> None:
    """Forty departments in each quarter of vulnerability, so many of which asked."""
    for quarter, number in asked.items():
        fill(asker, departments=40, asked=number, in_time=number, vulnerability=quarter, rural_urban="metro")


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(f"/north/equity/{path}").content.decode()


def of(network, measure, dimension=VULNERABILITY):
    lines = {line.measure: line for line in summarize(network, dimension, at=timezone.now())}
    return lines[measure]


def test_a_gap_against_the_vulnerable_is_above_zero_and_above_one(network):
    quarters(Asker(), q1=29, q2=24, q3=19, q4=13)

    now = of(network, Measure.REACH).now

    assert now.absolute.value == pytest.approx(0.53)  # by hand: 0.165625 of 0.3125
    assert now.absolute.lower > 0.2
    assert now.relative.value > 2
    assert now.relative.lower > 1


def test_the_same_share_everywhere_is_zero_within_its_limits(network):
    quarters(Asker(), q1=20, q2=20, q3=20, q4=20)

    now = of(network, Measure.REACH).now

    assert now.absolute.value == pytest.approx(0, abs=1e-9)
    assert now.absolute.lower < 0 < now.absolute.upper
    assert now.relative.value == pytest.approx(1)


def test_a_hidden_group_refuses_the_ordered_index_and_is_named(network):
    quarters(Asker(), q1=29, q2=24, q3=19, q4=5)

    line = of(network, Measure.REACH)

    assert line.now.absolute.value is None
    assert line.now.absolute.why == "not computable: a group is hidden, and leaving it out would shift all ranks"
    assert line.left_out


def test_types_have_no_order_and_stand_beside_what_chance_gives(network):
    asker = Asker()
    for kind, number in (("state", 28), ("local", 20), ("tribal", 12)):
        fill(asker, departments=40, asked=number, in_time=number, jurisdiction_type=kind, rural_urban="metro")

    now = of(network, Measure.REACH, JURISDICTION_TYPE).now

    assert now.absolute.value > 0
    assert now.relative.value > now.floor.upper > 0


def test_what_nobody_counted_says_why(network):
    quarters(Asker(), q1=29, q2=24, q3=19, q4=13)

    assert of(network, Measure.USEFUL).now.absolute.why.startswith("not computable:")


def test_a_ratio_without_limits_is_left_out_with_a_reason():
    steady, unsteady = Indices(Result(0.3, 0.2, 0.4), Result(2, 1, 3)), Indices(Result(0.3, 0.2, 0.4), Result(85.14))

    cells = summary_table.cells(Line(Measure.REACH, steady, unsteady, ()), ordered=True)

    assert cells[3:] == ["2.00 (1.00 to 3.00)", "–", summary_table.NO_RATIO]


def test_the_file_has_the_numbers_with_their_limits(network, get):
    quarters(Asker(), q1=29, q2=24, q3=19, q4=13)
    now = of(network, Measure.REACH).now

    head, *lines = csv.reader(io.StringIO(get("summary/table.csv?by=vulnerability")))
    (asked,) = (dict(zip(head[6:], line[6:], strict=True)) for line in lines if line[0] == "Who asks for help")

    assert asked["SII, points"] == f"{100 * now.absolute.value:.1f}"
    assert asked["SII, points, lower 95%"] == f"{100 * now.absolute.lower:.1f}"
    assert asked["RII, upper 95%"] == f"{now.relative.upper:.2f}"


def test_page_and_file_say_the_same(network, get):
    quarters(Asker(), q1=29, q2=24, q3=19, q4=13)

    page, file = get("summary/?by=vulnerability"), get("summary/table.csv?by=vulnerability")

    lines = list(csv.reader(io.StringIO(file)))
    assert len(lines) == 1 + len(SHARES)
    for line in lines:
        for cell in line[: len(summary_table.ORDERED)]:
            assert cell.removeprefix("'").replace("'", "&#x27;") in page


def test_the_summary_asks_as_often_for_much_as_for_little(network, get, django_assert_max_num_queries):
    quarters(Asker(), q1=29, q2=24, q3=19, q4=13)
    get("summary/")
    with django_assert_max_num_queries(60) as few:
        get("summary/")
    quarters(Asker(), q1=20, q2=20, q3=20, q4=20)

    with django_assert_max_num_queries(len(few)) as many:
        get("summary/")

    assert len(many) == len(few)


def test_the_analyst_reads_it_and_the_requester_does_not(network, sign_in):
    analyst, requester = factories.make_member("analyst"), factories.make_member("requester")

    assert sign_in(analyst).get("/north/equity/summary/").status_code == 200
    assert sign_in(requester).get("/north/equity/summary/").status_code == 403
