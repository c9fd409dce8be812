from __future__ import annotations

import email
import email.policy
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from tests import factories
from tests.live import wait_for
from tta_portal.outbox import actions, delivery, mime, suppression, transports
from tta_portal.outbox.actions import Recipient
from tta_portal.outbox.models import Message, State, Suppression
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def network(transactional_db):
    """Delivery commits in steps, so these tests do too, and open their own scopes."""
    return factories.make_network("north")


@pytest.fixture
def mail_server(sink, settings):
    settings.EMAIL_TRANSPORT = sink.url
    return sink


def post(network, key="a", **fields):
    defaults = {
        "to": Recipient("ana@example.org", "Ana", "America/New_York"),
        "subject": "Hello",
        "paragraphs": ["Hi"],
    }
    with network_scope(network.pk):
        return actions.post(dedupe_key=key, **(defaults | fields))


def state_of(network, message):
    with network_scope(network.pk):
        return Message.objects.get(pk=message.pk)


def test_a_message_goes_out_once(network, mail_server):
    message = post(network)

    assert [delivery.send_due(network.pk), delivery.send_due(network.pk)] == [1, 0]

    assert mail_server.ids() == [message.message_id]
    assert state_of(network, message).state == State.SENT


def test_the_same_key_is_one_message(network, mail_server):
    first, second = post(network), post(network)

    assert first.pk == second.pk


def test_what_its_reader_may_no_longer_read_is_not_sent(network, mail_server):
    with network_scope(network.pk):
        tta_request = factories.make_request("acknowledged", visibility="named")
        outsider = factories.make_member("requester", organization=tta_request.organization)
        Message.objects.all().delete()
        readers = {"a": outsider.pk, "b": tta_request.requester.pk, "c": None}
        letters = [
            actions.Letter(Recipient("ana@example.org"), "Hello", ["Hi"], key, about=tta_request, reader=reader)
            for key, reader in readers.items()
        ]
        actions.post_all(letters)

    delivery.send_due(network.pk)

    with network_scope(network.pk):
        states = dict(Message.objects.values_list("dedupe_key", "state"))
    assert states == {"a": State.CANCELLED, "b": State.SENT, "c": State.SENT}
    assert len(mail_server.accepted) == 2


def test_message_id_and_date_are_fixed(network, mail_server):
    message = post(network)
    mails = [
        email.message_from_bytes(mime.as_bytes(state_of(network, message)), policy=email.policy.default)
        for _ in range(2)
    ]

    assert mails[0]["Message-ID"] == mails[1]["Message-ID"] == message.message_id
    assert mails[0]["Date"] == mails[1]["Date"]
    assert mails[0]["Auto-Submitted"] == "auto-generated"
    assert {part.get_content_type() for part in mails[0].iter_parts()} == {"text/plain", "text/html"}


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("451 try later", State.RETRY),
        ("550 no", State.DEAD),
        ("421 closing", State.RETRY),
        ("drop", State.UNCONFIRMED),
    ],
)
def test_what_the_server_says_after_the_dot(network, mail_server, answer, state):
    mail_server.answers = [answer]
    message = post(network)

    delivery.send_due(network.pk)

    assert state_of(network, message).state == state
    assert mail_server.ids() == []


def test_an_unreachable_server_costs_no_attempt(network, settings):
    settings.EMAIL_TRANSPORT = "smtp://127.0.0.1:1"
    message = post(network)

    delivery.send_due(network.pk)

    after = state_of(network, message)
    assert (after.state, after.attempts) == (State.RETRY, 0)


def test_after_five_attempts_it_is_given_up_and_listed(network, mail_server):
    message = post(network)
    for _ in range(5):
        mail_server.answers = ["451 try later"]
        with network_scope(network.pk):
            Message.objects.update(due_at=timezone.now())
        delivery.send_due(network.pk)

    assert state_of(network, message).state == State.DEAD
    with network_scope(network.pk):
        assert list(Message.objects.needing_a_person()) == [message]


def test_a_suppressed_address_gets_nothing(network, mail_server):
    with network_scope(network.pk):
        suppression.suppress("Ana@example.org", reason="bounced")
    message = post(network)

    delivery.send_due(network.pk)

    assert (state_of(network, message).state, mail_server.ids()) == (State.SUPPRESSED, [])


def test_who_wants_no_check_ins_still_gets_notices(network, mail_server):
    with network_scope(network.pk):
        suppression.suppress("ana@example.org", reason="asked", check_ins_only=True)
    post(network, "notice"), post(network, "check-in", kind=Message.Kind.CHECK_IN)

    delivery.send_due(network.pk)

    assert len(mail_server.ids()) == 1


def test_cancelling_wins_until_the_dot(network, mail_server, monkeypatch):
    message = post(network)
    offer = transports._SmtpSession.offer

    def offer_and_cancel(session, one):
        offered = offer(session, one)
        with network_scope(network.pk):
            actions.cancel(Message.objects.filter(pk=one.pk))
        return offered

    monkeypatch.setattr(transports._SmtpSession, "offer", offer_and_cancel)
    delivery.send_due(network.pk)

    assert (state_of(network, message).state, mail_server.ids()) == (State.CANCELLED, [])


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-11-24T15:00:00Z", True),
        ("2026-11-24T13:59:00Z", False),
        ("2026-11-24T22:01:00Z", False),
        ("2026-11-22T15:00:00Z", False),
        ("2026-03-09T13:30:00Z", True),
        ("2026-03-06T13:30:00Z", False),
    ],
    ids=["Tuesday 10:00", "Tuesday 8:59", "Tuesday 17:01", "Sunday", "summer time 9:30", "winter time 8:30"],
)
def test_check_ins_go_out_in_the_recipients_working_hours(network, mail_server, time_machine, now, goes):
    time_machine.move_to(now)
    message = post(network, any_hour=False, kind=Message.Kind.CHECK_IN)

    delivery.send_due(network.pk)

    assert bool(mail_server.ids()) == goes
    if not goes:
        after = state_of(network, message)
        assert (after.state, after.attempts) == (State.DUE, 0)
        assert after.due_at > timezone.now()


def test_links_that_are_keys_are_not_kept_after_sending(network, mail_server):
    message = post(network, paragraphs=["https://x.example/check-in/1-secretsecret/"])

    delivery.send_due(network.pk)

    assert "secretsecret" in mail_server.accepted[0].get_body().get_content()
    assert "secretsecret" not in state_of(network, message).text


def test_lines_of_dots_arrive_as_written(network, mail_server):
    post(network, paragraphs=["before\n.\n..\nafter"])

    delivery.send_due(network.pk)

    assert "before\n.\n..\nafter" in mail_server.accepted[0].get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_a_refused_address_is_not_tried_again(network, mail_server):
    async def handle_RCPT(server, session, envelope, address, options):  # noqa: N802  (its caller names it)
        return "550 5.1.1 no such person"

    mail_server.handle_RCPT = handle_RCPT
    message = post(network)

    delivery.send_due(network.pk)

    assert state_of(network, message).state == State.DEAD
    with network_scope(network.pk):
        assert Suppression.objects.get().email == "ana@example.org"


def test_a_person_settles_what_is_unconfirmed(network, mail_server):
    mail_server.answers = ["drop"]
    message = post(network)
    delivery.send_due(network.pk)

    with network_scope(network.pk):
        actions.confirm(Message.objects.get(), arrived=False)
    delivery.send_due(network.pk)

    assert (state_of(network, message).state, len(mail_server.ids())) == (State.SENT, 1)


def test_a_living_courier_keeps_its_claim_however_slow(network, mail_server):
    from tta_portal.outbox import couriers

    message = post(network)
    delivery._claim(network.pk, couriers.number(), 10)

    assert delivery.recover(network.pk) == 0
    assert state_of(network, message).state == State.CLAIMED


def test_a_dead_couriers_claim_is_released(network, mail_server):
    message = post(network)
    delivery._claim(network.pk, 12345, 10)

    assert delivery.recover(network.pk) == 1
    assert state_of(network, message).state == State.DUE


def test_future_messages_wait(network, mail_server):
    post(network, due_at=timezone.now() + timedelta(hours=1))

    assert delivery.send_due(network.pk) == 0


def test_a_name_with_a_line_break_is_one_line(network, mail_server):
    post(network, to=Recipient("ana@example.org", "Ana\r\nBcc: all@example.org"), subject="Hello\nBcc: x@example.org")

    delivery.send_due(network.pk)

    assert mail_server.accepted[0]["Bcc"] is None
    assert mail_server.accepted[0]["Subject"] == "Hello Bcc: x@example.org"


def test_a_message_we_trip_over_is_set_aside_and_the_rest_goes(network, mail_server):
    bad, good = post(network, "bad"), post(network, "good")
    with network_scope(network.pk):
        Message.objects.filter(pk=bad.pk).update(headers={"List-Unsubscribe": "two\nlines"})

    delivery.send_due(network.pk)

    assert state_of(network, bad).state == State.DEAD
    assert state_of(network, good).state == State.SENT


def test_a_courier_whose_database_went_away_lets_go_of_its_batch(network, mail_server, monkeypatch):
    message = post(network)

    def fails(*args, **named):
        raise OperationalError("the connection is closed")

    with monkeypatch.context() as broken:
        broken.setattr(delivery, "_step", fails)
        with pytest.raises(OperationalError):
            delivery.send_due(network.pk)
    assert state_of(network, message).state == State.CLAIMED

    wait_for(lambda: delivery.recover(network.pk) == 1, seconds=10, why="the server to free the courier's lock")
    delivery.send_due(network.pk)
    assert (state_of(network, message).state, len(mail_server.ids())) == (State.SENT, 1)


def test_what_was_accepted_is_noted_even_if_the_next_message_trips(network, mail_server, monkeypatch):
    first, second = post(network, "a"), post(network, "b")
    step = delivery._step

    def trips(network_id, courier, *, accepted, going):
        if going == second:
            raise ValueError("our own code")
        return step(network_id, courier, accepted=accepted, going=going)

    monkeypatch.setattr(delivery, "_step", trips)
    delivery.send_due(network.pk)

    assert state_of(network, first).state == State.SENT
    assert state_of(network, second).state == State.DEAD
    assert mail_server.ids() == [first.message_id]
