"""At every tick: who is to be asked, reminded or phoned; which promises nobody objected to."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from relationships import tasks
from relationships.models import CheckIn
from requests_app import actions as request_actions
from tta_portal.clock import sweep, sweep_networks
from tta_portal.tenancy.scope import network_scope


@sweep
def ask_what_is_due() -> None:
    """Queue one task for each network with a check-in due, as the dispatch role sees it."""
    # across networks: the dispatch role sees only due check-ins
    due = CheckIn.across_networks.order_by().values_list("network_id", flat=True).distinct()
    for network_id in due:
        with network_scope(network_id):
            tasks.ask_and_chase.delay()


@sweep_networks(every=timedelta(hours=1))
def keep_promises_nobody_objected_to() -> None:
    """Settle what was said to be kept ten days ago, and remind of what falls due."""
    request_actions.keep_unopposed(on=timezone.localdate())
    request_actions.remind_of_promises(on=timezone.localdate())
