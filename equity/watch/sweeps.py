"""Every few hours: the weeks that are over and in."""

from __future__ import annotations

from datetime import timedelta

from equity.watch import tasks
from tta_portal.clock import sweep_networks


@sweep_networks(every=timedelta(hours=6))
def watch_gaps() -> None:
    """One task a network; it adds nothing where nothing is in."""
    tasks.look.delay()
