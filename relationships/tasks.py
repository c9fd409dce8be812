"""What the clock's sweeps ask workers to do, a network at a time."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from relationships import actions


@shared_task(soft_time_limit=120)
def ask_and_chase() -> None:
    """Ask and remind in the network in force; running it again asks nobody twice."""
    actions.ask_due(at=timezone.now())
    actions.chase_unanswered(at=timezone.now())
