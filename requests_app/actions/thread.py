"""The conversation about a request."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from requests_app.actions import notices
from requests_app.models import ThreadMessage, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission


def add_message(tta_request: TTARequest, *, by: Membership, body: str, is_internal: bool = False) -> ThreadMessage:
    """Add a message and tell the other side.

    The first message of a person of the team is the reply that the target waits for.
    """
    if not by.is_staff and not by.speaks_for(tta_request.organization_id):
        raise PermissionDenied("Only your own health department and the TTA team can write here.")
    if is_internal:
        must(by, Permission.WORK_REQUESTS)
    message: ThreadMessage = ThreadMessage.objects.create(
        tta_request=tta_request, author=by, body=body, is_internal=is_internal
    )
    if not is_internal:
        _pass_on(tta_request, message, by)
    return message


def _pass_on(tta_request: TTARequest, message: ThreadMessage, by: Membership) -> None:
    if by.is_staff and tta_request.first_reply_at is None:
        tta_request.first_reply_at = message.written_at
    tta_request.touched_at = message.written_at
    tta_request.save(update_fields=["first_reply_at", "touched_at"])
    reader = tta_request.requester if by.is_staff else tta_request.lead
    what = f"{by.user.name} wrote to you"
    notices.tell(reader, tta_request, what, [message.body], key=f"thread:{message.pk}", by=by, label="Answer")
