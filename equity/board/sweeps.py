"""Every ten minutes: whose report is owed. What was missed while nothing ran is owed still."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from equity.board import actions, tasks
from tta_portal.clock import sweep_networks


@sweep_networks(every=timedelta(minutes=10))
def send_reports() -> None:
    """One task for a network that owes one."""
    if actions.is_owed(at=timezone.now()):
        tasks.send_report.delay()
