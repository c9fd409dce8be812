"""Pieces that the apps above add to the page of an engagement, without this app knowing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from relationships.models import Engagement
from tta_portal.accounts.models import Membership

Panel = Callable[[Engagement, Membership], dict[str, Any] | None]
PLACES = ("top", "main", "side")
_panels: dict[str, list[Panel]] = {place: [] for place in PLACES}
_histories: list[Callable[[Engagement], list[dict[str, Any]]]] = []


def engagement_panel(place: str) -> Callable[[Panel], Panel]:
    """Register a function that returns a panel's context, with its `template`, or None to show nothing."""

    def register(function: Panel) -> Panel:
        _panels[place].append(function)
        return function

    return register


def history(function: Callable[[Engagement], list[dict[str, Any]]]) -> Callable[[Engagement], list[dict[str, Any]]]:
    """Register a function that returns items of the timeline."""
    _histories.append(function)
    return function


def panels_for(engagement: Engagement, member: Membership) -> dict[str, list[dict[str, Any]]]:
    """The panels of each place that this member sees."""
    shown = {place: [function(engagement, member) for function in functions] for place, functions in _panels.items()}
    return {place: [context for context in contexts if context is not None] for place, contexts in shown.items()}


def history_of(engagement: Engagement) -> list[dict[str, Any]]:
    """What the apps above know of its history."""
    return [item for function in _histories for item in function(engagement)]
