"""Every ten minutes: whose hour for the daily mail has come."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from tta_portal.clock import sweep
from tta_portal.notifications import actions
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(minutes=10).seconds


@sweep
def send_daily_mail() -> None:
    """One mail a member and day; its key makes a second one impossible."""
    if not cache.add("sweep:digests", 1, timeout=EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            actions.send_digests(at=timezone.now())
