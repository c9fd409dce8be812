"""From a gap to what could be done, and from a number to the requests behind it."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from equity.advice import STEPS
from equity.claims import Measure
from equity.dimensions import DIMENSIONS
from requests_app.models import TTARequest
from tests import factories
from tests.equity.places import Asker, fill, make_departments
from tests.equity.test_panels import charts_of

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4"}


@pytest.fixture
def slow_for_rural(network):
    """Metro: 30 of 45 asked, 50 of 70 replies in time. Rural: 18 of 60 asked, 15 of 40 in time, 12 of them open."""
    asker = Asker()
    fill(asker, departments=45, asked=30, in_time=50, late=20, **METRO)
    fill(asker, departments=60, asked=18, in_time=15, late=13, **RURAL)
    rural = make_departments(12, **RURAL)
    asker.save(*(asker.ask(place, replied_after=None) for place in rural))
    gone = asker.ask(rural[0], replied_after=None, sent=timezone.now() - timedelta(days=500), status="closed")
    asker.save(gone)
    return network


@pytest.fixture
def get(administrator, sign_in):
    client = sign_in(administrator)
    return lambda path: client.get(path).content.decode()


def links_of(page: str) -> list[str]:
    return [html.unescape(url) for url in re.findall(r'href="([^"]+)"', page)]


def listed(page: str) -> int:
    return int(re.search(r"(\d+) requests? you may read", page)[1])


@pytest.mark.parametrize("by", [dimension.field for dimension in DIMENSIONS])
@pytest.mark.parametrize(("measure", "path"), [("target", "equity/"), ("open", "equity/speed/")])
def test_each_count_leads_to_exactly_its_requests(slow_for_rural, get, measure, path, by):
    charts = charts_of(get(f"/north/{path}?by={by}"))

    linked = [cell for row in charts[measure]["linked_rows"] for cell in row if isinstance(cell, dict)]
    assert linked
    for cell in linked:
        assert listed(get(cell["url"])) == int(cell["text"])


def test_the_table_in_the_page_holds_the_links(slow_for_rural, get):
    links = links_of(get("/north/equity/"))

    assert any("counted=in_time" in url and "rural_urban=rural_remote" in url for url in links)


def test_whoever_may_not_see_rows_gets_numbers_without_links(slow_for_rural, sign_in):
    page = sign_in(factories.make_member("analyst")).get("/north/equity/").content.decode()

    assert "caseload" not in page
    assert "Ask the team to answer the open requests of rural health departments first." in page
    assert "Ask an administrator to see who would wait in another order of the queue." in page


def test_a_gap_comes_with_steps_that_lead_to_pages(slow_for_rural, administrator, sign_in):
    client = sign_in(administrator)
    page = client.get("/north/equity/").content.decode()
    advice = "".join(re.findall(r'<div class="advice">.*?</div>', page, re.DOTALL))

    urls = links_of(advice)
    assert "Call those never heard of among rural health departments" in advice
    assert "/north/quiet/?view=never" in urls
    assert "/north/caseload/workload/" in urls
    assert "/north/equity/what-if/" in urls
    assert "/north/caseload/?view=all&sort=due&rural_urban=rural_remote" in urls
    assert {client.get(url).status_code for url in urls} == {200}


def test_no_gap_no_advice(network, get):
    fill(Asker(), departments=45, asked=30, in_time=50, late=20, **METRO)

    assert "What could we do?</h3>" not in get("/north/equity/")


def test_every_measure_has_steps():
    assert set(STEPS) == set(Measure) - {Measure.EVENNESS, Measure.LEVELS}  # these call out no gap


def test_every_figure_leads_to_its_definition(slow_for_rural, get):
    links, definitions = links_of(get("/north/equity/")), get("/north/equity/definitions/")

    for measure in ("reach", "wait", "target"):
        assert links.count(f"/north/equity/definitions/#{measure}") == 2
        assert f'id="{measure}"' in definitions
    assert 'id="vintages"' in definitions


def test_the_definitions_name_the_releases_of_the_indices(network, get):
    place = factories.make_jurisdiction()
    place.descriptors.create(kind="rural_urban", value="metro", as_of="2023-01-01", source="USDA, 2023")

    page = get("/north/equity/definitions/")

    assert "USDA, 2023" in page
    assert "January 1, 2023" in page


def test_ended_requests_are_listed_only_when_asked_for(slow_for_rural, get):
    TTARequest.objects.filter(first_reply_at__isnull=False).update(status="closed", ended_at=timezone.now())

    everything = get("/north/caseload/?view=all&ended=1&rural_urban=metro")

    assert listed(everything) == 70
    assert "you may read" not in get("/north/caseload/?view=all&rural_urban=metro")
    assert '<input type="hidden" name="ended" value="1">' in everything
