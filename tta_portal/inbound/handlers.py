"""What the apps above do with a mail, without this app knowing them."""

from __future__ import annotations

from collections.abc import Callable

from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.parse import ParsedMail
from tta_portal.inbound.routing import Address

Handler = Callable[[InboundMail, ParsedMail, Address | None], None]
_handlers: list[Handler] = []


def handler(function: Handler) -> Handler:
    """Register a function that may settle a mail by `actions.settle`; the next is asked only if it did not.

    It runs in the network's scope, in one transaction. When it raises, nothing it did remains,
    and the mail is listed as failed.
    """
    _handlers.append(function)
    return function


def first_handler(function: Handler) -> Handler:
    """The same, asked before those of the apps below, whichever registered earlier."""
    _handlers.insert(0, function)
    return function


def hand_over(mail: InboundMail, parsed: ParsedMail, address: Address | None) -> None:
    """Ask each handler in turn until one settles the mail."""
    for handle in _handlers:
        handle(mail, parsed, address)
        if mail.state != State.WAITING:
            return
