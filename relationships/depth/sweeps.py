"""Once a night in each network, on its own clock: how far every relationship has come."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db.models import Exists, OuterRef
from django.utils import timezone

from relationships.depth import tasks
from relationships.depth.models import Standing
from tta_portal.clock import sweep
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

LOOK_EVERY = timedelta(minutes=10).seconds
TWO_AT_NIGHT = time(2, 0)


@sweep
def compute_depth_at_night() -> None:
    """Queue the pass where a standing is older than last night; the tables say so, so no night is lost."""
    if not cache.add("sweep:depth", 1, timeout=LOOK_EVERY):
        return
    for network in Network.objects.all():
        with network_scope(network.pk):
            if is_due(network, at=timezone.now()):
                tasks.nightly.delay()


def is_due(network: Network, *, at: datetime) -> bool:
    """Whether a recipient has no standing of this night yet."""
    local = at.astimezone(ZoneInfo(network.time_zone))
    night = datetime.combine(local.date(), TWO_AT_NIGHT, tzinfo=local.tzinfo)
    if local < night:
        night -= timedelta(days=1)
    fresh = Standing.objects.filter(organization=OuterRef("pk"), computed_at__gte=night)
    return bool(Organization.objects.filter(~Exists(fresh), is_recipient=True).exists())
