"""What the clock and events ask workers to do about depth, a network at a time."""

from __future__ import annotations

from celery import shared_task

from relationships.depth import actions


@shared_task(soft_time_limit=300, acks_late=True)
def nightly() -> None:
    """Compute every recipient's standing, and let relationship check-ins fall due; again adds nothing."""
    actions.compute_all()
    actions.stay_in_touch()


@shared_task(soft_time_limit=60, acks_late=True)
def recompute(organization_ids: list[int]) -> None:
    """Compute the standing of some recipients; again changes nothing."""
    actions.recompute(organization_ids)
