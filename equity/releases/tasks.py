"""What the clock asks workers to do about releases, a network at a time."""

from __future__ import annotations

from celery import shared_task

from equity.releases import making


@shared_task(soft_time_limit=500, acks_late=True)
def make_missing() -> None:
    """Make the month's releases that are missing; again makes none."""
    making.make_missing()
