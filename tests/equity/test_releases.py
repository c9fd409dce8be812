"""The ledger: whole months, made once, left as they are, and judged beside what was shown before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from equity import actions
from equity.releases import making, sweeps
from equity.releases.models import Release
from equity.releases.tables import months, table_of
from tests.equity.places import Asker, make_departments
from tests.equity.test_panels import charts_of
from tta_portal.directory.models import Organization

PAGE = "/north/numbers/?panel=overview&by=rural_urban"
NOON = datetime(2026, 5, 20, 12, tzinfo=UTC)


@pytest.fixture
def may(time_machine, network):
    """The twentieth of May, in a network with requests in each of the last eighteen months."""
    time_machine.move_to(NOON, tick=False)
    make_departments(60, rural_urban="metro", vulnerability="q1")
    make_departments(60, rural_urban="rural_remote", vulnerability="q1")
    return Asker()


def send(asker, *, on, metro, rural, first=0):
    """So many requests of each kind on a day, each answered in time, from the first department on."""
    for land, count in (("metro", metro), ("rural_remote", rural)):
        places = list(Organization.objects.filter(jurisdiction__rural_urban=land))
        asker.save(*(asker.ask(places[(first + n) % len(places)], sent=on) for n in range(count)))


def test_a_release_is_over_twelve_whole_months_that_are_over_and_in():
    found = {
        day: making.latest_period(zone="UTC", at=datetime(*day, 12, tzinfo=UTC))
        for day in ((2026, 5, 20), (2026, 5, 8), (2026, 5, 9), (2026, 1, 3))
    }

    spans = {day: (period.starts_on, period.ends_on) for day, period in found.items()}
    assert spans[2026, 5, 20] == spans[2026, 5, 9] == (date(2025, 5, 1), date(2026, 4, 30))
    assert spans[2026, 5, 8] == (date(2025, 4, 1), date(2026, 3, 31))
    assert spans[2026, 1, 3] == (date(2024, 12, 1), date(2025, 11, 30))
    assert len(list(months(*spans[2026, 5, 20]))) == 12
    assert making.due_on(date(2026, 4, 30)) == date(2026, 6, 9)


def test_what_was_shown_stays_as_it_is_until_the_next_release(may, administrator, days_pass):
    send(may, on=NOON - timedelta(days=60), metro=80, rural=60)
    actions.publish([("overview", "rural_urban")], by=administrator)
    assert making.missing(at=NOON) == ["overview"]
    assert making.make_missing(at=NOON) == 1
    before = charts_of(Client().get(PAGE).content.decode())["target"]["table_rows"]

    send(may, on=NOON - timedelta(days=40), metro=30, rural=30)
    assert making.make_missing(at=NOON + timedelta(days=5)) == 0
    meanwhile = charts_of(Client().get(PAGE).content.decode())["target"]["table_rows"]
    assert making.make_missing(at=NOON + timedelta(days=25)) == 1
    after = charts_of(Client().get(PAGE).content.decode())["target"]["table_rows"]

    assert before == meanwhile != after
    assert before[0][:3] == ["Metro", "80", "80"]
    assert Release.objects.count() == 2


def test_what_one_release_hides_the_next_does_not_give_away(may, administrator):
    send(may, on=NOON - timedelta(days=330), metro=40, rural=7)
    actions.publish([("overview", "rural_urban")], by=administrator)
    first = making.make("overview", at=NOON)
    send(may, on=NOON - timedelta(days=18), metro=5, rural=20, first=7)  # with these, it could be shown

    second = making.make("overview", at=NOON + timedelta(days=25))

    hidden = [0, "rural_remote"]
    assert hidden in first.hidden["due"]
    alone = table_of("overview", making.latest_period(zone="UTC", at=NOON + timedelta(days=25)), threshold=11).gate({})
    assert (0, "rural_remote") not in alone["due"]
    assert hidden in second.hidden["due"]


def test_a_panel_that_is_not_public_has_no_release(may, administrator):
    actions.publish([("overview", "rural_urban")], by=administrator)
    actions.publish([], by=administrator)

    assert making.make_missing(at=NOON) == 0
    assert not Release.objects.exists()


def test_a_refused_release_says_so(may, administrator, monkeypatch):
    monkeypatch.setattr(making, "settle", lambda *_, **__: None)
    actions.publish([("overview", "rural_urban")], by=administrator)
    making.make_missing(at=NOON)

    page = Client().get(PAGE).content.decode()

    assert Release.objects.get().is_refused
    assert "These numbers are not shown this month" in page
    assert not charts_of(page)


def test_the_clock_queues_what_is_missing_once(may, administrator, monkeypatch):
    queued = []
    monkeypatch.setattr(sweeps.tasks.make_missing, "delay", lambda: queued.append(1))
    actions.publish([("overview", "rural_urban")], by=administrator)

    sweeps.make_releases()
    sweeps.make_releases()

    assert queued == [1]
