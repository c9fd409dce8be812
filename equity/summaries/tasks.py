"""What the clock asks workers to do about summaries, a network at a time."""

from __future__ import annotations

from celery import shared_task

from equity.summaries import keeping, nightly

MOST_PASSES = 20


@shared_task(soft_time_limit=500, acks_late=True)
def catch_up() -> None:
    """Count what changed; again adds nothing. What is left after twenty passes waits for the next minute."""
    for _ in range(MOST_PASSES):
        if not keeping.catch_up():
            return


@shared_task(soft_time_limit=500, acks_late=True)
def count_at_night() -> None:
    """Count what reads the whole history; again replaces it."""
    nightly.keep()
