"""A batch over one connection: one trip to the database a message, and the next envelope along with each dot."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.live import wait_for
from tta_portal.outbox import actions, couriers, delivery, transports
from tta_portal.outbox.actions import Recipient
from tta_portal.outbox.models import Message, State
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def network(transactional_db):
    return factories.make_network("north")


@pytest.fixture
def mail_server(sink, settings):
    settings.EMAIL_TRANSPORT = sink.url
    return sink


def post(network, *keys):
    with network_scope(network.pk):
        letters = [actions.Letter(Recipient(f"{key}@example.org"), "Hello", ["Hi"], key) for key in keys]
        actions.post_all(letters)


def states(network):
    with network_scope(network.pk):
        return dict(Message.objects.order_by("pk").values_list("dedupe_key", "state"))


def arrived(mail_server):
    return [mail["To"] for mail in mail_server.accepted]


@pytest.mark.parametrize("pipelining", [True, False])
def test_a_batch_goes_out_whatever_the_server_understands(network, mail_server, pipelining):
    mail_server.pipelining = pipelining
    post(network, "a", "b", "c")

    delivery.send_due(network.pk)

    assert arrived(mail_server) == ["a@example.org", "b@example.org", "c@example.org"]
    assert set(states(network).values()) == {State.SENT}


def test_each_message_costs_one_trip_to_the_database(network, mail_server):
    counts = []
    for keys in (["a"], ["b", "c", "d"]):
        post(network, *keys)
        with CaptureQueriesContext(connection) as queries:
            delivery.send_due(network.pk)
        counts.append(len(queries))

    assert counts[1] - counts[0] == 2


@pytest.mark.parametrize(
    ("answer", "first"),
    [("451 later", State.RETRY), ("421 closing", State.RETRY), ("550 no", State.DEAD), ("drop", State.UNCONFIRMED)],
)
@pytest.mark.parametrize("pipelining", [True, False])
def test_what_becomes_of_one_dot_does_not_touch_the_next_message(network, mail_server, answer, first, pipelining):
    mail_server.answers, mail_server.pipelining = [answer], pipelining
    post(network, "a", "b")

    delivery.send_due(network.pk)

    assert states(network) == {"a": first, "b": State.SENT}
    assert arrived(mail_server) == ["b@example.org"]


@pytest.mark.parametrize("refused", ["a", "b", "c"])
@pytest.mark.parametrize("pipelining", [True, False])
def test_a_refused_address_does_not_hold_up_the_others(network, mail_server, refused, pipelining):
    async def handle_RCPT(server, session, envelope, address, options):  # noqa: N802  (its caller names it)
        if address.startswith(refused):
            return "550 5.1.1 no such person"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    mail_server.handle_RCPT, mail_server.pipelining = handle_RCPT, pipelining
    post(network, "a", "b", "c")

    delivery.send_due(network.pk)

    assert states(network) == {key: State.DEAD if key == refused else State.SENT for key in "abc"}


def test_cancelling_wins_although_the_envelope_went_along(network, mail_server, monkeypatch):
    post(network, "a", "b", "c")
    offer = transports._SmtpSession.offer

    def offer_and_cancel(session, one):
        offered = offer(session, one)
        with network_scope(network.pk):
            actions.cancel(Message.objects.filter(pk=one.pk, dedupe_key="b"))
        return offered

    monkeypatch.setattr(transports._SmtpSession, "offer", offer_and_cancel)
    delivery.send_due(network.pk)

    assert states(network) == {"a": State.SENT, "b": State.CANCELLED, "c": State.SENT}
    assert arrived(mail_server) == ["a@example.org", "c@example.org"]


def test_one_that_cannot_be_written_is_set_aside_between_two_that_go(network, mail_server):
    post(network, "a", "b", "c")
    with network_scope(network.pk):
        Message.objects.filter(dedupe_key="b").update(headers={"List-Unsubscribe": "two\nlines"})

    delivery.send_due(network.pk)

    assert states(network) == {"a": State.SENT, "b": State.DEAD, "c": State.SENT}
    assert arrived(mail_server) == ["a@example.org", "c@example.org"]


def test_an_address_that_is_two_commands_is_never_said(network, mail_server):
    post(network, "a", "b")
    with network_scope(network.pk):
        Message.objects.filter(dedupe_key="b").update(to_email="b@example.org>\r\nRCPT TO:<x@example.org")

    delivery.send_due(network.pk)

    assert states(network) == {"a": State.SENT, "b": State.DEAD}
    assert arrived(mail_server) == ["a@example.org"]


def test_a_cut_connection_leaves_no_doubt_about_what_was_accepted(network, mail_server, monkeypatch):
    post(network, "a", "b")
    offer = transports._SmtpSession.offer

    def offer_and_cut(session, one):
        if one.dedupe_key == "b":
            cut = "SELECT pg_terminate_backend(%s)"
            couriers._couriers[0].connection.execute(cut, [connection.connection.info.backend_pid])
        return offer(session, one)

    with monkeypatch.context() as cutting:
        cutting.setattr(transports._SmtpSession, "offer", offer_and_cut)
        with pytest.raises(OperationalError):
            delivery.send_due(network.pk)
    assert states(network) == {"a": State.SENT, "b": State.CLAIMED}

    wait_for(lambda: delivery.recover(network.pk) == 1, seconds=10, why="the server to free the courier's lock")
    delivery.send_due(network.pk)
    assert arrived(mail_server) == ["a@example.org", "b@example.org"]
