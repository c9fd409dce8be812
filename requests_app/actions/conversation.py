"""Writing to each other about a request, in the portal and by mail; what ended opens again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from requests_app.actions import moves, notices
from requests_app.actions.thread import UNDO, add_message, key_of, note_the_word, where_it_goes_on
from requests_app.lifecycle import ENDED
from requests_app.models import ThreadMessage, TTARequest, Voice
from tta_portal.accounts.models import SYSTEM, Actor, Membership
from tta_portal.files.models import StoredFile
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _


@transaction.atomic
def write_message(
    tta_request: TTARequest,
    *,
    by: Membership,
    body: str,
    is_internal: bool = False,
    attachments: Sequence[StoredFile] = (),
) -> ThreadMessage:
    """Write to the other side, or a note for the team alone; for some seconds it can be taken back.

    A message of the requester to an ended request opens it again.
    """
    tta_request = where_it_goes_on(tta_request)
    message = add_message(tta_request, by=by, body=body, is_internal=is_internal, attachments=attachments, delay=UNDO)
    if not by.is_staff:
        _open_again(tta_request, by)
    return message


@transaction.atomic
def add_from_outside(
    tta_request: TTARequest, *, from_name: str, from_email: str, body: str, **fields: Any
) -> ThreadMessage:
    """Add what came by mail from somebody without a login; the address is what the mail says, no more."""
    tta_request = where_it_goes_on(tta_request)
    message: ThreadMessage = ThreadMessage.objects.create(
        tta_request=tta_request, from_name=from_name[:120], from_email=from_email, body=body, **fields
    )
    note_the_word(tta_request, Voice.RECIPIENT, message.written_at, body, name=from_name)
    what = format_lazy(_("{name} wrote by mail"), name=message.from_name or from_email)
    notices.tell_team(tta_request, what, [body], key=key_of(message), by=SYSTEM, label=_("Answer"))
    _open_again(tta_request, SYSTEM)
    return message


def _open_again(tta_request: TTARequest, by: Actor) -> None:
    if tta_request.status in ENDED and tta_request.has_personal_reply:
        moves.reopen(tta_request, by=by, reason="The requester wrote again.")
