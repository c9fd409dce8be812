"""Throw away what nobody will ask for again: files never used, and bytes without a row."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache

from tta_portal.clock import sweep
from tta_portal.files import actions
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

HOURLY = timedelta(hours=1).total_seconds()
DAILY = timedelta(days=1).total_seconds()


@sweep
def remove_forgotten_files() -> None:
    if not cache.add("sweep:forgotten-files", 1, timeout=HOURLY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            actions.remove_forgotten()


@sweep
def remove_bytes_without_a_row() -> None:
    if not cache.add("sweep:orphaned-bytes", 1, timeout=DAILY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            actions.remove_orphans()
