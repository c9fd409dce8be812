"""Pieces that the apps above add to the page of a request, without this app knowing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership

Panel = Callable[[TTARequest, Membership], dict[str, Any] | None]
_panels: list[Panel] = []
_later: list[Panel] = []


def panel(function: Panel) -> Panel:
    """Register a function that returns a panel's context, with its `template`, or None to show nothing."""
    _panels.append(function)
    return function


def later_panel(function: Panel) -> Panel:
    """Register a panel that suggests: it comes after the page, so that nobody waits for it."""
    _later.append(function)
    return function


def panels_for(tta_request: TTARequest, member: Membership, *, later: bool = False) -> list[dict[str, Any]]:
    """The panels to show this member beside this request."""
    shown = (function(tta_request, member) for function in (_later if later else _panels))
    return [context for context in shown if context is not None]
