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
from tests.equity.places import Asker, fill, make_departments
from tta_portal.directory.models import Organization


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


def types(asker: Asker, **asked: int) -> None:
    """Forty departments of each type, so many of which asked."""
    for kind, number in asked.items():
        fill(asker, departments=40, asked=number, in_time=number, jurisdiction_type=kind, rural_urban="metro")


def test_a_hidden_type_is_missing_and_too_many_missing_are_refused(network):
    types(Asker(), state=28, local=20, tribal=5, territorial=20)

    line = of(network, Measure.REACH, JURISDICTION_TYPE)

    assert line.now.relative.value is None
    assert line.now.absolute.why.startswith("not computable: too many groups have no value (“")
    assert "% of all)" in line.now.absolute.why
    assert any(words.startswith("Tribal (hidden, 25% of n") for words in line.left_out)


def test_where_n_is_hidden_too_the_share_that_is_missing_cannot_be_said(network):
    types(Asker(), state=28, local=20, tribal=5, territorial=20)

    line = of(network, Measure.TARGET, JURISDICTION_TYPE)

    assert line.now.absolute.why.startswith("not computable: a group is hidden, and how much is missing")
    assert any(words.startswith("Tribal (hidden now") for words in line.left_out)


def test_places_without_a_class_are_no_type(network):
    types(Asker(), state=28, local=20, tribal=12)
    before = of(network, Measure.REACH, JURISDICTION_TYPE)
    asker, nowhere = Asker(), make_departments(40)
    Organization.objects.filter(pk__in=[one.pk for one in nowhere]).update(jurisdiction=None)
    asker.save(
        *(asker.ask(one) for one in Organization.objects.filter(jurisdiction=None, eligible_from__isnull=False))
    )

    line = of(network, Measure.REACH, JURISDICTION_TYPE)

    assert line.now == before.now
    assert "Not classified (25% of n)" in line.left_out


def test_a_group_that_is_missing_in_one_year_alone_is_named_with_the_year(network):
    asker, long_ago = Asker(), timezone.now() - timezone.timedelta(days=500)
    types(asker, state=28, local=20)
    states = Organization.objects.filter(jurisdiction__jurisdiction_type="state")
    asker.save(*(asker.ask(one, sent=long_ago) for one in states))

    line = of(network, Measure.TARGET, JURISDICTION_TYPE)

    assert "Local (none counted the year before)" in line.left_out
    assert not any(words.startswith("State") for words in line.left_out)


def test_a_year_without_anything_names_no_group(network):
    types(Asker(), state=28, local=20, tribal=12)

    line = of(network, Measure.TARGET, JURISDICTION_TYPE)

    assert not any("the year before" in words and "Local" in words for words in line.left_out)


@pytest.mark.parametrize(
    ("ordered", "now", "before", "disagree"),
    [
        (True, (0.2, 0.4), (0.1, 1.7), False),
        (True, (0.2, 3.0), (0.1, 0.5), False),
        (True, (0.2, 2.5), (0.1, 0.3), True),
        (False, (0.001, 0.5), (0.002, 1.2), False),
        (False, (0.002, 0.5), (0.001, 1.2), True),
        (False, (-0.003, 1.5), (-0.001, 1.2), False),
    ],
)
def test_absolute_and_relative_disagree_where_one_grew_and_the_other_fell(ordered, now, before, disagree):
    this, last = (Indices(Result(one[0]), Result(one[1])) for one in (now, before))

    assert Line(Measure.REACH, this, last, ()).disagree(ordered=ordered) is disagree


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
