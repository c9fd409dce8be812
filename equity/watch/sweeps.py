"""Every few hours: the weeks that are over and in."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache

from equity.watch import tasks
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(hours=6).seconds


@sweep
def watch_gaps() -> None:
    if not cache.add("sweep:watch", 1, timeout=EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            tasks.look.delay()
