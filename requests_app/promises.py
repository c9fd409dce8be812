"""Who speaks for each side of a promise that stands outside requests; other parts say so by registering."""

from __future__ import annotations

from collections.abc import Callable

from requests_app.models import Commitment, Side
from tta_portal.accounts.models import Membership

People = dict[Side, Membership | None]
Finder = Callable[[Commitment], People | None]
_finders: list[Finder] = []


def speaks_for_promises(finder: Finder) -> Finder:
    """Register a function that knows the people of some promises, and answers None for all others."""
    _finders.append(finder)
    return finder


def promise_people(commitment: Commitment) -> People:
    """Who speaks for each side, as far as anybody knows."""
    found = (finder(commitment) for finder in _finders)
    return next((people for people in found if people is not None), {Side.RECIPIENT: None, Side.PROVIDER: None})
