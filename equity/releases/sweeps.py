"""Every ten minutes: whether a public panel has no release of the latest months."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from equity.releases import making, tasks
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(minutes=10).seconds


@sweep
def make_releases() -> None:
    if not cache.add("sweep:releases", 1, timeout=EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if making.missing(at=timezone.now()):
                tasks.make_missing.delay()
