"""Which request a mail belongs to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from requests_app.lifecycle import Status
from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.inbound.parse import ParsedMail
from tta_portal.outbox.models import Message

Finder = Callable[[int, int | None], int | None]
LONGEST_WAY = 5
NUMBERED = re.compile(
    r"\b(?:request|solicitud)\s*(?:no\.|number|nº|#)?\s*(?P<said>\d{1,9})\b|\[#?(?P<bare>\d{1,9})\]", re.IGNORECASE
)
_finders: dict[str, Finder] = {}


def stands_behind(*kinds: str) -> Callable[[Finder], Finder]:
    """Register a function that says which request stands behind a thing that mail can be about.

    It gets the thing's key and, if that is known, whose mail it is; it returns the request's key or None.
    `kinds` are names of `routing.LETTERS` and of models, as `Message.about` has them.
    """

    def register(finder: Finder) -> Finder:
        _finders.update(dict.fromkeys(kinds, finder))
        return finder

    return register


@stands_behind("request", "ttarequest")
def _itself(number: int, member_id: int | None) -> int | None:
    return number


def request_behind(kind: str, number: int, member_id: int | None) -> TTARequest | None:
    """The request that takes a mail about this thing, if there is one."""
    finder = _finders.get(kind)
    pk = finder(number, member_id) if finder else None
    return None if pk is None else _that_takes_mail(pk=pk)


def request_named(subject: str) -> TTARequest | None:
    """The request whose number a subject names, as in “Request 12” or “[12]”."""
    for named in NUMBERED.finditer(subject):
        found = _that_takes_mail(number=int(named["said"] or named["bare"]))
        if found is not None:
            return found
    return None


def request_answered(parsed: ParsedMail, *, member_id: int | None) -> TTARequest | None:
    """The request that a mail of ours was about, which this one says it answers."""
    for message in answered(parsed):
        kind, _, number = message.about.partition(":")
        found = request_behind(kind, int(number), member_id) if number.isdigit() else None
        if found is not None:
            return found
    return None


def was_written_to(member: Membership, parsed: ParsedMail) -> bool:
    """Whether one of the mails of ours that this one says it answers went to that member."""
    return any(message.to_email.lower() == member.email.lower() for message in answered(parsed))


def answered(parsed: ParsedMail) -> list[Message]:
    """Mails of ours, in this network, that this one says it answers; the last one first."""
    ids = [one for one in (parsed.in_reply_to, *reversed(parsed.references)) if one]
    sent = Message.objects.filter(message_id__in=ids).only("message_id", "about", "dedupe_key", "to_email")
    return sorted(sent, key=lambda message: ids.index(message.message_id))


def where_it_goes_on(tta_request: TTARequest) -> TTARequest | None:
    """The request itself, or the one it was merged into; a draft takes no mail."""
    found: TTARequest | None = tta_request
    for _ in range(LONGEST_WAY):
        if found is None or found.status != Status.MERGED:
            break
        found = _requests().filter(pk=found.merged_into_id).first()
    return None if found is None or found.status in (Status.DRAFT, Status.MERGED) else found


def _that_takes_mail(**which: int) -> TTARequest | None:
    found: TTARequest | None = _requests().filter(**which).first()
    return where_it_goes_on(found) if found else None


def _requests() -> Any:
    return TTARequest.objects.select_related(
        "organization", "network", "requester__user", "requester__network", "lead__user", "lead__network"
    )
