"""“How far we have come” on the page of an organization."""

from __future__ import annotations

from typing import Any

from relationships.cards import card
from relationships.depth.models import Standing
from relationships.depth.words import MEANING, rows, would_come_next
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization


def may_see(organization: Organization, member: Membership) -> bool:
    """The team, and the health department itself."""
    return organization.is_recipient and (member.is_staff or member.speaks_for(organization.pk))


@card
def how_far(organization: Organization, member: Membership) -> dict[str, Any] | None:
    """The level, since when, and what would come next."""
    if not may_see(organization, member):
        return None
    return {"template": "depth/card.html", "organization": organization, "slug": organization.network.slug} | shown(
        Standing.objects.filter(organization=organization).first()
    )


def shown(standing: Standing | None) -> dict[str, Any]:
    """A standing in words, for its card and its page."""
    level, evidence = (standing.level, standing.evidence) if standing else (0, [])
    return {
        "standing": standing,
        "meaning": MEANING[level],
        "rows": rows(evidence),
        "next": would_come_next(level, evidence),
    }
