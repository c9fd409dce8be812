"""What becomes of a mail that comes in."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.utils import timezone

from tests.factories import make_member, make_network
from tests.tta_portal.inbound.mails import INTAKE, make_bounce, make_mail
from tta_portal.errors import Refused
from tta_portal.files import vault
from tta_portal.inbound import actions, handlers, sweeps
from tta_portal.inbound.choices import choices_for
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.routing import Address, intake_address, network_of, read_address, reply_address
from tta_portal.inbound.signals import address_bounced
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Suppression
from tta_portal.tenancy.scope import network_scope


def take(raw, *rcpt):
    (mail,) = actions.receive(raw, rcpt=list(rcpt) or [INTAKE])
    return mail


def posted(email="gone@delta.example"):
    return outbox.post(to=outbox.Recipient(email=email), subject="s", paragraphs=["p"], dedupe_key=email)


def test_a_mail_is_kept_and_waits(network):
    raw = make_mail()

    mail = take(raw)

    assert (mail.state, mail.reason) == (State.WAITING, actions.UNDECIDED)
    assert (mail.from_email, mail.from_name, mail.subject) == ("ana@delta.example", "Ana Cole", "Heat")
    assert (mail.message_id, mail.to, mail.rcpt) == ("<one@delta.example>", INTAKE, INTAKE)
    assert (mail.raw(), mail.size, mail.was_cut) == (raw, len(raw), False)
    assert mail.processed_at is not None


def test_the_same_mail_counts_once(network):
    first, again = take(make_mail()), take(make_mail())

    assert first == again
    assert InboundMail.objects.count() == 1


def test_a_mail_for_nobody_here_is_refused(network):
    for address in ("nobody@reply.tests.example", "north@elsewhere.example", "r-1-q1-0-" + "a" * 20, ""):
        with pytest.raises(actions.UnknownRecipient):
            actions.receive(make_mail(), rcpt=[address])

    assert InboundMail.objects.count() == 0


def test_a_mail_to_two_networks_is_one_in_each(transactional_db):
    networks = make_network("north"), make_network("south")

    kept = actions.receive(make_mail(), rcpt=[INTAKE, "South@Reply.Tests.Example", "x@reply.tests.example"])

    assert [mail.network_id for mail in kept] == [network.pk for network in networks]
    for network in networks:
        with network_scope(network.pk):
            assert InboundMail.objects.count() == 1


def test_a_mail_that_cannot_be_read_is_kept_and_listed(network):
    mail = take(b"\xff\xfe no mail at all")

    assert (mail.state, mail.raw()) == (State.FAILED, b"\xff\xfe no mail at all")
    assert mail.reason.startswith("This cannot be read as a mail.")


def test_invisible_characters_keep_no_mail_out(network):
    mail = take(b"From: a@b.example\nMessage-ID: <a\0b@c>\nSubject: x\0y\n\nHello\0", "north+\0@reply.tests.example")

    assert (mail.subject, mail.message_id, mail.rcpt) == ("xy", "", "north+@reply.tests.example")


def test_a_mail_that_is_too_large_is_kept_cut(network, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", 300)

    mail = take(make_mail("x" * 1000))

    assert (mail.was_cut, len(mail.raw()), mail.subject) == (True, 300, "Heat")
    assert mail.size > 1000


def test_a_handler_gets_the_mail_and_settles_it(network):
    seen = []

    @handlers.handler
    def join(mail, parsed, address):
        seen.append((parsed.reply, address))
        actions.settle(mail, State.JOINED)

    @handlers.handler
    def never_asked(mail, parsed, address):
        raise AssertionError

    address = reply_address("request", 12, 7)
    mail = take(make_mail("Yes.\n"), address)

    assert mail.state == State.JOINED
    assert seen == [("Yes.", Address(network.pk, "request", 12, 7))]


def test_a_handler_that_fails_loses_nothing(network):
    @handlers.handler
    def fail(mail, parsed, address):
        make_member("analyst", email="half@done.example")
        raise RuntimeError("a mistake of ours")

    mail = take(make_mail())

    assert (mail.state, mail.raw()) == (State.FAILED, make_mail())
    assert mail.reason == "Something went wrong while this was read. The whole mail is kept."
    assert make_member("analyst", email="half@done.example").pk


def test_a_failed_mail_is_read_again_once_the_reason_is_gone(network, provider, requester, monkeypatch):
    @handlers.handler
    def fail(mail, parsed, address):
        raise RuntimeError

    mail = take(make_mail())
    monkeypatch.setattr(handlers, "_handlers", [])

    with pytest.raises(PermissionDenied):
        actions.read_again(mail, by=requester)
    actions.read_again(mail, by=provider)

    assert (mail.state, mail.reason) == (State.WAITING, actions.UNDECIDED)
    with pytest.raises(Refused, match="dealt with this mail already"):
        actions.read_again(mail, by=provider)


def test_what_fails_before_it_is_kept_is_raised(network, monkeypatch):
    def full(content, folder):
        raise OSError("no space left")

    monkeypatch.setattr(vault, "put", full)
    with pytest.raises(OSError, match="no space"):
        take(make_mail())

    monkeypatch.undo()
    assert take(make_mail()).state == State.WAITING


def test_a_row_that_cannot_be_written_leaves_no_bytes(network, monkeypatch):
    removed = []
    monkeypatch.setattr(vault, "remove", removed.append)

    def fail(**fields):
        raise OperationalError

    monkeypatch.setattr(InboundMail.objects, "create", fail)
    with pytest.raises(OperationalError):
        take(make_mail())

    assert len(removed) == 1


def test_what_a_dying_process_left_is_finished(transactional_db, days_pass):
    network = make_network("north")
    with network_scope(network.pk):
        mail = actions._keep(make_mail(), rcpt=INTAKE)
        assert (mail.state, mail.reason, mail.processed_at) == (State.WAITING, "", None)
    days_pass(0.01)

    sweeps.finish_what_was_left_half_done()

    with network_scope(network.pk):
        mail.refresh_from_db()
    assert (mail.reason, mail.processed_at is not None) == (actions.UNDECIDED, True)


def test_mail_of_machines_opens_nothing(network):
    handlers.handler(lambda mail, parsed, address: pytest.fail("no handler may see it"))

    mail = take(make_mail(Auto_Submitted="auto-replied"))

    assert (mail.state, mail.reason) == (State.IGNORED, "It says that a machine sent it by itself.")


def test_our_own_mail_goes_round_only_once(network):
    handlers.handler(lambda mail, parsed, address: pytest.fail("no handler may see it"))
    message = posted()

    mail = take(make_mail(Message_ID=message.message_id))

    assert (mail.state, mail.reason) == (State.IGNORED, "Common Thread sent this itself.")


def test_a_sender_who_writes_without_end_waits_for_a_person(network, monkeypatch):
    monkeypatch.setattr(actions, "MOST_AN_HOUR", 2)
    mails = [take(make_mail(Message_ID=f"<{n}@delta.example>")) for n in range(3)]
    other = take(make_mail(From="ben@delta.example"))

    assert [mail.reason for mail in mails[:2]] == [actions.UNDECIDED] * 2
    assert mails[2].reason == "More than 2 mails came from this sender within an hour."
    assert other.reason == actions.UNDECIDED


def test_a_bounce_stops_further_mail_and_tells_the_apps_above(network):
    told = []
    message = posted("gone@delta.example")

    def hear(sender, email, mail, **kwargs):
        told.append((email, mail.pk))

    address_bounced.connect(hear)
    try:
        mail = take(make_bounce("Gone@delta.example", message.message_id))
    finally:
        address_bounced.disconnect(hear)

    assert (mail.state, told) == (State.BOUNCED, [("gone@delta.example", mail.pk)])
    assert [one.email for one in Suppression.objects.all()] == ["gone@delta.example"]


@pytest.mark.parametrize(
    ("address", "message_id"),
    [("gone@delta.example", "<somebody@elsewhere.example>"), ("victim@delta.example", None)],
)
def test_a_bounce_about_no_mail_of_ours_stops_nothing(network, address, message_id):
    message = posted("gone@delta.example")

    mail = take(make_bounce(address, message_id or message.message_id))

    assert (mail.state, Suppression.objects.count()) == (State.IGNORED, 0)
    assert mail.reason == f"It says that {address} cannot be reached, but not about a mail of ours."


def test_a_bounce_to_the_senders_address_finds_its_network(transactional_db):
    make_network("south")
    network = make_network("north")
    with network_scope(network.pk):
        message = posted()

    mail = take(make_bounce("gone@delta.example", message.message_id), "Portal@tests.example")

    assert (mail.network_id, mail.state) == (network.pk, State.BOUNCED)


def test_other_mail_to_the_senders_address_is_for_nobody(network):
    with pytest.raises(actions.UnknownRecipient):
        actions.receive(make_mail(), rcpt=["portal@tests.example"])


def test_a_mail_is_settled_once(network, provider):
    mail = take(make_mail())
    actions.settle(mail, State.JOINED, by=provider)

    with pytest.raises(Refused, match="dealt with this mail already"):
        actions.ignore(mail, by=provider, reason="Advertising")


def test_a_reply_address_says_what_it_was_made_for(network):
    for kind, number, member in [("request", 1, None), ("request", 10**9, 10**9), ("engagement", 35, 36)]:
        address = reply_address(kind, number, member)

        assert len(address.partition("@")[0]) <= 64
        assert address == address.lower()
        assert read_address(address.upper()) == Address(network.pk, kind, number, member)
        assert network_of(f"Common Thread <{address}>") == (network.pk, read_address(address))


def test_a_changed_reply_address_is_worth_nothing(network):
    address = reply_address("request", 12, 7)

    for changed in (
        address.replace("-qc-", "-qd-"),
        address.replace("-7-", "-8-"),
        address.replace(f"r-{network.pk}-", f"r-{network.pk + 1}-"),
        address.replace("@reply.tests.example", "@elsewhere.example"),
        address[1:],
    ):
        assert changed != address
        assert read_address(changed) is None


def test_an_address_outlives_a_changed_key(network, settings):
    address = reply_address("request", 12, 7)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another" * 10

    assert read_address(address) is not None
    settings.SECRET_KEY_FALLBACKS = []
    assert read_address(address) is None


def test_without_a_domain_no_mail_is_taken(network, settings):
    settings.INBOUND_DOMAIN = ""

    assert (reply_address("request", 1, None), intake_address(network)) == ("", "")
    assert network_of("north@") == (None, None)


def test_nobody_offers_a_way_until_somebody_does(network, provider):
    assert choices_for(take(make_mail()), provider) == []


def test_the_pile_of_an_hour_is_counted_by_its_sender(network):
    take(make_mail())
    recent = InboundMail.objects.all().from_sender_within("ana@delta.example", timedelta(hours=1), at=timezone.now())

    assert recent.count() == 1
