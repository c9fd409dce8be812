"""Once a minute in each network: count the days of which something changed."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from equity.summaries import tasks
from equity.summaries.models import Change, Standing
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

LOOK_EVERY = timedelta(minutes=1).seconds
HOURLY = timedelta(hours=1)


@sweep
def keep_summaries() -> None:
    """Queue a pass where something changed, where there are no summaries yet, and once an hour for what settled."""
    if not cache.add("sweep:summaries", 1, timeout=LOOK_EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if is_due():
                tasks.catch_up.delay()


def is_due() -> bool:
    """Whether the summaries of the network in force lack something."""
    kept = Standing.objects.filter(counted_at__gt=timezone.now() - HOURLY)
    return Change.objects.exists() or not kept.exists()
