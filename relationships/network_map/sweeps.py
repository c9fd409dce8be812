"""Once a night the map of each network is drawn anew."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from relationships.network_map import tasks
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

A_DAY = int(timedelta(days=1).total_seconds())


@sweep
def draw_maps() -> None:
    """Each network once a day, first thing after midnight there or when the portal starts."""
    for network in Network.objects.all():
        with network_scope(network.pk):
            if cache.add(f"sweep:map:{network.pk}:{timezone.localdate()}", 1, timeout=A_DAY):
                tasks.draw_map.delay()
