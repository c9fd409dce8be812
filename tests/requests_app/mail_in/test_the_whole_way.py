"""From the notice in somebody's mailbox over the mail server to the notice of the lead."""

from __future__ import annotations

import smtplib

import pytest

from tests.factories import make_member, make_network, make_request
from tests.live import MailServer
from tests.tta_portal.inbound.mails import make_mail
from tta_portal.inbound.models import InboundMail, State
from tta_portal.outbox import delivery
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def north(transactional_db):
    network = make_network("north")
    with network_scope(network.pk):
        requester = make_member("requester", email="ana@delta.example", name="Ana Cole")
        lead = make_member("provider", email="maya@institute.example", name="Maya Rivera")
        make_request("acknowledged", requester=requester, lead=lead)
    return network


def test_an_answer_goes_from_mailbox_to_mailbox(north, sink, settings):
    settings.EMAIL_TRANSPORT = sink.url
    delivery.send_due(north.pk)
    notice = next(mail for mail in sink.accepted if "ana@delta.example" in mail["To"])
    answer = make_mail(
        "Tuesday suits us.",
        To=notice["Reply-To"],
        Subject=f"Re: {notice['Subject']}",
        In_Reply_To=notice["Message-ID"],
    )
    sink.accepted.clear()

    with MailServer() as server, smtplib.LMTP("127.0.0.1", server.port) as client:
        client.sendmail("ana@delta.example", [notice["Reply-To"]], answer)
    delivery.send_due(north.pk)

    (told,) = sink.accepted
    assert "maya@institute.example" in told["To"]
    assert "Tuesday suits us." in told.get_body(("plain",)).get_content()
    with network_scope(north.pk):
        assert InboundMail.objects.get().state == State.JOINED
