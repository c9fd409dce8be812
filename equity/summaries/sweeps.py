"""Once a minute in each network: the days of which something changed. Once a day: what reads the whole history."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from equity.summaries import nightly, tasks
from equity.summaries.models import Change, Standing
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

LOOK_EVERY = timedelta(minutes=1).seconds
HOURLY = timedelta(hours=1)
QUARTERLY = timedelta(minutes=15).seconds


@sweep
def keep_summaries() -> None:
    """Queue a pass where something changed, where there are no summaries yet, and once an hour for what settled."""
    if not cache.add("sweep:summaries", 1, timeout=LOOK_EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if is_due():
                tasks.catch_up.delay()


@sweep
def count_at_night() -> None:
    """Queue a pass where the last one is more than a day old; so each network keeps to the hour of its first."""
    if not cache.add("sweep:summaries:nightly", 1, timeout=QUARTERLY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if nightly.is_due(at=timezone.now()):
                tasks.count_at_night.delay()


def is_due() -> bool:
    """Whether the summaries of the network in force lack something."""
    kept = Standing.objects.filter(counted_at__gt=timezone.now() - HOURLY)
    return Change.objects.exists() or not kept.exists()
