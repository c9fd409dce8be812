"""Answering the demo's mail without a mail server."""

from __future__ import annotations

import email
import email.policy

import pytest
from django.test import Client
from django.utils import timezone

from demo import mail_program
from demo.letters import _answered_to
from tests.factories import make_request
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.parse import read
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message
from tta_portal.outbox.models import State as Sent


@pytest.fixture
def tta_request(network, requester, provider):
    made = make_request("acknowledged", requester=requester, lead=provider)
    Message.objects.update(state=Sent.SENT, sent_at=timezone.now())
    return made


@pytest.fixture
def url(tta_request, requester):
    message = Message.objects.filter(to_email=requester.email).last()
    return f"/demo/mail/{message.network_id}-{message.pk}/"


@pytest.fixture
def demo(settings):
    settings.DEMO = True


def test_an_answer_goes_the_way_of_every_mail(demo, tta_request, requester, url):
    client = Client()

    page = client.get(url).content.decode()
    answer = client.post(url, {"text": "Tuesday suits us."}, follow=True).content.decode()

    assert "Answer this mail as its recipient" in page
    assert f"The portal took it in. It is in request {tta_request.number} now." in answer
    message = tta_request.messages.get(via="mail")
    assert (message.author, message.body) == (requester, "Tuesday suits us.")
    assert "Common Thread wrote:\n> " in message.folded
    assert InboundMail.objects.get().state == State.JOINED


def test_an_empty_answer_is_asked_for_again(demo, url):
    answer = Client().post(url, {"text": " "})

    assert answer.status_code == 422
    assert b"Write a few words, then send them." in answer.content
    assert InboundMail.objects.count() == 0


def test_outside_the_demo_there_is_no_such_page(url):
    for method in ("get", "post"):
        assert getattr(Client(), method)(url, {"text": "Hello"}).status_code == 404
    assert InboundMail.objects.count() == 0


def test_a_mail_that_takes_no_answer_shows_no_form(demo, network):
    message = outbox.post(to=outbox.Recipient(email="a@b.example"), subject="s", paragraphs=["p"], dedupe_key="k")
    Message.objects.filter(pk=message.pk).update(state=Sent.SENT, sent_at=timezone.now())
    url = f"/demo/mail/{network.pk}-{message.pk}/"

    assert b"Answer this mail" not in Client().get(url).content
    assert Client().post(url, {"text": "Hello"}).status_code == 200
    assert InboundMail.objects.count() == 0


def test_the_answer_is_a_mail_as_programs_write_them(requester):
    sent = {
        "to_name": "Ana Çole", "to_email": "ana@delta.example", "reply_to": "r-1@reply.tests.example",
        "subject": "Your request 1: hello", "message_id": "<ours@tests.example>", "text": "Hello Ana,\n\nTuesday?",
        "at": timezone.now(),
    }  # fmt: skip

    raw = mail_program.as_mime(sent, "Sí.", at=timezone.now()).as_bytes()

    mime = email.message_from_bytes(raw, policy=email.policy.default)
    assert (mime["In-Reply-To"], mime["Subject"]) == ("<ours@tests.example>", "Re: Your request 1: hello")
    assert mime["From"].addresses[0].display_name == "Ana Çole"
    assert (read(raw).reply, read(raw).is_automatic) == ("Sí.", False)


def test_old_letters_of_the_demo_can_be_answered(tta_request, settings):
    assert _answered_to(tta_request)["Reply-To"].endswith("@reply.tests.example")
    settings.INBOUND_DOMAIN = ""
    assert _answered_to(tta_request) == {}
