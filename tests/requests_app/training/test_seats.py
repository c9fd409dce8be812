from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from requests_app.models import ThreadMessage
from requests_app.training import actions
from requests_app.training.models import Registration, Session, State
from tests import factories
from tests.factories import make_member, make_request, make_series, make_session
from tests.races import at_once
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope


def states(session):
    return list(session.registrations.order_by("pk").values_list("state", flat=True))


def mail_to(member):
    return list(Message.objects.filter(to_email=member.email).order_by("pk").values_list("subject", flat=True))


def test_registering_takes_a_seat_and_sends_the_details(network, requester):
    session = make_session(capacity=2, link="https://example.org/join")

    registration = actions.register(session, by=requester)

    mail = Message.objects.get(to_email=requester.email)
    assert (registration.state, registration.organization) == (State.REGISTERED, requester.organization)
    assert mail.subject == f"You have a seat on {session.day}"
    for words in ("calendar.ics", "https://example.org/join", session.series.title):
        assert words in mail.text
    assert session.seats_left == 1


def test_the_subject_says_nothing_of_the_training(network, requester):
    session = make_session(make_series("A confidential outbreak"))

    actions.register(session, by=requester)

    assert all("outbreak" not in subject for subject in mail_to(requester))


def test_a_full_session_has_a_waiting_list_in_order(network):
    session = make_session(capacity=1)
    people = [make_member("requester") for _ in range(3)]

    for person in people:
        actions.register(session, by=person)

    assert states(session) == ["registered", "waiting", "waiting"]
    assert mail_to(people[1]) == [f"You are on the waiting list for {session.day}"]


def test_a_cancellation_moves_the_first_in_line_up(network):
    session = make_session(capacity=1)
    seated, first, second = [make_member("requester") for _ in range(3)]
    registrations = [actions.register(session, by=person) for person in (seated, first, second)]

    actions.cancel(registrations[0], by=seated)

    assert states(session) == ["cancelled", "registered", "waiting"]
    assert mail_to(first)[-1] == f"A seat is free: you are in on {session.day}"
    assert len(mail_to(second)) == 1


def test_who_left_the_network_is_passed_over(network):
    session = make_session(capacity=1)
    seated, gone, second = [make_member("requester") for _ in range(3)]
    registrations = [actions.register(session, by=person) for person in (seated, gone, second)]
    gone.is_active = False
    gone.save(update_fields=["is_active"])

    actions.cancel(registrations[0], by=seated)

    assert states(session) == ["cancelled", "waiting", "registered"]


def test_leaving_the_waiting_list_moves_nobody(network):
    session = make_session(capacity=1)
    people = [make_member("requester") for _ in range(3)]
    registrations = [actions.register(session, by=person) for person in people]

    actions.cancel(registrations[1], by=people[1])

    assert states(session) == ["registered", "cancelled", "waiting"]


def test_registering_twice_is_refused_kindly(network, requester):
    session = make_session()
    actions.register(session, by=requester)

    with pytest.raises(Refused, match="You have a seat in this session already"):
        actions.register(session, by=requester)


def test_who_cancelled_may_come_back(network, requester):
    session = make_session()
    actions.cancel(actions.register(session, by=requester), by=requester)

    assert actions.register(session, by=requester).state == State.REGISTERED


def test_cancelling_twice_is_refused_kindly(network, requester):
    registration = actions.register(make_session(), by=requester)
    actions.cancel(registration, by=requester)

    with pytest.raises(Refused, match="given up already"):
        actions.cancel(registration, by=requester)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"closes_at": timedelta(minutes=-1)}, "is closed"),
        ({"starts_at": timedelta(minutes=-1), "closes_at": timedelta(minutes=-1)}, "has begun already"),
        (
            {"starts_at": timedelta(hours=-3), "ends_at": timedelta(hours=-1), "closes_at": timedelta(hours=-3)},
            "This session was on",
        ),
    ],
)
def test_too_late_is_said_in_a_sentence(network, requester, changes, sentence):
    session = make_session()
    now = timezone.now()
    Session.objects.filter(pk=session.pk).update(**{name: now + delta for name, delta in changes.items()})

    with pytest.raises(Refused, match=sentence):
        actions.register(session, by=requester)


def test_a_seat_is_not_given_up_once_it_began(network, requester, days_pass):
    registration = actions.register(make_session(), by=requester)
    days_pass(7.01)

    with pytest.raises(Refused, match="has begun"):
        actions.cancel(registration, by=requester)


def test_nobody_cancels_for_somebody_else(network, requester):
    registration = actions.register(make_session(), by=requester)

    with pytest.raises(PermissionDenied):
        actions.cancel(registration, by=make_member("requester"))


def test_an_analyst_takes_no_seat(network):
    with pytest.raises(PermissionDenied):
        actions.register(make_session(), by=make_member("analyst"))


def test_the_organization_stays_the_one_of_that_day(network, requester):
    before = requester.organization
    registration = actions.register(make_session(), by=requester)

    requester.organization = factories.make_organization()
    requester.save(update_fields=["organization"])

    registration.refresh_from_db()
    assert registration.organization == before


def test_more_seats_go_to_those_who_wait(network, provider):
    session = make_session(capacity=1)
    people = [make_member("requester") for _ in range(4)]
    for person in people:
        actions.register(session, by=person)

    actions.change_session(session, by=provider, capacity=3)

    assert states(session) == ["registered", "registered", "registered", "waiting"]


def test_fewer_seats_than_people_are_refused(network, provider):
    session = make_session(capacity=2)
    for _ in range(2):
        actions.register(session, by=make_member("requester"))

    with pytest.raises(Refused, match="2 people have a seat already"):
        actions.change_session(session, by=provider, capacity=1)


def test_a_new_place_is_told_once_to_everybody(network, provider, requester):
    session = make_session()
    actions.register(session, by=requester)

    actions.change_session(session, by=provider, place="The armory")
    actions.change_session(session, by=provider, place="The armory", capacity=20)

    assert mail_to(requester).count("Your training changed: a new time or place") == 1
    session.refresh_from_db()
    assert session.revision == 2


def test_what_has_begun_is_not_changed(network, provider, days_pass):
    session = make_session()
    days_pass(8)

    with pytest.raises(Refused, match="can no longer be changed"):
        actions.change_session(session, by=provider, place="Elsewhere")


def test_a_request_is_answered_by_a_seat(network):
    tta_request = make_request("acknowledged")
    session = make_session(make_series("Heat and elders", topic=tta_request.topic))

    registration = actions.offer_seat(session, tta_request, by=tta_request.lead, words="This fits, I think.")

    message = ThreadMessage.objects.latest("pk")
    assert (registration.member, registration.tta_request) == (tta_request.requester, tta_request)
    assert message.body.startswith("This fits, I think.\n\nYou have a seat in “Heat and elders” on ")
    assert f"/training/sessions/{session.pk}/calendar.ics" in message.body
    assert message.author == tta_request.lead


def test_a_seat_is_not_offered_where_none_is_left(network, requester):
    tta_request = make_request("acknowledged")
    session = make_session(capacity=1)
    actions.register(session, by=requester)

    with pytest.raises(Refused, match="last seat"):
        actions.offer_seat(session, tta_request, by=tta_request.lead)

    assert Registration.objects.count() == 1


def test_a_seat_is_not_offered_twice(network):
    tta_request = make_request("acknowledged")
    session = make_session()
    actions.register(session, by=tta_request.requester)

    with pytest.raises(Refused, match=f"{tta_request.requester.user.name} has a seat"):
        actions.offer_seat(session, tta_request, by=tta_request.lead)


@pytest.fixture
def last_seat(transactional_db):
    """A network with one seat left and people who want it."""
    network = factories.make_network("race")
    with network_scope(network.pk):
        session = make_session(capacity=1)
        people = [make_member("requester") for _ in range(4)]
    return network, session, people


def test_the_last_seat_is_given_once(last_seat):
    network, session, people = last_seat

    raised = at_once(network, [lambda person=person: actions.register(session, by=person) for person in people])

    with network_scope(network.pk):
        assert sorted(states(session)) == ["registered", "waiting", "waiting", "waiting"]
    assert raised == []


def test_the_same_person_at_once_has_one_seat(last_seat):
    network, session, people = last_seat

    raised = at_once(network, [lambda: actions.register(session, by=people[0]) for _ in range(3)])

    with network_scope(network.pk):
        assert states(session) == ["registered"]
    assert [type(problem) for problem in raised] == [Refused, Refused]


def test_one_seat_given_up_is_given_once(last_seat):
    network, session, people = last_seat
    with network_scope(network.pk):
        registrations = [actions.register(session, by=person) for person in people[:3]]

    at_once(
        network,
        [
            lambda: actions.cancel(registrations[0], by=people[0]),
            lambda: actions.register(session, by=people[3]),
            lambda: actions.cancel(registrations[1], by=people[1]),
        ],
    )

    with network_scope(network.pk):
        assert states(session) == ["cancelled", "cancelled", "registered", "waiting"]
