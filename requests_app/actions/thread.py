"""The conversation about a request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from requests_app.actions import notices
from requests_app.actions.attachments import attach_files
from requests_app.lifecycle import Status
from requests_app.models import ThreadMessage, TTARequest, Voice
from requests_app.models.thread import UNDO_SECONDS
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import STAFF_ROLES, Permission
from tta_portal.errors import Refused
from tta_portal.files.models import StoredFile
from tta_portal.notifications import actions as notifications
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

UNDO = timedelta(seconds=UNDO_SECONDS)
THANKED = r"thanks?|thanx|thx|ty|gracias|got it|received|appreciated?|cheers"
THANKS = re.compile(
    rf"(?=.*\b(?:{THANKED})\b)[^\w?]*(?:(?:{THANKED}|you|u|i|it|ok(?:ay)?|great|perfect|wonderful|many|much|muchas|"
    r"so much|very much|a lot|again|will do|all|everyone|for (?:this|that|everything|(?:the|your) \w+))\b[^\w?]*)+",
    re.IGNORECASE | re.DOTALL,
)
SHORT = 80


@transaction.atomic
def add_message(
    tta_request: TTARequest,
    *,
    by: Membership,
    body: str,
    is_internal: bool = False,
    attachments: Sequence[StoredFile] = (),
    delay: timedelta = timedelta(0),
    **fields: Any,
) -> ThreadMessage:
    """Add a message and tell the other side.

    The first message of a person of the team is the reply that the target waits for.
    """
    if not by.is_staff and not by.speaks_for(tta_request.organization_id):
        raise PermissionDenied(_("Only your own health department and the TTA team can write here."))
    if is_internal:
        must(by, Permission.WORK_REQUESTS)
    tta_request, now = where_it_goes_on(tta_request), timezone.now()
    message: ThreadMessage = ThreadMessage.objects.create(
        tta_request=tta_request,
        author=by,
        body=body,
        is_internal=is_internal,
        written_at=now,
        goes_out_at=now + delay,
        **fields,
    )
    attach_files(tta_request, [(None, one) for one in attachments], message=message)
    if is_internal:
        _tell_mentioned(tta_request, message, by)
    else:
        _pass_on(tta_request, message, by, delay)
    return message


def where_it_goes_on(tta_request: TTARequest) -> TTARequest:
    """Of a request that was merged the one it goes on in: there somebody reads what is written."""
    if tta_request.status == Status.MERGED and tta_request.merged_into is not None:
        return tta_request.merged_into
    return tta_request


@transaction.atomic
def take_back(message: ThreadMessage, *, by: Membership) -> None:
    """Undo sending, within some seconds: nobody has been told yet, and the clock of the reply runs on."""
    if message.author_id != by.pk:
        raise PermissionDenied(_("Only the person who wrote a message can take it back."))
    now = timezone.now()
    fresh = ThreadMessage.objects.filter(pk=message.pk, taken_back_at=None, goes_out_at__gt=now)
    if not fresh.update(taken_back_at=now):
        raise Refused(_("This message is on its way already. Write another one to correct it."))
    notifications.take_back(key_of(message))
    tta_request = message.tta_request
    if tta_request.first_reply_at == message.written_at:
        tta_request.first_reply_at = _first_reply(tta_request)
    tta_request.last_word = _last_word(tta_request)
    tta_request.save(update_fields=["first_reply_at", "last_word"])


def _first_reply(tta_request: TTARequest) -> datetime | None:
    ours = tta_request.messages.standing().filter(is_internal=False, author__role__in=STAFF_ROLES)
    sent = ours.filter(written_at__gte=tta_request.submitted_at).order_by("written_at")
    found: datetime | None = sent.values_list("written_at", flat=True).first()
    return found


def _last_word(tta_request: TTARequest) -> Voice:
    last = tta_request.messages.standing().filter(is_internal=False).select_related("author").last()
    is_ours = last is not None and last.author is not None and last.author.is_staff
    return Voice.TEAM if is_ours else Voice.RECIPIENT


def _pass_on(tta_request: TTARequest, message: ThreadMessage, by: Membership, delay: timedelta) -> None:
    if by.is_staff and tta_request.first_reply_at is None and tta_request.status != Status.DRAFT:
        tta_request.first_reply_at = message.written_at
    voice = Voice.TEAM if by.is_staff else Voice.RECIPIENT
    note_the_word(tta_request, voice, message.written_at, message.body, name=by.user.name)
    tell = notices.tell_recipients if by.is_staff else notices.tell_team
    what = format_lazy(_("{user} wrote to you"), user=by.user.name)
    tell(tta_request, what, [message.body], key=key_of(message), by=by, label=_("Answer"), delay=delay)


def note_the_word(tta_request: TTARequest, voice: Voice, at: datetime, body: str, *, name: str = "") -> None:
    """Who spoke last; an answer wakes a request that was laid aside, a mere “thanks” does not."""
    tta_request.last_word, tta_request.touched_at = voice, at
    if voice == Voice.RECIPIENT and tta_request.wakes_on_reply and not is_mere_thanks(body, name=name):
        tta_request.snoozed_until, tta_request.wakes_on_reply = None, False
    tta_request.save(update_fields=["first_reply_at", "last_word", "touched_at", "snoozed_until", "wakes_on_reply"])


def is_mere_thanks(body: str, *, name: str = "") -> bool:
    """Whether a message only says thanks, so that nobody needs to be woken by it; a last line may be the name."""
    lines, own = body.strip().splitlines(), set(name.casefold().split())
    if len(lines) > 1 and own and set(lines[-1].casefold().strip(" ,.-").split()) <= own:
        lines = lines[:-1]
    words = "\n".join(lines).strip()
    return len(words) <= SHORT and THANKS.fullmatch(words) is not None


def _tell_mentioned(tta_request: TTARequest, note: ThreadMessage, by: Membership) -> None:
    """@Name in a note tells that colleague, if they may read the request."""
    for member in mentioned(note.body):
        if TTARequest.objects.visible_to(member).filter(pk=tta_request.pk).exists():
            what = format_lazy(_("{user} mentioned you in a note"), user=by.user.name)
            notices.tell(member, tta_request, what, [note.body], key=key_of(note), by=by, delay=UNDO)


def mentioned(words: str) -> list[Membership]:
    """The members of the team whose names follow an @ in these words."""
    if "@" not in words:
        return []
    staff = list(Membership.objects.staff().select_related("user", "organization", "network"))
    names = sorted({_plain(member.user.name) for member in staff} - {""}, key=len, reverse=True)
    any_name = "|".join(re.escape(name) for name in names)
    said = set(re.findall(rf"(?<!\w)@({any_name})(?![\w-]|\.\w)", _plain(words)))
    return [member for member in staff if _plain(member.user.name) in said]


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def key_of(message: ThreadMessage) -> str:
    return f"thread:{message.pk}"
