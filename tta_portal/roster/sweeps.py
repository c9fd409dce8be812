"""Once a day: files that were sent and never brought in are let go."""

from __future__ import annotations

from datetime import timedelta

from django.core.cache import cache
from django.utils import timezone

from tta_portal.clock import sweep
from tta_portal.roster.models import ImportRun
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

DAILY = 24 * 3600
KEPT_FOR = timedelta(days=30)


@sweep
def let_go_of_unused_files() -> None:
    """A roster that nobody said yes to has no use after a month, and it names places and people."""
    if not cache.add("sweep:roster", 1, timeout=DAILY):
        return
    for network_id in Network.objects.values_list("pk", flat=True):
        with network_scope(network_id):
            waiting = [ImportRun.State.KEPT, ImportRun.State.CHECKED]
            ImportRun.objects.filter(state__in=waiting, made_at__lt=timezone.now() - KEPT_FOR).delete()
