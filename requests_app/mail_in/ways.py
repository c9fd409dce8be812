"""The ways by which a mail finds its request, in this order. What finds none waits for a person."""

from __future__ import annotations

from requests_app.mail_in import places, senders
from requests_app.mail_in.letters import join
from tta_portal.inbound.handlers import handler
from tta_portal.inbound.models import InboundMail
from tta_portal.inbound.parse import ParsedMail
from tta_portal.inbound.routing import Address

ONLY_A_CLAIM = "From is only what a mail says."
NOTHING_BEHIND = {
    "request": "The request that it answers was never sent, or is gone.",
    "check_in": "It answers a check-in that belongs to no request.",
    "engagement": "It answers an engagement that belongs to no single request.",
    "training": "It answers a letter about a training that belongs to no request.",
}


@handler
def by_its_address(mail: InboundMail, parsed: ParsedMail, address: Address | None) -> None:
    """Whoever knows a signed address got a mail of ours, or was handed it: it joins, whoever wrote it."""
    if address is None:
        return
    tta_request = places.request_behind(address.kind, address.number, address.member_id)
    if tta_request is None:
        _leave(mail, NOTHING_BEHIND[address.kind])
    elif not parsed.from_email:
        _leave(mail, f"It answers request {tta_request.number}, but does not say who sent it.")
    else:
        author = senders.author_with_address_of(address.member_id, tta_request, parsed.from_email)
        join(tta_request, mail, parsed, author=author)


@handler
def by_what_it_answers(mail: InboundMail, parsed: ParsedMail, address: Address | None) -> None:
    """It names a mail of ours that it answers, and comes from somebody who takes part."""
    sender = senders.member_at(parsed.from_email)
    tta_request = places.request_answered(parsed, member_id=sender.pk if sender else None)
    if tta_request is None:
        return
    if sender is not None and sender.is_staff and not places.was_written_to(sender, parsed):
        _leave(mail, f"It answers request {tta_request.number}. To speak for the team, that is not enough.")
    elif sender is not None and senders.may_write(tta_request, sender):
        join(tta_request, mail, parsed, author=sender)
    else:
        who = "its sender is not known" if sender is None else "its sender takes no part in it"
        _leave(mail, f"It answers request {tta_request.number}, but {who}. {ONLY_A_CLAIM}")


@handler
def by_its_subject(mail: InboundMail, parsed: ParsedMail, address: Address | None) -> None:
    """Its subject names a request of the sender's own health department.

    A number can be guessed and a From line invented, so nobody speaks for the team this way.
    """
    tta_request = places.request_named(parsed.subject)
    if tta_request is None:
        return
    sender = senders.author_of(tta_request, parsed.from_email)
    if sender is None:
        _leave(mail, f"Its subject names request {tta_request.number}, but its sender takes no part. {ONLY_A_CLAIM}")
    elif tta_request.is_confidential:
        _leave(mail, f"Its subject names request {tta_request.number}, which is confidential. {ONLY_A_CLAIM}")
    elif sender.is_staff:
        _leave(mail, f"Its subject names request {tta_request.number}. To speak for the team, that is not enough.")
    else:
        join(tta_request, mail, parsed, author=sender)


@handler
def by_a_person(mail: InboundMail, parsed: ParsedMail, address: Address | None) -> None:
    """Nothing says where it belongs."""
    sender = senders.member_at(parsed.from_email)
    if sender is None:
        _leave(mail, "Its sender is not known here, and nothing in it says which request it is about.")
    elif sender.is_staff:
        _leave(mail, f"It says it is from {sender} of your team, but not which request it is about.")
    else:
        whose = f" of {sender.organization}" if sender.organization else ""
        _leave(mail, f"It says it is from {sender}{whose}. It may be a new request.")


def _leave(mail: InboundMail, reason: str) -> None:
    """Let it wait; the first reason says the most."""
    if not mail.reason:
        mail.reason = reason[:500]
        mail.save(update_fields=["reason"])
