"""What the clock asks workers to do about the watch, a network at a time."""

from __future__ import annotations

from celery import shared_task

from equity.watch import actions


@shared_task(soft_time_limit=300, acks_late=True)
def look() -> None:
    """Count the weeks that are in; again adds nothing."""
    actions.look()
