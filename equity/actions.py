"""Deciding what everybody may read. Call through the module: `actions.publish(…)`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from equity.models import PublishedPanel
from tta_portal import public_pages
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission

Choice = tuple[str, str]  # a panel, and the dimension it is split by


@transaction.atomic
def publish(chosen: Iterable[Choice], *, by: Membership) -> None:
    """Show exactly these panels on the public page; what was shown and is not chosen is withdrawn."""
    must(by, Permission.MANAGE_NETWORK)
    wanted, now = set(chosen), timezone.now()
    shown = {
        (one.panel, one.dimension): one for one in PublishedPanel.objects.in_force().select_for_update(of=("self",))
    }
    gone = [one.pk for choice, one in shown.items() if choice not in wanted]
    PublishedPanel.objects.filter(pk__in=gone).update(withdrawn_at=now, withdrawn_by=by)
    transaction.on_commit(public_pages.changed)
    PublishedPanel.objects.bulk_create(
        PublishedPanel(panel=panel, dimension=dimension, published_by=by, published_at=now)
        for panel, dimension in sorted(wanted - shown.keys())
    )
