"""The postman. Running it twice does no more than running it once: claiming decides."""

from __future__ import annotations

from typing import Any

import structlog
from celery import shared_task
from kombu.exceptions import OperationalError

from tta_portal.outbox import delivery

log = structlog.get_logger(__name__)
COMMITS_IN_STEPS: dict[str, Any] = {"scoped": False}


@shared_task(soft_time_limit=300, time_limit=330, **COMMITS_IN_STEPS)
def send_due(network_id: int) -> None:
    """Send a network's due mail; each message is committed by itself, so no scope is open around it."""
    while delivery.send_due(network_id) >= delivery.BATCH:
        continue


def nudge(network_id: int) -> None:
    """Ask a worker to send now; if the broker is away the next tick does it."""
    try:
        send_due.apply_async((network_id,), retry=False)
    except OperationalError as error:
        log.warning("broker unreachable, mail waits for the clock", error=str(error)[:200])
