"""Leading together, and looking back together before an engagement is completed."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships import actions as relationships
from relationships.joint_work.actions.telling import note, tell
from relationships.joint_work.models import CoLead, Reflection
from relationships.joint_work.parties import Side, must_lead, must_take_part
from relationships.lifecycle import EngagementStatus
from relationships.models import Engagement
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.errors import Refused

CAN_END = (EngagementStatus.ACTIVE, EngagementStatus.PAUSED)


@transaction.atomic
def name_co_lead(engagement: Engagement, *, by: Membership, organization: Organization) -> None:
    """Let another party lead together with the lead."""
    must_lead(engagement, by)
    if organization.pk == engagement.lead_organization_id:
        raise Refused(_("%(name)s leads already.") % {"name": organization})
    if not engagement.parties.filter(organization=organization).exists():
        raise Refused(_("Bring %(name)s in as a partner first; then it can lead with you.") % {"name": organization})
    _row, is_new = CoLead.objects.get_or_create(engagement=engagement, organization=organization)
    if is_new:
        note(engagement, _("%(name)s co-leads") % {"name": organization}, by=by)


@transaction.atomic
def remove_co_lead(engagement: Engagement, *, by: Membership, organization: Organization) -> None:
    """It goes on taking part, and no longer leads."""
    must_lead(engagement, by)
    gone, _rows = CoLead.objects.filter(engagement=engagement, organization=organization).delete()
    if gone:
        note(engagement, _("%(name)s no longer co-leads") % {"name": organization}, by=by)


@transaction.atomic
def look_back(engagement: Engagement, *, by: Membership, changed: str, again: str, not_again: str = "") -> bool:
    """One party's part of the joint look back; with those of both sides it is completed. Whether it is now."""
    party = must_take_part(engagement, by)
    if engagement.status not in CAN_END:
        raise Refused(_("Look back when the work has been under way. A proposal can be ended without."))
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    words = {"changed": changed, "again": again, "not_again": not_again, "written_by": by}
    Reflection.objects.update_or_create(
        engagement=engagement, organization=party.organization, defaults=words | {"written_at": timezone.now()}
    )
    if both_sides_looked_back(engagement):
        relationships.complete(engagement, by=by, reason=_("Both sides looked back together."))
        return True
    tell(
        engagement,
        lambda: _("please look back with us"),
        lambda: [
            _("%(name)s has written what changed through our work, and what to do again or not.") % {"name": by},
            _("Please write your part: three questions. With it, our engagement is completed."),
        ],
        by=by,
        key=f"engagement:{engagement.pk}:{engagement.version}:look-back:{party.pk}",
    )
    return False


def both_sides_looked_back(engagement: Engagement) -> bool:
    wrote = engagement.reflections.values("organization")
    sides = set(engagement.parties.filter(organization__in=wrote).values_list("side", flat=True))
    return {Side.RECIPIENT, Side.PROVIDER} <= sides


@transaction.atomic
def close_without(engagement: Engagement, *, by: Membership, reason: str) -> None:
    """A person of the team completes it although a side has not written its part, and says why."""
    must(by, Permission.WORK_REQUESTS)
    must_lead(engagement, by)
    relationships.complete(engagement, by=by, reason=reason)
