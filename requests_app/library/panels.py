"""What the library adds to the page of a request."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from requests_app.library.models import SentResource
from requests_app.library.similar import similar
from requests_app.models import TTARequest
from requests_app.panels import later_panel, panel
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.words import gettext_lazy as _

OFFERED_AT_ONCE = 3


@panel
def sent(tta_request: TTARequest, member: Membership) -> dict[str, Any] | None:
    """What was sent for this request, for both sides."""
    rows = list(SentResource.objects.filter(tta_request=tta_request).select_related("resource", "sent_by__user"))
    if not rows:
        return None
    return {
        "template": "library/panel_sent.html",
        "rows": rows,
        "title": _("What we sent them") if member.is_staff else _("What we sent you"),
        "slug": tta_request.network.slug,
    }


@later_panel
def fitting(tta_request: TTARequest, member: Membership) -> dict[str, Any] | None:
    """For the team: the resources closest to the need, each a step from being sent."""
    if not member.can(Permission.WORK_REQUESTS):
        return None
    given = set(tta_request.sent_resources.values_list("resource_id", flat=True))
    close = similar(tta_request.need, topic=tta_request.topic, limit=OFFERED_AT_ONCE + len(given))
    return {
        "template": "library/panel_fitting.html",
        "resources": [resource for resource in close if resource.pk not in given][:OFFERED_AT_ONCE],
        "send_url": reverse(
            "send_resource", kwargs={"network": tta_request.network.slug, "number": tta_request.number}
        ),
    }
