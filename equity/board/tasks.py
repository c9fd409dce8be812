"""What the clock asks workers to do about the report."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from equity.board import actions


@shared_task(soft_time_limit=300)
def send_report() -> None:
    """Send what is owed in the network in force; running it again sends nothing twice."""
    actions.send_due(at=timezone.now())
