"""Work that the clock asks for and that may take longer than a tick."""

from __future__ import annotations

from typing import Any

import structlog
from celery import shared_task
from django.core.cache import cache

from tta_portal.inbound import imap

COMMITS_IN_STEPS: dict[str, Any] = {"scoped": False}
LOCK, LOCK_SECONDS = "inbound:fetching", 600
log = structlog.get_logger(__name__)


@shared_task(soft_time_limit=500, **COMMITS_IN_STEPS)
def fetch_mail() -> None:
    """Empty the mailbox, one worker at a time; running it twice takes no mail in twice."""
    if not cache.add(LOCK, 1, timeout=LOCK_SECONDS):
        return
    try:
        imap.fetch()
    except imap.MailboxDown as error:
        log.warning("mailbox cannot be read", error=str(error))
    finally:
        cache.delete(LOCK)
