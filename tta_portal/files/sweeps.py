"""Once an hour: throw away files that were sent and never used."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache

from tta_portal.clock import sweep
from tta_portal.files import actions
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

HOURLY = timedelta(hours=1).seconds


@sweep
def remove_forgotten_files() -> None:
    if not cache.add("sweep:forgotten-files", 1, timeout=HOURLY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            actions.remove_forgotten()
