"""Every ten minutes: whether a public panel has no release of the latest months."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from equity.releases import making, tasks
from tta_portal.clock import sweep_networks


@sweep_networks(every=timedelta(minutes=10))
def make_releases() -> None:
    """One task for a network that lacks one."""
    if making.missing(at=timezone.now()):
        tasks.make_missing.delay()
