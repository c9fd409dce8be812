"""Once a minute in each network: the days of which something changed. Once a day: what reads the whole history."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from equity.summaries import nightly, tasks
from equity.summaries.models import Change, Standing
from tta_portal.clock import sweep_networks

HOURLY = timedelta(hours=1)


@sweep_networks(every=timedelta(minutes=1))
def keep_summaries() -> None:
    """Queue a pass where something changed, where there are no summaries yet, and once an hour for what settled."""
    if is_due():
        tasks.catch_up.delay()


@sweep_networks(every=timedelta(minutes=15))
def count_at_night() -> None:
    """Queue a pass where the last one is more than a day old; so each network keeps to the hour of its first."""
    if nightly.is_due(at=timezone.now()):
        tasks.count_at_night.delay()


def is_due() -> bool:
    """Whether the summaries of the network in force lack something."""
    kept = Standing.objects.filter(counted_at__gt=timezone.now() - HOURLY)
    return Change.objects.exists() or not kept.exists()
