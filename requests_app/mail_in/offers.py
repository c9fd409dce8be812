"""What a person can do with a mail that found no request."""

from __future__ import annotations

from django.urls import reverse

from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.inbound.choices import Way, choice
from tta_portal.inbound.models import InboundMail


@choice
def join_it(mail: InboundMail, member: Membership) -> Way | None:
    """It belongs to a request that is here already."""
    return _way("Join it to a request", "join_mail", mail, member)


@choice
def open_one(mail: InboundMail, member: Membership) -> Way | None:
    """It is a need of its own."""
    return _way("Open a request from it", "open_mail", mail, member)


def _way(label: str, page: str, mail: InboundMail, member: Membership) -> Way | None:
    if not mail.from_email or not member.can(Permission.TRIAGE_REQUESTS):
        return None
    return {"label": label, "url": reverse(page, kwargs={"network": member.network.slug, "pk": mail.pk})}
