"""Who is told what about a request. A subject never carries a word of the need."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings

from requests_app.models import TTARequest
from tta_portal.accounts.models import Actor, Membership
from tta_portal.outbox import actions as outbox


def recipient(member: Membership) -> outbox.Recipient:
    """The address of a member, with the clock they live by."""
    zone = member.organization.time_zone if member.organization else member.network.time_zone
    return outbox.Recipient(email=member.email, name=member.user.name, time_zone=zone)


def page_of(tta_request: TTARequest) -> str:
    return f"{settings.SITE_URL}{tta_request.get_absolute_url()}"


def tell(
    member: Membership | None,
    tta_request: TTARequest,
    what: str,
    paragraphs: Sequence[str],
    *,
    key: str,
    by: Actor,
    label: str = "Open the request",
) -> None:
    """Write to one member about a request, unless they did it themselves or have left."""
    if member is None or member.pk == by.pk or not member.is_active:
        return
    outbox.post(
        to=recipient(member),
        subject=f"Your request {tta_request.number}: {what}"
        if not member.is_staff
        else f"Request {tta_request.number}: {what}",
        paragraphs=paragraphs,
        links=[outbox.Link(label, page_of(tta_request))],
        about=tta_request,
        dedupe_key=f"{key}:to:{member.pk}",
    )
