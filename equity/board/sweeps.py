"""Every ten minutes: whose report is owed. What was missed while nothing ran is owed still."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from equity.board import actions, tasks
from tta_portal.clock import sweep
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

EVERY = timedelta(minutes=10).seconds


@sweep
def send_reports() -> None:
    """One task for each network that owes one."""
    if not cache.add("sweep:equity-report", 1, timeout=EVERY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            if actions.is_owed(at=timezone.now()):
                tasks.send_report.delay()
