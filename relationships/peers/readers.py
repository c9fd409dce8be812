"""Who may still read about an offer or an introduction when a mail about it leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from relationships.peers.models import Introduction, PeerOffer
from tta_portal.accounts.models import Membership
from tta_portal.notifications.readers import readers_of


@readers_of("introduction")
def of_introductions(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    return Introduction.objects.visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True)


@readers_of("peeroffer")
def of_offers(member: Membership, numbers: Collection[int]) -> Iterable[int]:
    return PeerOffer.objects.visible_to(member).filter(pk__in=numbers).values_list("pk", flat=True)
