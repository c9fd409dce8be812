"""At every tick: look, as the dispatch role, which networks have mail due or held, and see to it."""

from __future__ import annotations

from django.utils import timezone

from tta_portal.clock import sweep
from tta_portal.outbox import delivery, tasks
from tta_portal.outbox.models import HELD, WAITING, Message


@sweep
def send_mail_that_is_due() -> None:
    """Queue one task for each network with due mail."""
    # across networks: the dispatch role sees only which networks have due or held messages
    due = Message.across_networks.filter(state__in=WAITING, due_at__lte=timezone.now())
    for network_id in due.order_by().values_list("network_id", flat=True).distinct():
        tasks.nudge(network_id)


@sweep
def release_what_dead_couriers_held() -> None:
    """Put back or list what a killed process was sending."""
    # across networks: as above
    held = Message.across_networks.filter(state__in=HELD)
    for network_id in held.order_by().values_list("network_id", flat=True).distinct():
        delivery.recover(network_id)
