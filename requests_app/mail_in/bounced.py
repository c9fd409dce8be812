"""Somebody who asked for help cannot be reached by mail any more: a person finds another way."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from requests_app import actions
from requests_app.actions import notices
from requests_app.models import TTARequest
from tta_portal.accounts.models import SYSTEM
from tta_portal.inbound.signals import address_bounced
from tta_portal.outbox.models import Suppression


@receiver(address_bounced)
def tell_the_leads(email: str, **kwargs: Any) -> None:
    """An address of ours leads nowhere any more."""
    find_another_way(email)


def find_another_way(email: str) -> None:
    """Open one task, each time the address is stopped, and tell the lead of each open request of that person."""
    waiting = TTARequest.objects.open().filter(requester__user__email=email.lower(), requester__is_active=True)
    related = ("organization", "network", "requester__user", "lead__user", "lead__organization", "lead__network")
    theirs = list(waiting.select_related(*related).order_by("-touched_at"))
    stopped = Suppression.objects.filter(email=email.lower()).first()
    if not theirs or stopped is None:
        return
    first, key = next((one for one in theirs if one.lead), theirs[0]), f"bounced:{stopped.pk}"
    who = first.requester.user.name
    reason = f"Mail to {email} comes back, so {who} hears nothing from us. Phone them, and ask for another address."
    actions.open_task(
        key=key, title=f"Find another way to reach {who}", reason=reason,
        organization=first.organization, tta_request=first, assigned_to=first.lead,
    )  # fmt: skip
    for tta_request in theirs:
        notices.tell(tta_request.lead, tta_request, "our mail does not arrive", [reason], key=key, by=SYSTEM)
