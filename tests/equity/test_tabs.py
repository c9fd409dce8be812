"""The links between the equity pages, and what is typed into their addresses."""

from __future__ import annotations

import pytest
from django.urls import reverse

from equity.tabs import FOR_ADMINISTRATORS, GROUPS
from tests import factories
from tta_portal.tenancy.models import Network

PAGES = [name for _question, pages in GROUPS for name, _label in pages]


@pytest.fixture
def reader(network, client):
    def sign_in(role):
        client.force_login(factories.make_member(role).user)
        return client

    return sign_in


def address(name):
    return reverse(name, kwargs={"network": Network.objects.get().slug})


@pytest.mark.parametrize("role", ["administrator", "analyst"])
def test_each_page_that_one_may_open_is_a_link_once(reader, role):
    page = reader(role).get(address("equity_definitions"))

    links = [link["url"] for group in page.context["tabs"] for link in group["links"]]
    may_open = [name for name in PAGES if role == "administrator" or name not in FOR_ADMINISTRATORS]
    assert links == [address(name) for name in may_open]
    assert "What could we do?" in page.content.decode() or role == "analyst"


def test_links_keep_how_the_numbers_are_split_and_over_which_period(reader):
    page = reader("analyst").get(address("equity_silent"), {"by": "vulnerability", "period": "year-before", "x": "1"})

    assert f'href="{address("equity_depth")}?by=vulnerability&amp;period=year-before"' in page.content.decode()


def test_links_keep_nothing_that_makes_no_sense(reader):
    page = reader("analyst").get(address("equity_silent"), {"by": "nonsense", "period": "year-before"})

    assert f'href="{address("equity_depth")}?period=year-before"' in page.content.decode()


@pytest.mark.parametrize("query", [{"by": "nonsense"}, {"period": "nonsense"}, {"by": "\0"}])
@pytest.mark.parametrize("name", ["equity", "equity_speed", "equity_quality", "equity_summary", "equity_report"])
def test_what_makes_no_sense_is_not_found(reader, name, query):
    assert reader("analyst").get(address(name), query).status_code == 404


@pytest.mark.parametrize("ahead", ["9", "abc", "-1", "1e99", "\0"])
def test_an_impossible_head_start_is_refused_with_a_sentence(reader, ahead):
    page = reader("administrator").get(address("equity_replay"), {"ahead": ahead})

    assert page.status_code == 200
    assert page.context["try_form"].errors
