"""Take a mail in: keep it first, then find out what it is. Nothing is lost on the way."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import structlog
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.files import vault
from tta_portal.inbound import handlers, parse
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.parse import ParsedMail
from tta_portal.inbound.routing import network_of, read_address
from tta_portal.inbound.signals import address_bounced
from tta_portal.outbox.models import Message
from tta_portal.outbox.suppression import suppress
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

MOST_BYTES = 40 * 1024**2
MOST_AN_HOUR = 20
HOUR = timedelta(hours=1)
UNDECIDED = "Nobody has decided yet what this belongs to."
log = structlog.get_logger(__name__)


class UnknownRecipient(Exception):
    """None of the addresses is one of ours."""


def receive(raw: bytes, *, rcpt: list[str]) -> list[InboundMail]:
    """Take a mail in for every network that its envelope names; raise UnknownRecipient if that is none.

    What fails before the mail is kept is raised, so that the mail server tries again. What fails after
    it leaves the mail `failed`, for a person to see.
    """
    targets = networks_named(rcpt) or _network_of_bounce(raw, rcpt)
    if not targets:
        raise UnknownRecipient(", ".join(rcpt)[:500])
    received = []
    for network_id, address in targets.items():
        with network_scope(network_id):
            mail = _keep(raw, rcpt=address)
        process(mail)
        received.append(mail)
    return received


def networks_named(rcpt: list[str]) -> dict[int, str]:
    """The networks that these addresses belong to; of several in one network a signed one counts."""
    named: dict[int, str] = {}
    for address in rcpt:
        network_id, signed = network_of(address)
        if network_id is not None and (network_id not in named or (signed and not read_address(named[network_id]))):
            named[network_id] = address
    return named


def process(mail: InboundMail) -> None:
    """Decide what a kept mail is. Doing so again changes nothing."""
    try:
        with network_scope(mail.network_id):
            locked: InboundMail = InboundMail.objects.select_for_update().get(pk=mail.pk)
            if locked.processed_at is None:
                _decide(locked)
                locked.processed_at = timezone.now()
                locked.save(update_fields=["processed_at"])
    except Exception:
        log.exception("mail cannot be handled", mail=mail.pk)
        with network_scope(mail.network_id):
            InboundMail.objects.filter(pk=mail.pk, processed_at=None).update(
                state=State.FAILED,
                reason="Something went wrong while this was read. The whole mail is kept.",
                processed_at=timezone.now(),
            )
    with network_scope(mail.network_id):
        mail.refresh_from_db()


@transaction.atomic
def settle(mail: InboundMail, state: str, *, reason: str = "", by: Membership | None = None) -> None:
    """Say what became of a mail; the first who says so is right."""
    settled = InboundMail.objects.filter(pk=mail.pk).in_state(State.WAITING, State.FAILED, State.IGNORED)
    mail.state, mail.reason, mail.handled_by, mail.handled_at = state, reason[:500], by, timezone.now()
    if not settled.update(state=state, reason=mail.reason, handled_by=by, handled_at=mail.handled_at):
        raise Refused("Somebody has dealt with this mail already. Reload the page to see how.")


def ignore(mail: InboundMail, *, by: Membership, reason: str) -> None:
    """Leave a mail aside, with the reason; it can still be looked at."""
    must(by, Permission.TRIAGE_REQUESTS)
    settle(mail, State.IGNORED, reason=reason, by=by)


def read_again(mail: InboundMail, *, by: Membership) -> None:
    """Try once more what went wrong, perhaps for a reason that is gone."""
    must(by, Permission.TRIAGE_REQUESTS)
    again = InboundMail.objects.filter(pk=mail.pk).in_state(State.FAILED)
    if not again.update(state=State.WAITING, reason="", processed_at=None):
        raise Refused("Somebody has dealt with this mail already. Reload the page to see how.")
    process(mail)


def _keep(raw: bytes, *, rcpt: str) -> InboundMail:
    """The mail as a row and its bytes; the same bytes again are the same mail."""
    digest = hashlib.sha256(raw).hexdigest()
    known: InboundMail | None = InboundMail.objects.filter(digest=digest).first()
    if known is not None:
        return known
    parsed, key = parse.read(raw[:MOST_BYTES]), vault.put(raw[:MOST_BYTES], folder="mail")
    try:
        with transaction.atomic():
            mail: InboundMail = InboundMail.objects.create(
                rcpt="".join(char for char in rcpt if char.isprintable())[:254],
                message_id=parsed.message_id,
                from_email=parsed.from_email,
                from_name=parsed.from_name,
                to=", ".join([*parsed.to, *parsed.cc])[:5000],
                subject=parsed.subject,
                digest=digest,
                key=key,
                size=len(raw),
                was_cut=len(raw) > MOST_BYTES,
            )
    except IntegrityError:  # it came in twice at the same moment
        vault.remove(key)
        return InboundMail.objects.get(digest=digest)
    except Exception:
        vault.remove(key)
        raise
    return mail


def _decide(mail: InboundMail) -> None:
    parsed = mail.parsed()
    if not parsed.is_readable:
        return _leave(mail, State.FAILED, "This cannot be read as a mail. It is kept as it came.")
    if parsed.is_from_us:
        return _leave(mail, State.IGNORED, "Common Thread sent this itself.")
    if parsed.is_bounce:
        return _take_bounce(mail, parsed)
    if parsed.is_automatic:
        return _leave(mail, State.IGNORED, parsed.automatic_because)
    if _comes_too_often(mail):
        return _leave(mail, State.WAITING, f"More than {MOST_AN_HOUR} mails came from this sender within an hour.")
    handlers.hand_over(mail, parsed, read_address(mail.rcpt))
    if mail.state == State.WAITING and not mail.reason:
        _leave(mail, State.WAITING, UNDECIDED)


def _leave(mail: InboundMail, state: str, reason: str) -> None:
    mail.state, mail.reason = state, reason
    mail.save(update_fields=["state", "reason"])


def _comes_too_often(mail: InboundMail) -> bool:
    recent = InboundMail.objects.all().from_sender_within(mail.from_email, HOUR, at=mail.received_at)
    return bool(recent.filter(received_at__lte=mail.received_at).count() > MOST_AN_HOUR)


def _take_bounce(mail: InboundMail, parsed: ParsedMail) -> None:
    """Stop writing to an address that does not exist, if the note is about a mail that we sent there.

    Anybody can write such a note; only whoever got our mail knows its Message-ID.
    """
    email = parsed.bounced_address
    if not _messages_sent(parsed).exists():
        return _leave(mail, State.IGNORED, f"It says that {email} cannot be reached, but not about a mail of ours.")
    suppress(email, reason="A mail came back: the address does not take mail.")
    _leave(mail, State.BOUNCED, f"{email} does not take mail. Nothing more is sent there.")
    address_bounced.send(InboundMail, email=email, mail=mail)


def _messages_sent(parsed: ParsedMail) -> QuerySet[Message]:
    sent: QuerySet[Message] = Message.objects.filter(
        message_id__in=parsed.bounced_ids, to_email__iexact=parsed.bounced_address
    )
    return sent


def _network_of_bounce(raw: bytes, rcpt: list[str]) -> dict[int, str]:
    """Notes of mail servers come to the address we send from, which no network owns."""
    ours = settings.MAIL_SENDER.lower()
    if not any(address.strip("<> ").lower() == ours for address in rcpt):
        return {}
    parsed = parse.read(raw[:MOST_BYTES])
    if not parsed.is_bounce:
        return {}
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if _messages_sent(parsed).exists():
                return {network_id: ours}
    return {}
