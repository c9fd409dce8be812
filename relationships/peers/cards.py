"""“Helping each other” on the page of an organization."""

from __future__ import annotations

from typing import Any

from relationships.cards import card
from relationships.peers.models import PeerOffer
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization


@card
def helping_each_other(organization: Organization, member: Membership) -> dict[str, Any] | None:
    """What they offer to peers, and the way there: for the department itself and the team."""
    speaks = member.speaks_for(organization.pk)
    if not organization.is_recipient or not (member.is_staff or speaks):
        return None
    offers = PeerOffer.objects.visible_to(member).filter(organization=organization, withdrawn_at=None)
    return {
        "template": "peers/card.html",
        "offers": list(offers.select_related("topic", "network")),
        "speaks": speaks,
        "slug": organization.network.slug,
    }
