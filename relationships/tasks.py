"""What the clock's sweeps ask workers to do, a network at a time."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from relationships import actions
from relationships.models import CheckIn


@shared_task(soft_time_limit=120)
def ask_and_chase() -> None:
    """Ask and remind in the network in force; running it again asks nobody twice.

    What does not fit into one transaction is asked in the next task, not at the next tick.
    """
    now = timezone.now()
    if actions.ask_due(at=now) and CheckIn.objects.due(at=now).exists():
        ask_and_chase.delay_on_commit()  # type: ignore[attr-defined]  # a DjangoTask
        return
    actions.chase_unanswered(at=now)
