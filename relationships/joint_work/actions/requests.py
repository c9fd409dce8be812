"""Which requests belong to an engagement."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from relationships.joint_work.actions.telling import note
from relationships.joint_work.parties import must_lead
from relationships.models import Engagement, EngagementRequest
from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused


@transaction.atomic
def add_request(engagement: Engagement, tta_request: TTARequest, *, by: Membership) -> None:
    """Put a request of the same health department under the engagement."""
    must_lead(engagement, by)
    _must_read(tta_request, by)
    if tta_request.organization_id != engagement.recipient_id:
        raise Refused(_("This request is of another health department. An engagement holds those of its own."))
    link, is_new = EngagementRequest.objects.get_or_create(
        tta_request=tta_request, defaults={"engagement": engagement}
    )
    if link.engagement_id != engagement.pk:
        raise Refused(_("This request belongs to another engagement. Take it out there first."))
    if is_new:
        note(engagement, _title(tta_request, _("Request %(number)s added"), _("A request added")), by=by)


@transaction.atomic
def remove_request(engagement: Engagement, tta_request: TTARequest, *, by: Membership) -> None:
    """Take a request out; it goes on by itself."""
    must_lead(engagement, by)
    _must_read(tta_request, by)
    gone, _rows = EngagementRequest.objects.filter(engagement=engagement, tta_request=tta_request).delete()
    if not gone:
        raise Refused(_("This request was taken out already. Reload to see which belong here."))
    note(engagement, _title(tta_request, _("Request %(number)s taken out"), _("A request taken out")), by=by)


def _title(tta_request: TTARequest, words: str, of_confidential: str) -> str:
    """Partners read the history, and of a confidential request not even its number."""
    return of_confidential if tta_request.is_confidential else words % {"number": tta_request.number}


def _must_read(tta_request: TTARequest, by: Membership) -> None:
    if not TTARequest.objects.visible_to(by).filter(pk=tta_request.pk).exists():
        raise PermissionDenied(_("You may not read this request."))
