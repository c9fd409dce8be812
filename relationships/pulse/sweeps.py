"""Every few hours: whose pulse is due, where an administrator wants it taken."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache

from relationships.pulse import tasks
from relationships.pulse.models import PulseSetting
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(hours=3).seconds


@sweep
def take_the_pulse() -> None:
    if not cache.add("sweep:pulse", 1, timeout=EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if PulseSetting.objects.filter(times_a_year__gt=0).exists():
                tasks.ask_pulses.delay()
