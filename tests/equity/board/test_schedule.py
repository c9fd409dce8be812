"""The report by schedule: once, to those who may see it, with the numbers of its day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from equity.board import actions, sweeps
from equity.board.models import Edition, Reader, Rhythm, Schedule
from tests import factories
from tests.equity.places import Asker, fill
from tests.live import wait_for
from tta_portal.outbox.models import Message
from tta_portal.outbox.readers import may_still_read
from tta_portal.tenancy.scope import network_scope

METRO = {"rural_urban": "metro", "vulnerability": "q1"}
NOVEMBER = datetime(2026, 11, 12, 15, tzinfo=UTC)
LONG_AGO = date(2020, 1, 15)


@pytest.fixture
def analyst(network):
    return factories.make_member("analyst", name="Noor Haddad", email="noor@demo.example")


@pytest.fixture
def monthly(network, administrator, analyst):
    """Every month to the analyst."""
    fill(Asker(), departments=45, asked=30, in_time=50, late=20, **METRO)
    actions.set_schedule(by=administrator, rhythm=Rhythm.MONTHLY, split="rural_urban", members=[analyst])
    Schedule.objects.update(since=LONG_AGO)


def mails() -> list[Message]:
    return list(Message.objects.filter(about__startswith="edition:").order_by("pk"))


@pytest.mark.parametrize(
    ("rhythm", "today", "due"),
    [
        (Rhythm.MONTHLY, date(2026, 11, 12), date(2026, 11, 1)),
        (Rhythm.MONTHLY, date(2026, 11, 1), date(2026, 11, 1)),
        (Rhythm.QUARTERLY, date(2026, 11, 12), date(2026, 10, 1)),
        (Rhythm.QUARTERLY, date(2026, 3, 31), date(2026, 1, 1)),
        (Rhythm.NEVER, date(2026, 11, 12), None),
    ],
)
def test_what_is_owed_on_which_day(rhythm, today, due):
    assert Schedule(rhythm=rhythm, since=LONG_AGO).due_on(today) == due


def test_a_new_schedule_owes_nothing_of_the_past(network):
    assert Schedule(rhythm=Rhythm.MONTHLY, since=date(2026, 11, 1)).due_on(date(2026, 11, 30)) is None


def test_the_mail_carries_the_answers_and_a_link_to_the_numbers_of_that_day(monthly, analyst, sign_in):
    edition = actions.send_due(at=timezone.now())
    fill(Asker(), departments=40, asked=40, in_time=40, **METRO)

    (mail,) = mails()
    page = sign_in(analyst).get(edition.get_absolute_url()).content.decode()

    assert mail.to_email == "noor@demo.example"
    assert "Who asks? 30 of 45 health departments on the roster asked for help" in mail.text
    assert edition.get_absolute_url() in mail.text
    assert "30 of 45 health departments" in page
    assert "as it was sent" in page
    assert "70 of 85" in sign_in(analyst).get("/north/equity/report/").content.decode()


def test_a_second_run_sends_nothing(monthly):
    first, second = actions.send_due(at=timezone.now()), actions.send_due(at=timezone.now())

    assert first is not None
    assert second is None
    assert len(mails()) == Edition.objects.count() == 1


def test_missed_months_are_caught_up_once(monthly, network):
    actions.send_due(at=NOVEMBER - timedelta(days=150))
    actions.send_due(at=NOVEMBER)
    actions.send_due(at=NOVEMBER + timedelta(days=1))

    assert list(Edition.objects.values_list("due_on", flat=True)) == [date(2026, 11, 1), date(2026, 6, 1)]


def test_who_lost_the_permission_gets_nothing(monthly, analyst):
    edition = actions.send_due(at=NOVEMBER - timedelta(days=40))
    (waiting,) = mails()
    assert may_still_read(waiting)

    analyst.role = "provider"
    analyst.save(update_fields=["role"])

    assert not may_still_read(waiting)
    assert actions.send_due(at=NOVEMBER) is None
    assert [edition] == list(Edition.objects.all())


def test_one_click_stops_it_and_also_the_mail_that_waits(monthly, analyst, sign_in):
    actions.send_due(at=timezone.now())
    client = sign_in(analyst)
    assert "Stop sending it to me" in client.get("/north/equity/report/schedule/").content.decode()

    answer = client.post("/north/equity/report/schedule/stop/", follow=True)

    assert "Stopped. No more reports are sent to you" in answer.content.decode()
    assert not Reader.objects.exists()
    assert [may_still_read(mail) for mail in mails()] == [False]


def test_an_administrator_chooses_rhythm_and_people(network, administrator, analyst, sign_in):
    provider = factories.make_member("provider")
    client = sign_in(administrator)
    page = client.get("/north/equity/report/schedule/").content.decode()

    empty = client.post("/north/equity/report/schedule/", {"rhythm": "monthly", "split": "vulnerability"})
    wrong = {"rhythm": "monthly", "split": "vulnerability", "members": [provider.pk]}
    right = wrong | {"members": [analyst.pk, administrator.pk]}
    answers = [client.post("/north/equity/report/schedule/", data).status_code for data in (wrong, right)]

    assert analyst.user.name in page
    assert provider.user.name not in page
    assert "Choose at least one person" in empty.content.decode()
    assert answers == [422, 302]
    assert (Schedule.objects.get().rhythm, Schedule.objects.get().by) == ("monthly", "vulnerability")
    assert set(Reader.objects.values_list("member", flat=True)) == {analyst.pk, administrator.pk}


def test_the_list_of_reports_asks_as_often_for_three_as_for_one(monthly, analyst, sign_in, django_assert_num_queries):
    client, content = sign_in(analyst), {"cover": []}
    Edition.objects.create(due_on=date(2026, 1, 1), content=content)
    client.get("/north/equity/report/")
    with CaptureQueriesContext(connection) as few:
        client.get("/north/equity/report/")
    for month in (2, 3):
        Edition.objects.create(due_on=date(2026, month, 1), content=content)

    with django_assert_num_queries(len(few)):
        page = client.get("/north/equity/report/").content.decode()

    assert "March 1, 2026" in page


@pytest.mark.slow
def test_the_worker_sends_what_the_clock_finds_owed_once(processes, sink):
    network = factories.make_network("north")
    with network_scope(network.pk):
        administrator = factories.make_member("administrator", email="lee@demo.example")
        analyst = factories.make_member("analyst", email="noor@demo.example")
        fill(Asker(), departments=45, asked=30, in_time=50, late=20, **METRO)
        both = [administrator, analyst]
        actions.set_schedule(by=administrator, rhythm=Rhythm.MONTHLY, split="rural_urban", members=both)
        Schedule.objects.update(since=LONG_AGO)

    processes.worker()
    processes.beat()
    processes.beat()
    wait_for(lambda: len(sink.accepted) >= 2, seconds=60, why="the report")
    cache.clear()  # as if ten minutes had passed: the clock looks again
    sweeps.send_reports()
    with network_scope(network.pk):
        wait_for(lambda: not Message.objects.exclude(state="sent").exists(), why="everything to be sent")
        assert Edition.objects.count() == 1
    assert sorted(mail["To"].addresses[0].addr_spec for mail in sink.accepted) == [
        "lee@demo.example",
        "noor@demo.example",
    ]
