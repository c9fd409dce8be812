"""A session that is not held, and the reminder of one that is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from icalendar import Calendar

from relationships.models import CheckIn
from requests_app.training import actions, sweeps
from requests_app.training.calendars import calendar_file
from requests_app.training.models import Certificate, Registration, Session
from tests.factories import make_member, make_network, make_request, make_session
from tta_portal.directory.models import Holiday
from tta_portal.errors import Refused
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope

NEW_YORK = ZoneInfo("America/New_York")


def mail_to(member):
    return list(Message.objects.filter(to_email=member.email).order_by("pk").values_list("subject", flat=True))


def call_off(session, by):
    actions.call_off(session, by=by, reason="The trainer is ill. A new date follows.")
    session.refresh_from_db()


# called off


def test_calling_off_tells_those_with_a_seat_and_those_who_wait(network, provider):
    session = make_session(by=provider, capacity=1)
    seated, waiting, gone = (make_member("requester") for _ in range(3))
    for member in (gone, seated, waiting):
        actions.register(session, by=member)
    actions.cancel(Registration.objects.get(member=gone), by=gone)
    notifications.choose(waiting, mail="none")

    call_off(session, provider)

    subject = f"Your training on {session.day} was called off"
    assert [mail_to(member)[-1:] == [subject] for member in (seated, waiting, gone)] == [True, True, False]
    told = Notification.objects.filter(words=subject).values_list("member", flat=True)
    assert set(told) == {seated.pk, waiting.pk}
    text = Message.objects.filter(to_email=seated.email).latest("pk").text
    assert "The trainer is ill. A new date follows." in text
    assert f"/training/sessions/{session.pk}/calendar.ics" in text


def test_calendars_follow(network, provider):
    session = make_session(by=provider)
    before = session.revision

    call_off(session, provider)

    (event,) = Calendar.from_ical(calendar_file(session, with_link=False)).walk("VEVENT")
    assert (str(event["STATUS"]), int(event["SEQUENCE"])) == ("CANCELLED", before + 1)


def test_no_seat_is_given_or_given_back_any_more(network, provider, requester):
    tta_request = make_request("acknowledged")
    session = make_session(by=provider, capacity=1)
    registration = actions.register(session, by=requester)
    waiting = actions.register(session, by=make_member("requester"))
    call_off(session, provider)

    for act in (
        lambda: actions.register(session, by=make_member("requester")),
        lambda: actions.offer_seat(session, tta_request, by=tta_request.lead),
        lambda: actions.cancel(registration, by=requester),
        lambda: actions.change_session(session, by=provider, capacity=9),
        lambda: actions.call_off(session, by=provider, reason="x"),
    ):
        with pytest.raises(Refused, match="was called off"):
            act()

    waiting.refresh_from_db()
    assert waiting.state == "waiting"


def test_nobody_was_there_and_no_check_in_follows(network, provider, requester):
    session = make_session(by=provider)
    registration = actions.register(session, by=requester)
    call_off(session, provider)
    begun = timezone.now() - timedelta(hours=2)
    Session.objects.filter(pk=session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=1), closes_at=begun)

    with pytest.raises(Refused, match="was called off"):
        actions.mark_attendance(session, by=provider, present=[registration.pk])

    assert (CheckIn.objects.count(), Certificate.objects.count()) == (0, 0)


def test_what_has_begun_is_not_called_off(network, provider):
    session, begun = make_session(by=provider), timezone.now() - timedelta(minutes=1)
    Session.objects.filter(pk=session.pk).update(starts_at=begun, closes_at=begun)

    with pytest.raises(Refused, match="has begun"):
        call_off(session, provider)


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_only_the_team_calls_off(network, role):
    session = make_session()

    with pytest.raises(PermissionDenied):
        call_off(session, make_member(role))

    assert Session.objects.get().called_off_at is None


def test_the_page_asks_why_and_shows_it(network, provider, requester, sign_in):
    session = make_session(by=provider)
    actions.register(session, by=requester)
    client, url = sign_in(provider), f"/north/training/sessions/{session.pk}/call-off/"

    assert "1 person has a seat or waits for one" in client.get(url).content.decode()
    empty = client.post(url, {"reason": ""})
    client.post(url, {"reason": "The trainer is ill."})

    assert empty.status_code == 422
    assert "Say in a sentence why" in empty.content.decode()
    for who in (provider, requester):
        page = sign_in(who).get(f"/north/training/series/{session.series_id}/").content.decode()
        assert "Called off.</b> The trainer is ill." in page
        assert "Cancel my seat" not in page
        assert "Register" not in page
    assert "0 sessions are coming up" not in sign_in(requester).get("/north/training/").content.decode()
    assert "Nothing is on the calendar yet" in sign_in(requester).get("/north/training/").content.decode()


# the reminder


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=NEW_YORK)


@pytest.fixture
def on_monday(network, requester, time_machine):
    """It is Wednesday, March 4; somebody has a seat on Monday the 9th, somebody else waits for one."""
    time_machine.move_to(at("2026-03-04 10:00"), tick=False)
    session = make_session(starts_at=at("2026-03-09 10:00"), capacity=1)
    actions.register(session, by=requester)
    waiting = make_member("requester")
    actions.register(session, by=waiting)
    Message.objects.all().delete()
    return session, requester, waiting


def remind(network, words):
    return actions.remind(network, at=at(words))


def test_the_reminder_comes_on_the_working_day_before_once(network, on_monday):
    _, seated, waiting = on_monday

    early = [remind(network, words) for words in ("2026-03-05 12:00", "2026-03-06 08:59")]
    then = [remind(network, words) for words in ("2026-03-06 09:00", "2026-03-06 09:10", "2026-03-09 09:30")]

    assert (early, then) == ([0, 0], [1, 0, 0])
    assert mail_to(seated) == ["Your training on March 9, 2026"]
    assert "10 am to 11:30 am Eastern time" in Message.objects.get().text
    assert mail_to(waiting) == []


@pytest.mark.parametrize("late", ["2026-03-06 17:30", "2026-03-07 12:00", "2026-03-08 12:00", "2026-03-09 10:00"])
def test_no_reminder_outside_working_hours_or_once_it_begins(network, on_monday, late):
    assert remind(network, late) == 0


def test_a_day_off_moves_the_reminder(network, on_monday):
    Holiday.objects.create(day=date(2026, 3, 6), name="Founders' day")

    assert [remind(network, words) for words in ("2026-03-05 09:00", "2026-03-06 09:00")] == [1, 0]


def test_another_date_is_reminded_of_anew(network, on_monday, provider):
    session, seated, _ = on_monday
    remind(network, "2026-03-06 09:00")
    later = at("2026-03-11 10:00")

    actions.change_session(session, by=provider, starts_at=later, ends_at=later + timedelta(hours=1), closes_at=later)

    assert [remind(network, words) for words in ("2026-03-09 09:00", "2026-03-10 09:00")] == [0, 1]
    assert mail_to(seated)[-1] == "Your training on March 11, 2026"


def test_nobody_is_reminded_of_what_was_called_off(network, on_monday, provider):
    session, _, _ = on_monday
    call_off(session, provider)

    assert remind(network, "2026-03-06 09:00") == 0


def test_who_registers_on_that_day_has_just_read_it(network, on_monday, time_machine):
    session, _, _ = on_monday
    Session.objects.update(capacity=9)
    time_machine.move_to(at("2026-03-06 09:05"), tick=False)
    late = make_member("requester")
    actions.register(session, by=late)

    assert remind(network, "2026-03-06 09:10") == 1
    assert mail_to(late) == ["You have a seat on March 9, 2026"]


def test_the_sweep_looks_into_every_network(db, time_machine):
    time_machine.move_to(datetime(2026, 3, 4, 15, tzinfo=UTC), tick=False)
    networks = [make_network("north"), make_network("south")]
    for network in networks:
        with network_scope(network.pk):
            actions.register(make_session(starts_at=at("2026-03-06 10:00")), by=make_member("requester"))
            Message.objects.all().delete()
    time_machine.move_to(datetime(2026, 3, 5, 15, tzinfo=UTC), tick=False)

    sweeps.remind_of_trainings()
    cache.clear()
    sweeps.remind_of_trainings()

    for network in networks:
        with network_scope(network.pk):
            assert [mail.subject for mail in Message.objects.all()] == ["Your training on March 6, 2026"]
