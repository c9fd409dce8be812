"""“How we work together” on the page of an organization."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from relationships.cards import card
from relationships.depth.cards import may_see
from relationships.depth.rule import today
from relationships.pulse import trust
from relationships.pulse.models import PulseAnswer
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization


@card
def working_together(organization: Organization, member: Membership) -> dict[str, Any] | None:
    """A link, once somebody has answered; and that a talk would help, where both sides may know it."""
    if not may_see(organization, member):
        return None
    if not PulseAnswer.objects.filter(pulse__organization=organization).exists():
        return None
    both = trust.between(organization, on=today(timezone.now()))
    return {
        "template": "pulse/card.html", "slug": organization.network.slug, "pk": organization.pk,
        "needs_a_talk": both.needs_a_talk,
    }  # fmt: skip
