"""What a person can do with a mail that waits: ways that the apps above offer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypedDict

from tta_portal.accounts.models import Membership
from tta_portal.inbound.models import InboundMail


class Way(TypedDict):
    """A button: what it says, and the page it leads to."""

    label: str
    url: str


Choice = Callable[[InboundMail, Membership], Way | None]
_choices: list[Choice] = []


def choice(function: Choice) -> Choice:
    """Register a function that offers a way for this mail and member, or None."""
    _choices.append(function)
    return function


def choices_for(mail: InboundMail, member: Membership) -> list[Way]:
    offered = (function(mail, member) for function in _choices)
    return [way for way in offered if way is not None]
