"""Who may read what they are told about. The apps above register an answer for each kind of thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable

from tta_portal.accounts.models import Membership
from tta_portal.outbox.readers import asked_before_sending

Reader = Callable[[Membership, Collection[int]], Iterable[int]]
_readers: dict[str, Reader] = {}


def readers_of(kind: str) -> Callable[[Reader], Reader]:
    """Register which of these things, by number, a member may read. `kind` is the model's name, in small letters."""

    def register(reader: Reader) -> Reader:
        _readers[kind] = reader
        return reader

    return register


def readable(abouts: Iterable[str], *, by: Membership) -> set[str]:
    """Those of these things, such as `ttarequest:12`, that a member may read; one query for each kind."""
    numbers: dict[str, set[int]] = defaultdict(set)
    found = set()
    for about in abouts:
        kind, _, number = about.partition(":")
        if kind in _readers:
            numbers[kind].add(int(number))
        else:
            found.add(about)
    return found | {f"{kind}:{number}" for kind, some in numbers.items() for number in _readers[kind](by, some)}


@asked_before_sending
def may_still_read(member_id: int, about: str) -> bool:
    """Whoever left, or was taken off a confidential request, gets no mail that waited until then."""
    members = Membership.objects.active().select_related("user", "organization", "network")
    member = members.filter(pk=member_id).first()
    return member is not None and bool(readable([about], by=member))
