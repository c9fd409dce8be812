"""Writing a request: drafts, and follow-on requests by one tap."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from requests_app.actions import moves
from requests_app.lifecycle import Status
from requests_app.models import TTARequest
from requests_app.models.requests import title_from
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.tenancy.models import Sequence

NUMBERED = "ttarequest"


@transaction.atomic
def save_draft(*, by: Membership, **fields: Any) -> TTARequest:
    """Begin a request; nobody outside the organization sees it until it is sent."""
    if not by.can(Permission.SUBMIT_REQUESTS) or by.organization is None:
        raise PermissionDenied("Only a member of a health department can ask for help here.")
    tta_request: TTARequest = TTARequest.objects.create(
        number=Sequence.next(NUMBERED),
        organization=by.organization,
        requester=by,
        title=fields.pop("title", "") or title_from(fields.get("need", "")),
        **fields,
    )
    return tta_request


@transaction.atomic
def change_draft(tta_request: TTARequest, *, by: Membership, **fields: Any) -> None:
    """Go on writing."""
    if tta_request.status != Status.DRAFT:
        raise Refused("This request has been sent already. Write a message to add to it.")
    if not by.speaks_for(tta_request.organization_id):
        raise PermissionDenied("Only your own health department can change this draft.")
    for name, value in fields.items():
        setattr(tta_request, name, value)
    tta_request.title = title_from(tta_request.need)
    tta_request.save(update_fields=[*fields, "title"])


@transaction.atomic
def discard_draft(tta_request: TTARequest, *, by: Membership) -> None:
    """Throw away a draft that was never sent."""
    if tta_request.status != Status.DRAFT or not by.speaks_for(tta_request.organization_id):
        raise Refused("Only a draft of your own health department can be thrown away.")
    tta_request.delete()


@transaction.atomic
def follow_on(tta_request: TTARequest, *, by: Membership, need: str) -> TTARequest:
    """A need that remains becomes a request of its own, linked to the one it follows."""
    follower = save_draft(
        by=by,
        need=need,
        hoped_for_change=tta_request.hoped_for_change,
        why_now=f"It remains after request {tta_request.number}.",
        topic=tta_request.topic,
        visibility=tta_request.visibility,
        language_needs=tta_request.language_needs,
        access_needs=tta_request.access_needs,
        follows=tta_request,
    )
    moves.submit(follower, by=by)
    if tta_request.lead is not None and tta_request.lead.is_active:
        follower.lead = tta_request.lead
        follower.save(update_fields=["lead"])
    return follower
