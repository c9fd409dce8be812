"""Every figure leads to how it is counted, and the definitions say it in words."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from equity.claims import CLAIMS, Measure
from equity.methods import METHODS
from equity.tabs import GROUPS
from equity.watch import actions
from tests import factories
from tests.equity.places import Asker, fill

PAGES = [name for _question, pages in GROUPS for name, _label in pages if name != "equity_definitions"]


@pytest.fixture
def get(network, administrator, sign_in):
    fill(Asker(), departments=45, asked=12, in_time=40, late=20, rural_urban="metro", vulnerability="q1")
    client = sign_in(administrator)
    return lambda name: client.get(reverse(name, kwargs={"network": "north"})).content.decode()


@pytest.mark.parametrize("name", [*PAGES, "equity_counties"])
def test_every_page_leads_to_definitions_that_are_there(get, name):
    definitions = get("equity_definitions")
    if name == "equity_watch":
        actions.look()

    page = get(name)
    asked_for = set(re.findall(r'/north/equity/definitions/#([\w-]+)"', page))

    assert asked_for or "Nothing to count in this period" in page
    assert asked_for <= set(re.findall(r'<h2 id="([\w-]+)"', definitions))


@pytest.mark.parametrize("role", ["administrator", "analyst"])
def test_the_pages_of_their_own_are_defined_for_every_reader(network, sign_in, role):
    page = sign_in(factories.make_member(role)).get("/north/equity/definitions/")

    for key, method in METHODS.items():
        assert f'<h2 id="{key}">{method.title}</h2>' in page.text
        assert method.missing.split(".", maxsplit=1)[0] in page.text
    assert "At 420 the evidence is an alarm" in page.text
    assert "is at most 5%, however long and however often we look" in page.text


def test_the_words_say_what_is_counted():
    for measure in (Measure.TARGET, Measure.OPEN):
        assert "those that ended before a reply was due, without one" in CLAIMS[measure].missing
    returned = CLAIMS[Measure.CONVERTED]
    assert "already on the day of delivery" in returned.counted
    assert "answered a check-in" in returned.counted
    assert "came back" not in " ".join([returned.part, returned.said, returned.matter]).lower()


def test_no_definition_sends_a_reader_to_a_file_of_the_code(get):
    page = get("equity_definitions")

    assert not re.search(r"\w+\.(md|py)\b", page)
