"""What the clock asks workers to do about the pulse."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from relationships.pulse import actions


@shared_task(soft_time_limit=120)
def ask_pulses() -> None:
    """Ask whoever is due in the network in force; running it again asks nobody twice."""
    actions.ask_due(at=timezone.now())
