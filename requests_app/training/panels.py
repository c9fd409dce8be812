"""What trainings add to the page of a request: a seat may be the answer."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from requests_app.models import TTARequest
from requests_app.panels import later_panel
from requests_app.training.models import Registration, Session
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission

OFFERED_AT_ONCE = 3


def fitting_sessions(tta_request: TTARequest) -> QuerySet[Session]:
    """Coming sessions on the topic of a request that are open, have a seat, and that the requester is not in yet."""
    inside = Registration.objects.active().filter(member_id=tta_request.requester_id).values("session_id")
    now = timezone.now()
    open_ones = Session.objects.upcoming(at=now).open(at=now).exclude(pk__in=inside).with_a_free_seat()
    fitting: QuerySet[Session] = open_ones.filter(series__topic_id=tta_request.topic_id).select_related("series")
    return fitting


@later_panel
def seats(tta_request: TTARequest, member: Membership) -> dict[str, Any] | None:
    """The seats that answer this request; for the team, those that could."""
    held = Registration.objects.active().filter(tta_request=tta_request)
    rows = list(held.select_related("session__series__network", "session__network", "member__user"))
    may_offer = member.can(Permission.WORK_REQUESTS) and tta_request.is_open and tta_request.topic_id is not None
    offers = list(fitting_sessions(tta_request)[:OFFERED_AT_ONCE]) if may_offer else []
    if not rows and not offers:
        return None
    kwargs = {"network": tta_request.network.slug, "number": tta_request.number}
    return {
        "template": "training/panel_seats.html",
        "rows": rows,
        "offers": offers,
        "offer_url": reverse("offer_seat", kwargs=kwargs),
        "is_staff": member.is_staff,
    }
