"""Put an order to use."""

from __future__ import annotations

from equity.replay.outcome import Rule
from tta_portal.tenancy.models import Network


def adopt(network: Network, rule: Rule) -> None:
    """From now on new requests are listed in this order; nobody's target moves."""
    network.fair_queue, network.head_start_days = bool(rule.is_fair), rule.head_start
    network.save(update_fields=["fair_queue", "head_start_days"])
