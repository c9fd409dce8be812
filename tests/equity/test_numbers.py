"""What everybody may read: nothing until an administrator says so, and then past the same gate, in two languages."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import translation
from redis.exceptions import RedisError

from equity import actions
from equity.claims import Measure
from equity.dimensions import BY_FIELD
from equity.findings import Finding
from equity.models import PublishedPanel
from equity.periods import PeriodChoice, period_of
from equity.public_charts import sentence
from equity.public_words import PANELS
from equity.releases import making
from tests import factories
from tests.equity.places import Asker, answered, make_departments
from tests.equity.test_panels import charts_of
from tests.untranslated import alike, shared, typed_words, words_of
from tests.worlds import make_world
from tta_portal import public_pages
from tta_portal.accounts.roles import Role
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

METRO = {"rural_urban": "metro", "vulnerability": "q1", "population": 90000}
RURAL = {"rural_urban": "rural_remote", "vulnerability": "q4", "population": 9000}
PAGE = "/north/numbers/"
EVERYTHING = [(key, by) for key in PANELS for by in BY_FIELD]


@pytest.fixture(autouse=True)
def _up_to_today(monkeypatch):
    """Releases over the twelve months up to today, so that it does not matter on which day of a month tests run."""
    monkeypatch.setattr(
        making, "latest_period", lambda *, zone, at: period_of(PeriodChoice.LAST_YEAR, zone=zone, at=at)
    )


def publish(panels, *, by):
    """Choose what is public, and let a worker make its releases."""
    actions.publish(panels, by=by)
    making.make_missing()


@pytest.fixture
def helped(network):
    asker = Asker()
    answered(asker, make_departments(40, **METRO), useful=48, not_useful=12, silent=20)
    answered(asker, make_departments(40, **RURAL), useful=12, not_useful=18, silent=30)
    return network


@pytest.fixture
def visitor():
    return Client()


def test_nothing_is_shown_until_an_administrator_chooses(helped, visitor):
    Network.objects.update(open_sign_up=True)

    assert visitor.get(PAGE).status_code == visitor.get("/nowhere/numbers/").status_code == 404
    assert PAGE not in visitor.get("/north/join/").content.decode()


def test_what_is_chosen_can_be_read_without_signing_in_until_it_is_withdrawn(helped, administrator, sign_in, visitor):
    Network.objects.update(open_sign_up=True)
    client = sign_in(administrator)

    client.post("/north/settings/numbers/", {"quality": ["rural_urban"], "reach": ["vulnerability", "rural_urban"]})
    waiting = visitor.get(f"{PAGE}?panel=quality&by=rural_urban").content.decode()
    making.make_missing()
    page = visitor.get(f"{PAGE}?panel=quality&by=rural_urban")
    linked = visitor.get("/north/join/").content.decode()
    chart = charts_of(page.content.decode())["useful"]

    assert "The first numbers are being put together" in waiting
    assert chart["table_rows"][0] == ["Metro", "60", "48", "80%", "68–88%"]
    assert chart["sentence"].startswith("A clear gap: rural health departments 40% (12 of 30), metro")
    assert PAGE in linked
    assert [
        visitor.get(f"{PAGE}?{query}").status_code
        for query in ("", "panel=reach&by=vulnerability", "panel=quality&by=vulnerability", "panel=depth", "panel=x")
    ] == [200, 200, 404, 404, 404]

    client.post("/north/settings/numbers/", {})

    assert visitor.get(PAGE).status_code == 404
    gone = PublishedPanel.objects.values_list("withdrawn_by", flat=True)
    assert set(gone) == {administrator.pk}
    assert len(gone) == 3


def test_choosing_again_keeps_what_was_chosen(helped, administrator):
    actions.publish([("reach", "rural_urban")], by=administrator)
    first = PublishedPanel.objects.get()

    actions.publish([("reach", "rural_urban"), ("voice", "rural_urban")], by=administrator)

    assert PublishedPanel.objects.in_force().count() == 2
    assert first in PublishedPanel.objects.in_force()


def test_only_an_administrator_chooses(helped, provider, sign_in):
    assert sign_in(provider).get("/north/settings/numbers/").status_code == 403
    with pytest.raises(PermissionDenied):
        actions.publish([("reach", "rural_urban")], by=provider)


def test_small_counts_are_hidden_from_everybody(network, administrator, visitor):
    asker = Asker()
    answered(asker, make_departments(40, **METRO), useful=48, not_useful=12, silent=20)
    answered(asker, make_departments(5, **RURAL), useful=4, not_useful=3, silent=2)
    publish([("quality", "rural_urban"), ("reach", "rural_urban")], by=administrator)

    quality = charts_of(visitor.get(f"{PAGE}?panel=quality").content.decode())
    page = visitor.get(f"{PAGE}?panel=reach").content.decode()

    assert quality["useful"]["table_rows"][2] == ["Rural, remote", *["Hidden"] * 4]
    assert charts_of(page)["represented"]["table_rows"][2] == ["Rural, remote", "5", *["Hidden"] * 3]
    assert "Place " not in page
    assert "evenness" not in page


def test_it_is_kept_and_counted_once(helped, administrator, visitor, django_assert_max_num_queries):
    publish([("quality", "rural_urban")], by=administrator)
    visitor.get(PAGE)

    with django_assert_max_num_queries(8):
        visitor.get(PAGE)


def test_whoever_asks_too_often_waits(helped, administrator, visitor, settings):
    settings.LIMITS = True
    publish([("voice", "rural_urban")], by=administrator)

    assert {visitor.get(PAGE).status_code for _ in range(130)} == {200, 429}


@pytest.mark.parametrize("key", PANELS)
def test_no_english_is_left_in_spanish(helped, administrator, key):
    publish(EVERYTHING, by=administrator)
    typed = typed_words(alike=alike())

    for by in BY_FIELD:
        address = f"{PAGE}?panel={key}&by={by}"
        english, spanish = (
            words_of(Client(headers={"accept-language": language}).get(address).content.decode())
            for language in ("en", "es")
        )
        assert list(shared(english, spanish, typed=typed)) == []


@pytest.mark.parametrize("role", ["requester", "analyst"])
def test_members_read_it_as_everybody_does(helped, administrator, sign_in, role):
    publish([("quality", "rural_urban")], by=administrator)

    assert sign_in(factories.make_member(role)).get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("language", "hidden", "few"),
    [
        ("en", "Small counts are hidden, so the groups cannot be compared.", "Too few to compare."),
        ("es", "Se ocultan las cifras pequeñas, así que los grupos no se pueden comparar.",
         "Muy pocos para comparar."),
    ],
)  # fmt: skip
def test_what_is_hidden_is_not_said_to_be_too_few(language, hidden, few):
    with translation.override(language):
        said = [
            sentence(Finding(Measure.TARGET, "", (), is_known=False, is_hidden=is_hidden))
            for is_hidden in (True, False)
        ]

    assert said == [hidden, few]


def test_the_front_door_leads_to_it_as_long_as_something_is_public(
    helped, administrator, visitor, django_capture_on_commit_callbacks
):
    before = visitor.get("/").text
    with django_capture_on_commit_callbacks(execute=True):
        publish([("quality", "rural_urban")], by=administrator)
    shown = visitor.get("/").text
    with django_capture_on_commit_callbacks(execute=True):
        publish([], by=administrator)
    withdrawn = visitor.get("/").text

    assert [PAGE in page for page in (before, shown, withdrawn)] == [False, True, False]
    assert ["Numbers for everybody" in page for page in (before, shown, withdrawn)] == [False, True, False]


def test_the_front_door_names_no_network_that_shows_nothing(transactional_db, visitor):
    ours, theirs = make_world("ours"), make_world("theirs")
    with network_scope(theirs.network.pk):
        actions.publish([("quality", "rural_urban")], by=theirs.members[Role.ADMINISTRATOR])

    page = visitor.get("/")

    assert [(link.label, link.url) for link in page.context["numbers"]] == [(theirs.network.name, "/theirs/numbers/")]
    assert f"/{ours.network.slug}/" not in page.text


def test_the_front_door_remembers_whom_it_asked(network, visitor, django_assert_max_num_queries):
    visitor.get("/")

    with django_assert_max_num_queries(1):
        visitor.get("/")


def test_the_front_door_stays_open_while_the_cache_is_away(helped, administrator, visitor, monkeypatch):
    publish([("quality", "rural_urban")], by=administrator)
    for name in ("get", "set", "delete"):
        monkeypatch.setattr(public_pages.cache, name, _away)

    public_pages.changed()

    assert PAGE in visitor.get("/").text


def _away(*_args, **_kwargs):
    raise RedisError("away")
