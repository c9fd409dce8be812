"""At every tick: which targets are near, and which were missed."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from requests_app import actions
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(minutes=5).seconds


@sweep
def watch_targets() -> None:
    """Every five minutes, warn before targets and escalate after them; a key makes each happen once."""
    if not cache.add("sweep:targets", 1, timeout=EVERY):
        return
    for network in Network.objects.all():
        with network_scope(network.pk):
            actions.watch(network, at=timezone.now())
