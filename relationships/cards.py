"""Cards that the apps above add to the page of an organization, without this app knowing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

Card = Callable[[Organization, Membership], dict[str, Any] | None]
_cards: list[Card] = []


def card(function: Card) -> Card:
    """Register a function that returns a card's context, with its `template`, or None to show nothing."""
    _cards.append(function)
    return function


def cards_for(organization: Organization, member: Membership) -> list[dict[str, Any]]:
    """The cards to show this member on an organization's page."""
    shown = (function(organization, member) for function in _cards)
    return [context for context in shown if context is not None]
