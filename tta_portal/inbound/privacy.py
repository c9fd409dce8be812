"""Whose eyes a mail is not for: the apps above know what it became part of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tta_portal.accounts.models import Membership
from tta_portal.inbound.models import InboundMail

Curtain = Callable[[Sequence[InboundMail], Membership], set[int]]
_curtains: list[Curtain] = []


def curtain(function: Curtain) -> Curtain:
    """Register a function that names, of these mails, the keys of those that this member may not read."""
    _curtains.append(function)
    return function


def hidden_from(member: Membership, mails: Sequence[InboundMail]) -> set[int]:
    """The keys of the mails, among these, that this member may not read."""
    return set().union(*(function(mails, member) for function in _curtains))
