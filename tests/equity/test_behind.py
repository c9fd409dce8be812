"""From each number to the rows behind it: exactly those that were counted, for those who may see rows."""

from __future__ import annotations

import html
import re
from datetime import date
from itertools import cycle

import pytest

from equity import queries, reach_counts, tallies
from equity.claims import Measure
from equity.depth import counts
from equity.dimensions import DIMENSIONS
from equity.drill import WAYS
from equity.periods import PeriodChoice, period_of
from equity.suppression import ALL, margins_of
from relationships.counted import CHECK_INS, ORGANIZATIONS
from relationships.models import CheckIn
from requests_app.counted import REQUESTS, Choice
from requests_app.models import TTARequest
from tests import factories
from tests.equity.mixed import Mixed
from tests.equity.places import Asker, make_departments
from tests.equity.test_panels import charts_of
from tta_portal.directory.models import Organization

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
FIELDS = [dimension.field for dimension in DIMENSIONS]


@pytest.fixture
def mixed(network):
    return Mixed()


@pytest.fixture(params=list(PeriodChoice))
def period(request, network):
    return period_of(request.param, zone=network.time_zone, anew=True)


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(path).content.decode()


def assert_listed(cells, lists, name, rows, period, member):
    """In every group of every dimension, and over all, the list is as long as the count."""
    numbers = {place: margin.count for place, margin in margins_of(cells).items()}
    found = {place: lists[name].narrow(rows, _choice(place, period), member).count() for place in numbers}
    assert found == numbers
    assert sum(numbers.values())


def _choice(place, period):
    groups = {} if place == ALL else {DIMENSIONS[place[0]].field: place[1]}
    return Choice(groups, period.starts_on, period.ends_on)


def listed(page: str) -> int:
    return int(re.search(r"(\d+) (?:requests?|check-ins?|organizations?) you may read", page)[1])


def links_in(page: str, measure: str) -> list[dict[str, str]]:
    rows = charts_of(page)[measure]["linked_rows"]
    return [cell for row in rows for cell in row if isinstance(cell, dict)]


def test_requests_of_reach_are_listed_by_the_group_of_now(mixed, period, administrator):
    counted = reach_counts.asking(period).requests

    assert_listed(counted, REQUESTS, "sent", TTARequest.objects.all(), period, administrator)


@pytest.mark.parametrize("name", ["agreed", "involved", "led"])
def test_plans_are_listed_by_the_day_both_agreed(mixed, period, administrator, name):
    counted = tallies.plans(period).cells[name]

    assert_listed(counted, REQUESTS, name, TTARequest.objects.all(), period, administrator)


@pytest.mark.parametrize("name", ["asked", "first_time", "partnered", "helped", "returned"])
def test_departments_are_listed_as_they_are_counted(mixed, period, administrator, name):
    depth, reach = counts.depth(period).cells, reach_counts.asking(period)
    cells = {**depth, "first_time": reach.first}[name]

    assert_listed(cells, ORGANIZATIONS, name, Organization.objects.all(), period, administrator)


@pytest.mark.parametrize(("name", "counted"), [("roster", "roster"), ("level_2", "responsive")])
def test_levels_and_the_roster_are_listed_as_of_today(mixed, network, administrator, name, counted):
    today = period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)
    cells = tallies.responsive(today).cells[counted]

    assert_listed(cells, ORGANIZATIONS, name, Organization.objects.all(), today, administrator)


def test_the_overview_lists_who_asked(mixed, period, administrator):
    cells = queries.reached(period)

    assert_listed(cells, ORGANIZATIONS, "asked", Organization.objects.all(), period, administrator)


@pytest.mark.parametrize("name", ["first", "converted"])
def test_first_requests_are_listed_as_they_are_counted(mixed, period, administrator, name):
    cells = tallies.converted(period).cells[name]

    assert_listed(cells, REQUESTS, name, TTARequest.objects.all(), period, administrator)


@pytest.mark.parametrize("name", CHECK_INS)
def test_check_ins_are_listed_as_they_are_counted(mixed, period, administrator, name):
    counted = tallies.answers(period).cells[name]

    assert_listed(counted, CHECK_INS, name, CheckIn.objects.all(), period, administrator)


@pytest.mark.parametrize(
    ("path", "measures"),
    [
        ("reach/", ["represented", "represented_population"]),
        ("voice/", ["involved", "led"]),
        ("quality/", ["answered", "useful", "used", "changed"]),
        ("", ["reach"]),
        ("reach/", ["first_time"]),
        ("depth/", ["responsive", "contacts", "hours", "partnered", "returned"]),
        ("return/", ["converted"]),
    ],
)
def test_each_number_leads_to_a_list_as_long(mixed, get, path, measures):
    for measure, by in zip(measures, cycle(FIELDS)):
        links = links_in(get(f"/north/equity/{path}?by={by}"), measure)
        assert links, (by, measure)
        for cell in links:
            assert listed(get(cell["url"])) == int(cell["text"]), cell["url"]


def test_every_measure_with_a_count_leads_somewhere():
    lists = {"caseload": REQUESTS, "check_ins": CHECK_INS, "organizations": ORGANIZATIONS}

    assert set(WAYS) == set(Measure) - {
        Measure.EVENNESS,
        Measure.LEVELS,
    }
    assert all(way.counted in lists[way.page] for ways in WAYS.values() for way in ways if way)


@pytest.mark.parametrize("count", [*REQUESTS.values(), *CHECK_INS.values(), *ORGANIZATIONS.values()])
def test_every_list_can_be_said_in_a_sentence(count):
    whole = count.in_words(Choice({"rural_urban": "metro"}, date(2026, 1, 2), date(2026, 3, 4)))
    short = count.in_words(Choice())

    assert short == f"{count.words}."
    assert whole.startswith(count.words)
    assert f"in the group “Metro” {count.grouped}." in whole
    assert ("Mar 4, 2026" in whole) == bool(count.when)
    assert "{" not in whole


def test_what_is_hidden_or_zero_leads_nowhere(network, get):
    asker = Asker()
    metro, rural = make_departments(40, **METRO), make_departments(40, rural_urban="rural_remote")
    asker.save(*(asker.ask(one) for one in metro for _ in range(2)), *(asker.ask(one) for one in rural[:3]))

    rows = {row[0]: row[2] for row in charts_of(get("/north/equity/reach/"))["represented"]["linked_rows"]}

    assert (rows["Rural, next to a metro area"], rows["Rural, remote"]) == ("0", "Hidden")
    assert all(isinstance(cell, dict) or cell in ("0", "Hidden") for cell in rows.values())


def test_whoever_may_not_see_rows_gets_numbers_without_links(mixed, sign_in):
    client = sign_in(factories.make_member("analyst"))

    for path in ("", "reach/", "speed/", "depth/", "return/", "quality/", "voice/"):
        page = client.get(f"/north/equity/{path}").content.decode()
        assert charts_of(page)
        assert "counted=" not in page
        assert all("linked_rows" not in chart for chart in charts_of(page).values())


def test_a_list_says_what_it_shows_and_leads_back_to_all(mixed, get):
    page = html.unescape(
        get("/north/caseload/?view=all&ended=1&counted=sent&since=2026-01-05&until=2026-11-27&rural_urban=metro")
    )

    assert "Requests by health departments on the roster, sent from Jan 5, 2026 to Nov 27, 2026, in the group" in page
    assert "“Metro” now. Confidential requests that you may not read are left out." in page
    assert '<a href="?view=all">Show all requests</a>' in page


def test_lists_of_the_team_say_so_too_and_keep_their_filter_from_page_to_page(mixed, get):
    check_ins = html.unescape(get("/north/check-ins/?view=all&counted=asked&rural_urban=metro"))
    places = html.unescape(get("/north/organizations/?counted=roster&q=Place"))

    assert "Check-ins that are over, in the group “Metro” when the request was sent." in check_ins
    assert '<a href="?view=all">Show all check-ins</a>' in check_ins
    assert 'href="?view=answered&rural_urban=metro&counted=asked"' in check_ins
    assert 'href="?q=Place&counted=roster&page=2"' in places
    assert '<input type="hidden" name="counted" value="roster">' in places
    assert '<a href="?">Show all organizations</a>' in places


def test_a_group_alone_means_all_that_can_count(mixed, get):
    alone, roster = (get(f"/north/organizations/?{query}vulnerability=q4") for query in ("", "counted=roster&"))

    assert listed(alone) == listed(roster) > 0


@pytest.mark.parametrize(
    ("path", "measure"),
    [("reach/", "represented"), ("voice/", "involved"), ("quality/", "answered"), ("return/", "converted")],
)
def test_what_is_confidential_stays_missing(mixed, get, provider, path, measure):
    TTARequest.objects.filter(visibility="named").update(lead=provider)
    cell = links_in(get(f"/north/equity/{path}"), measure)[-1]

    assert 0 < listed(get(cell["url"])) < int(cell["text"])


def test_a_department_is_listed_for_what_one_may_read_of_it(network, get, provider):
    asker, (first, second) = Asker(), make_departments(2, **METRO)
    hidden = asker.ask(first, visibility="named", lead=provider)
    asker.save(hidden, asker.ask(second), asker.ask(second, visibility="named", lead=provider))

    page = get("/north/organizations/?counted=asked")

    assert listed(page) == 1
    assert second.name in page
    assert first.name not in page
    assert "1 organization you may read. What belongs to confidential requests of others is left out." in page


def test_a_requester_cannot_ask_what_counts(mixed, requester, sign_in):
    client = sign_in(requester)

    for path in ("organizations/?counted=level_2", "check-ins/?counted=useful"):
        page = client.get(f"/north/{path}").content.decode()
        assert "you may read" not in page
        assert "as the equity pages count" not in page
    assert requester.organization.name in client.get("/north/organizations/?counted=level_2").content.decode()
    assert client.get("/north/check-ins/?view=all").status_code == 404


@pytest.mark.parametrize(
    "query", ["counted=luck", "counted={how}&until=9999-12-31", "counted={how}&since=0001-01-01", "until=9999-12-31",
              "counted={how}&since=nonsense", "counted={how}&rural_urban=x'--",
              "counted={how}&since=2026-05-01&until=2026-04-01"],
)  # fmt: skip
@pytest.mark.parametrize(
    ("page", "how"), [("caseload", "due"), ("check-ins", "useful"), ("organizations", "returned")]
)
def test_nonsense_in_the_address_does_no_harm(network, administrator, sign_in, page, how, query):
    answer = sign_in(administrator).get(f"/north/{page}/?view=all&{query.format(how=how)}")

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "caseload/?view=all&ended=1&counted=sent",
        "caseload/?view=all&ended=1&counted=agreed",
        "check-ins/?view=all&counted=answered",
        "organizations/?counted=asked",
    ],
)
def test_a_list_asks_as_often_for_many_as_for_few(mixed, get, path, django_assert_max_num_queries):
    get(f"/north/{path}")
    with django_assert_max_num_queries(40) as few:
        assert listed(get(f"/north/{path}&rural_urban=not_classified&since={mixed.days_ago(300)}")) > 0

    with django_assert_max_num_queries(len(few)) as many:
        assert listed(get(f"/north/{path}")) > 40

    assert len(many) == len(few)
