"""Every ten minutes: whose training is tomorrow."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from requests_app.training import actions
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(minutes=10).seconds


@sweep
def remind_of_trainings() -> None:
    """Each session remembers of which date its people were reminded, so nobody is reminded twice."""
    if not cache.add("sweep:trainings", 1, timeout=EVERY):
        return
    for network in Network.objects.all():
        with network_scope(network.pk):
            actions.remind(network, at=timezone.now())
