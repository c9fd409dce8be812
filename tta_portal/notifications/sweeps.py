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
AT_ONCE = 200


@sweep
def send_daily_mail() -> None:
    """One mail a member and day; its key makes a second one impossible."""
    if not cache.add("sweep:digests", 1, timeout=EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        _send_to_all(network_id)


def _send_to_all(network_id: int) -> None:
    """In short transactions, so that what was sent stays sent when the worker is stopped halfway."""
    now = timezone.now()
    with network_scope(network_id):
        waiting = actions.who_waits_for_a_digest(at=now)
    for first in range(0, len(waiting), AT_ONCE):
        with network_scope(network_id):
            actions.send_digests(at=now, to=waiting[first : first + AT_ONCE])
