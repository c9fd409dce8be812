"""Who takes part in an engagement, for whom a member speaks in it, and who is told."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from relationships.lifecycle import EngagementStatus
from relationships.models import Engagement, EngagementParty
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused

Side = EngagementParty.Side
UNDER_WAY = (EngagementStatus.PROPOSED, EngagementStatus.ACTIVE, EngagementStatus.PAUSED)
TOLD_OF_A_PARTNER = 10


def party_of(engagement: Engagement, member: Membership) -> EngagementParty | None:
    """The party a member speaks for: their own organization's; for the rest of the team, the team's."""
    parties = list(engagement.parties.select_related("organization").order_by("pk"))
    own = next((party for party in parties if party.organization_id == member.organization_id), None)
    if own is not None or not member.is_staff:
        return own
    return next((party for party in parties if party.side == Side.PROVIDER), None)


def must_take_part(engagement: Engagement, by: Membership) -> EngagementParty:
    """The party of a member who may work in an engagement that has not ended."""
    party = party_of(engagement, by) if by.can(Permission.AGREE_ENGAGEMENTS) else None
    if party is None:
        raise PermissionDenied(_("Only those who take part in this engagement can do this."))
    must_be_under_way(engagement)
    return party


def must_lead(engagement: Engagement, by: Membership) -> None:
    """The health department and the TTA team arrange the work; partners work in it."""
    speaks = by.is_staff or by.speaks_for(engagement.recipient_id)
    if not (speaks and by.can(Permission.AGREE_ENGAGEMENTS)):
        raise PermissionDenied(_("Only the health department and the TTA team can change this engagement."))
    must_be_under_way(engagement)


def must_be_under_way(engagement: Engagement) -> None:
    if engagement.status not in UNDER_WAY:
        raise Refused(_("This engagement is over. What it holds can be read, and no longer changed."))


def people_of(engagement: Engagement) -> list[Membership]:
    """Those who are told: the contact, the lead of the team, and the people of the partners."""
    related = Membership.objects.active().select_related("user", "organization", "network")
    named = [pk for pk in (engagement.contact_id, engagement.provider_lead_id) if pk]
    partners = engagement.parties.filter(side=Side.PARTNER).values("organization")
    return [
        *related.filter(pk__in=named).order_by("pk"),
        *related.filter(organization__in=partners).exclude(pk__in=named).order_by("pk")[:TOLD_OF_A_PARTNER],
    ]


def names_of(parties: Iterable[EngagementParty]) -> str:
    return ", ".join(party.organization.name for party in parties)
