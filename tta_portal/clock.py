"""The clock: one `tick` every ten seconds, which starts whatever sweeps are due.

The schedule itself lives in Postgres; a tick only says "look now". Two clocks, or a
tick that runs twice, do no harm: claiming decides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps

import structlog
from celery import shared_task
from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.module_loading import autodiscover_modules

from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import network_scope

HEARTBEAT_KEY = "clock:heartbeat"
_sweeps: list[Callable[[], None]] = []
log = structlog.get_logger(__name__)


def sweep(function: Callable[[], None]) -> Callable[[], None]:
    """Register a function of some app's `sweeps.py` to run at every tick."""
    _sweeps.append(function)
    return function


def sweep_networks(*, every: timedelta) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register a function to run inside each network in turn, at most so often."""

    def register(function: Callable[[], None]) -> Callable[[], None]:
        key = f"sweep:{function.__module__}.{function.__name__}"

        @wraps(function)
        def in_each() -> None:
            if not cache.add(key, 1, timeout=int(every.total_seconds())):
                return
            for network_id in Network.objects.values_list("pk", flat=True):
                with network_scope(network_id):
                    function()

        return sweep(in_each)

    return register


@shared_task(soft_time_limit=60)
def tick() -> None:
    """Run every sweep; one that fails is logged and does not stop the others."""
    autodiscover_modules("sweeps")
    cache.set(HEARTBEAT_KEY, timezone.now().isoformat(), timeout=None)
    for run in _sweeps:
        try:
            run()
        except Exception:
            log.exception("sweep failed", sweep=run.__qualname__)


def last_beat() -> datetime | None:
    """Say when the clock last ticked, or None if it never did."""
    return parse_datetime(cache.get(HEARTBEAT_KEY) or "")
