from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from requests_app.models import Activity
from requests_app.training import actions
from requests_app.training.models import Certificate, Registration
from requests_app.training.signals import attended
from tests.factories import make_attended_session, make_member, make_request, make_series, make_session
from tta_portal.errors import Refused


@pytest.fixture
def heard():
    """Registrations of which the signal told."""
    told = []

    def listen(registration, **kwargs):
        told.append(registration.pk)

    attended.connect(listen)
    yield told
    attended.disconnect(listen)


def mark(session, by, *registrations):
    actions.mark_attendance(session, by=by, present=[one.pk for one in registrations])


@pytest.fixture
def begun(network, provider, requester, days_pass):
    """A session that has begun, with a requester and a partner in it."""
    session = make_session()
    both = [actions.register(session, by=requester), actions.register(session, by=make_member("partner"))]
    days_pass(7.1)
    return session, *both


def test_the_whole_list_is_kept_at_once(begun, provider):
    session, came, stayed_away = begun

    mark(session, provider, came)

    for registration in (came, stayed_away):
        registration.refresh_from_db()
    assert (came.state, stayed_away.state) == ("attended", "missed")


def test_certificates_are_numbered_in_the_network(begun, provider):
    session, *both = begun

    mark(session, provider, *both)

    assert sorted(Certificate.objects.values_list("number", flat=True)) == [1, 2]


def test_a_training_without_certificates_gives_none(network, provider, requester, days_pass):
    session = make_session(make_series(has_certificate=False))
    registration = actions.register(session, by=requester)
    days_pass(7.1)

    mark(session, provider, registration)

    assert Certificate.objects.count() == 0


def test_only_recipients_are_news_for_those_above(begun, provider, heard):
    session, requester_came, partner_came = begun

    mark(session, provider, requester_came, partner_came)

    assert heard == [requester_came.pk]


def test_keeping_the_same_list_again_changes_nothing(begun, provider, heard):
    session, came, _ = begun

    mark(session, provider, came)
    mark(session, provider, came)

    assert heard == [came.pk]
    assert Certificate.objects.count() == 1


def test_a_correction_takes_the_certificate_back(begun, provider):
    session, came, _ = begun
    mark(session, provider, came)
    certificate = Certificate.objects.get()
    assert certificate.is_readable_by(came.member)

    mark(session, provider)
    certificate.refresh_from_db()
    assert not certificate.is_readable_by(came.member)

    mark(session, provider, came)
    certificate.refresh_from_db()
    assert (certificate.number, certificate.withdrawn_at) == (1, None)


def test_the_list_waits_for_the_session_to_begin(network, provider, requester):
    session = make_session()
    registration = actions.register(session, by=requester)

    with pytest.raises(Refused, match="This session begins on"):
        mark(session, provider, registration)


def test_after_thirty_days_the_list_stays(begun, provider, days_pass):
    session, came, _ = begun
    days_pass(29.5)
    mark(session, provider, came)
    days_pass(1)

    with pytest.raises(Refused, match="closed 30 days after"):
        mark(session, provider)


def test_only_the_team_keeps_the_list(begun, requester):
    session, came, _ = begun

    with pytest.raises(PermissionDenied):
        mark(session, requester, came)


def test_whoever_waits_was_not_in_the_room(network, provider, days_pass):
    session = make_session(capacity=1)
    actions.register(session, by=make_member("requester"))
    waiting = actions.register(session, by=make_member("requester"))
    days_pass(7.1)

    mark(session, provider, waiting)

    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    assert Certificate.objects.count() == 0


@pytest.mark.parametrize(("status", "logged"), [("in_delivery", 1), ("following_up", 2), ("acknowledged", 0)])
def test_a_seat_that_answers_a_request_is_work_on_it(network, days_pass, status, logged):
    tta_request = make_request(status)
    registration = actions.offer_seat(
        make_session(make_series("Heat", topic=tta_request.topic)), tta_request, by=tta_request.lead
    )
    days_pass(7.1)

    mark(registration.session, tta_request.lead, registration)

    activities = Activity.objects.filter(tta_request=tta_request)
    assert activities.count() == logged
    if logged:
        newest = activities.latest("pk")
        assert (newest.strategy, newest.mode, float(newest.hours)) == ("training", "in_person", 1.5)
        assert newest.summary == "Took part in “Heat”."


def test_a_correction_takes_the_activity_back(network, days_pass):
    tta_request = make_request("in_delivery")
    registration = actions.offer_seat(make_session(), tta_request, by=tta_request.lead)
    days_pass(7.1)
    mark(registration.session, tta_request.lead, registration)

    mark(registration.session, tta_request.lead)

    assert Activity.objects.count() == 0
    assert Registration.objects.get().activity is None


def test_the_history_of_a_registration_is_kept(network, provider, requester):
    registration = make_attended_session(requester, by=provider)

    assert [past.state for past in registration.history.all()] == ["registered"]
    assert registration.session.ends_at < timezone.now() < registration.session.ends_at + timedelta(days=30)
