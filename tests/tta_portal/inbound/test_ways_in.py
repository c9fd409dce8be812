"""Three ways in: LMTP, a mailbox, and a mail service's web requests."""

from __future__ import annotations

import os
import smtplib
import socket
import socketserver
import subprocess
import sys
import threading
from types import SimpleNamespace

import pytest
from anymail.inbound import AnymailInboundMessage
from anymail.signals import AnymailInboundEvent, inbound
from django.core.management import CommandError, call_command
from django.db import OperationalError

from devtools.services import free_port
from tests.factories import make_network
from tests.live import ROOT, MailServer, listens, wait_for
from tests.tta_portal.inbound.mails import INTAKE, make_mail
from tests.tta_portal.test_operations import PRODUCTION
from tta_portal import environment
from tta_portal.inbound import actions, imap, lmtp, sweeps, tasks
from tta_portal.inbound.models import InboundMail, State
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def north(transactional_db):
    return make_network("north")


def kept(network):
    with network_scope(network.pk):
        return list(InboundMail.objects.order_by("pk"))


@pytest.fixture
def server(north):
    with MailServer() as running:
        yield running.port


def send(port, raw, *rcpt, sender="ana@delta.example"):
    with smtplib.LMTP("127.0.0.1", port) as client:
        return client.sendmail(sender, list(rcpt), raw)


def test_a_mail_comes_in_by_lmtp(server, north):
    send(server, make_mail(), INTAKE)

    (mail,) = kept(north)
    assert (mail.subject, mail.state) == ("Heat", State.WAITING)
    with network_scope(north.pk):
        assert mail.raw().startswith(b"Return-Path: <ana@delta.example>\r\nFrom: Ana Cole")


def test_the_same_mail_delivered_twice_counts_once(server, north):
    send(server, make_mail(), INTAKE)
    send(server, make_mail(), INTAKE)

    assert len(kept(north)) == 1


def test_an_unknown_recipient_is_refused_for_good(server, north):
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(server, make_mail(), "nobody@reply.tests.example")

    assert refused.value.recipients["nobody@reply.tests.example"][0] == 550
    assert kept(north) == []


def test_a_mail_with_an_empty_sender_is_left_aside(server, north):
    send(server, make_mail(), INTAKE, sender="<>")

    (mail,) = kept(north)
    assert (mail.state, mail.reason) == (
        State.IGNORED, "It has no sender to answer to, as notes of mail servers do."
    )  # fmt: skip


def test_database_trouble_lets_the_mail_server_try_again(server, north, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("the database is away")

    with monkeypatch.context() as patch:
        patch.setattr(actions, "_keep", away)
        with pytest.raises(smtplib.SMTPDataError) as refused:
            send(server, make_mail(), INTAKE)
    send(server, make_mail(), INTAKE)

    assert refused.value.smtp_code == 451
    assert len(kept(north)) == 1


def test_each_recipient_gets_an_answer(server, north):
    south = make_network("south")
    lines = ["LHLO test", "MAIL FROM:<ana@delta.example>", f"RCPT TO:<{INTAKE}>", "RCPT TO:<no@reply.tests.example>",
             "RCPT TO:<south@reply.tests.example>", "DATA"]  # fmt: skip
    with socket.create_connection(("127.0.0.1", server), timeout=10) as connection:
        stream = connection.makefile("rwb")
        codes = [reply(stream), *(say(stream, line) for line in lines)]
        stream.write(make_mail() + b"\r\n.\r\n")
        stream.flush()
        codes += [reply(stream), reply(stream), say(stream, "QUIT")]

    assert codes == [220, 250, 250, 250, 550, 250, 354, 250, 250, 221]
    assert [len(kept(network)) for network in (north, south)] == [1, 1]


def say(stream, line):
    stream.write(line.encode() + b"\r\n")
    stream.flush()
    return reply(stream)


def reply(stream):
    line = stream.readline()
    while line[3:4] == b"-":
        line = stream.readline()
    return int(line[:3])


def test_what_is_no_mail_is_kept_as_such(server, north):
    send(server, b"\x00\xff no mail at all\r\n", INTAKE)

    assert [mail.state for mail in kept(north)] == [State.FAILED]


def test_very_long_lines_are_taken(server, north):
    raw = b"Subject: long\r\n\r\n" + b"x" * 200_000 + b"\r\n"

    send(server, raw, INTAKE)

    assert [mail.subject for mail in kept(north)] == ["long"]


def test_what_is_larger_than_any_mail_should_be_is_refused(server, north, monkeypatch):
    monkeypatch.setattr(lmtp, "LARGEST", 10_000)

    with pytest.raises((smtplib.SMTPSenderRefused, smtplib.SMTPDataError)) as refused:
        send(server, make_mail("x\n" * 10_000), INTAKE)

    assert refused.value.smtp_code == 552


@pytest.mark.slow
def test_the_command_takes_mail_until_it_is_stopped(processes, north):
    port = free_port()
    command = processes.start("manage", "receive_mail", "--port", str(port))
    wait_for(lambda: listens(port), why="receive_mail")

    send(port, make_mail(), INTAKE)
    command.terminate()

    assert command.wait(10) == 0
    assert len(kept(north)) == 1


def test_the_command_needs_a_domain(settings):
    settings.INBOUND_DOMAIN = ""

    with pytest.raises(CommandError, match="INBOUND_DOMAIN is not set"):
        call_command("receive_mail")


class Mailbox(socketserver.StreamRequestHandler):
    """As much IMAP as a fetch needs."""

    def handle(self):
        self.wfile.write(b"* OK ready\r\n")
        while line := self.rfile.readline():
            tag, _, command = line.decode().strip().partition(" ")
            self.server.heard.append(command)
            answer = self.answer(command.upper(), command)
            self.wfile.write(answer + f"{tag} OK done\r\n".encode())

    def answer(self, upper, command):
        words = command.split()
        if upper.startswith("CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n"
        if upper.startswith("SELECT"):
            return b"* 1 EXISTS\r\n"
        if upper.startswith("UID SEARCH"):
            unseen = [number for number in self.server.mails if number not in self.server.flags]
            return f"* SEARCH {' '.join(map(str, unseen))}\r\n".encode()
        if upper.startswith("UID FETCH"):
            raw = self.server.mails[int(words[2])]
            return b"* 1 FETCH (UID %s BODY[] {%d}\r\n" % (words[2].encode(), len(raw)) + raw + b")\r\n"
        if upper.startswith("UID STORE"):
            self.server.flags[int(words[2])] = command.partition("+FLAGS ")[2]
        return b""


@pytest.fixture
def mailbox(settings):
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mailbox) as running:
        running.mails, running.flags, running.heard = {}, {}, []
        threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.INBOUND_IMAP_URL = f"imap://user%40x:se%2Fcret@127.0.0.1:{running.server_address[1]}/In%20box"
        yield running
        running.shutdown()


def test_new_mail_is_fetched_and_marked_only_when_kept(north, mailbox, capsys):
    blind = f"Delivered-To: {INTAKE}\r\nTo: hidden\r\nSubject: Blind\r\n\r\nHello".encode()
    mailbox.mails = {7: make_mail(), 9: make_mail(To="someone@elsewhere.example"), 11: blind}

    call_command("fetch_mail")

    assert [mail.subject for mail in kept(north)] == ["Heat", "Blind"]
    assert mailbox.flags == {7: r"(\Seen)", 9: r"(\Seen \Flagged)", 11: r"(\Seen)"}
    assert mailbox.heard[1:3] == ['LOGIN user@x "se/cret"', 'SELECT "In box"']


def test_mail_that_cannot_be_kept_stays_new_in_the_mailbox(north, mailbox, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    mailbox.mails = {7: make_mail()}
    with monkeypatch.context() as patch:
        patch.setattr(actions, "_keep", away)
        with pytest.raises(OperationalError):
            imap.fetch()

    assert mailbox.flags == {}
    assert imap.fetch() == 1


def test_a_mailbox_that_is_away_is_said_in_a_sentence(settings, db):
    settings.INBOUND_IMAP_URL = "imap://user:secret@127.0.0.1:1/INBOX"

    with pytest.raises(CommandError, match="The mailbox cannot be read"):
        call_command("fetch_mail")
    tasks.fetch_mail()


def test_the_clock_looks_into_the_mailbox_once_a_minute(db, settings, monkeypatch):
    asked = []
    monkeypatch.setattr(tasks.fetch_mail, "delay", lambda: asked.append(1))

    sweeps.fetch_mail_from_the_mailbox()
    assert asked == []
    settings.INBOUND_IMAP_URL = "imap://user:secret@127.0.0.1:1/INBOX"
    sweeps.fetch_mail_from_the_mailbox()
    sweeps.fetch_mail_from_the_mailbox()

    assert asked == [1]


def event(raw, **envelope):
    message = AnymailInboundMessage.parse_raw_mime_bytes(raw)
    message.envelope_recipient = envelope.get("recipient")
    message.envelope_sender = envelope.get("sender")
    return AnymailInboundEvent(event_type="inbound", message=message, esp_event=SimpleNamespace())


def test_a_mail_service_brings_a_mail(north):
    inbound.send(sender=None, event=event(make_mail(To="hidden@delta.example"), recipient=INTAKE), esp_name="Test")

    assert [(mail.subject, mail.rcpt) for mail in kept(north)] == [("Heat", INTAKE)]


def test_without_an_envelope_the_headers_say_whom_it_is_for(north):
    inbound.send(sender=None, event=event(make_mail()), esp_name="Test")
    inbound.send(sender=None, event=event(make_mail(To="x@elsewhere.example")), esp_name="Test")

    assert len(kept(north)) == 1


def test_what_cannot_be_kept_is_brought_again(north, monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError

    monkeypatch.setattr(actions, "_keep", away)

    with pytest.raises(OperationalError):
        inbound.send(sender=None, event=event(make_mail(), recipient=INTAKE), esp_name="Test")


KNOCK = """
import django; django.setup()
from django.test import Client
from django.urls import NoReverseMatch, reverse
try:
    url, host = reverse("anymail:postmark_inbound_webhook"), {"host": "tta.example.org"}
    answer = Client().post(url, "{}", content_type="application/json", secure=True, headers=host)
    print(url, answer.status_code)
except NoReverseMatch:
    print("nothing")
"""


@pytest.mark.parametrize(
    ("email_url", "secret", "heard"),
    [
        ("anymail+postmark://key@postmark", "user:password", "/inbound/postmark/inbound/ 400"),
        ("anymail+postmark://key@postmark", "", "nothing"),
        ("smtp://mail.example", "user:password", "nothing"),
    ],
)
def test_the_services_address_exists_only_with_a_service_and_its_secret(email_url, secret, heard):
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    chosen = {
        "EMAIL_URL": email_url,
        "ANYMAIL_WEBHOOK_SECRET": secret,
        "DJANGO_SETTINGS_MODULE": "tta_portal.settings",
    }
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KNOCK],
        cwd=ROOT, env=kept | PRODUCTION | chosen, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert done.stdout.strip() == heard


@pytest.mark.parametrize(
    ("read", "name", "value"),
    [
        (environment.domain, "INBOUND_DOMAIN", "not a domain"),
        (environment.domain, "INBOUND_DOMAIN", "localhost"),
        (environment.mailbox, "INBOUND_IMAP_URL", "imaps://mail.example/INBOX"),
        (environment.mailbox, "INBOUND_IMAP_URL", "pop3://user:password@mail.example"),
    ],
)
def test_a_wrong_address_is_refused_by_name(monkeypatch, read, name, value):
    monkeypatch.setenv(name, value)

    with pytest.raises(environment.Refusal, match=name):
        read(name)
