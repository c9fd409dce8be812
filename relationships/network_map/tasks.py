"""What the clock asks workers to do for the map, a network at a time."""

from __future__ import annotations

from celery import shared_task

from relationships.network_map import actions


@shared_task(soft_time_limit=300, acks_late=True)
def draw_map() -> None:
    """Draw the map of the network in force; running it again changes nothing."""
    actions.draw_map()
