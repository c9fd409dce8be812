"""What relationships add to the page of a request."""

from __future__ import annotations

from typing import Any

from relationships.models import CheckIn, EngagementRequest
from requests_app.models import TTARequest
from requests_app.panels import panel
from tta_portal.accounts.models import Membership


@panel
def check_ins(tta_request: TTARequest, member: Membership) -> dict[str, Any] | None:
    """The request's check-ins, asked and coming."""
    rows = list(CheckIn.objects.filter(tta_request=tta_request).select_related("answer").order_by("due_at")[:12])
    return (
        {"template": "relationships/panel_check_ins.html", "check_ins": rows, "is_staff": member.is_staff}
        if rows
        else None
    )


@panel
def engagement(tta_request: TTARequest, member: Membership) -> dict[str, Any] | None:
    """The engagement it belongs to."""
    links = EngagementRequest.objects.filter(tta_request=tta_request)
    link = links.select_related("engagement__network", "engagement__lead_organization").first()
    return {"template": "relationships/panel_engagement.html", "engagement": link.engagement} if link else None
