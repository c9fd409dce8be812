"""“Departments like yours that solved this”, beside a request."""

from __future__ import annotations

from typing import Any

from relationships.peers.finder import matches
from requests_app.lifecycle import Status
from requests_app.models import TTARequest
from requests_app.panels import later_panel
from tta_portal.accounts.models import Membership

SHOWN = 3


@later_panel
def like_yours(tta_request: TTARequest, member: Membership) -> dict[str, Any] | None:
    """For its requester and the team; only the topic of the request is used."""
    is_hers = tta_request.requester_id == member.pk and member.speaks_for(tta_request.organization_id)
    if not (is_hers or member.is_staff) or tta_request.topic is None or tta_request.status == Status.DRAFT:
        return None
    found = matches(tta_request.organization, topic=tta_request.topic, limit=SHOWN)
    if not found:
        return None
    return {
        "template": "peers/panel.html",
        "matches": found,
        "number": tta_request.number,
        "slug": tta_request.network.slug,
        "may_ask": is_hers,
    }
