"""What surrounds every page: the network, the member, and where they can go."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from tta_portal.accounts.roles import Permission, Role
from tta_portal.notifications.told import told
from tta_portal.words import gettext_lazy as _

PLACES: tuple[tuple[str, str, Permission], ...] = (
    (_("Caseload"), "caseload", Permission.SEE_CASELOAD),
    (_("Requests"), "requests", Permission.SEE_REQUESTS),
    (_("Resources"), "resources", Permission.SEE_REQUESTS),
    (_("Training"), "training", Permission.SEE_TRAINING),
    (_("Organizations"), "organizations", Permission.SEE_ORGANIZATIONS),
    (_("Relationships"), "relationships", Permission.WORK_REQUESTS),
    (_("Engagements"), "engagements", Permission.SEE_ENGAGEMENTS),
    (_("Check-ins"), "check_ins", Permission.SEE_CHECK_INS),
    (_("Equity"), "equity", Permission.SEE_EQUITY),
)


def page_frame(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame around every page."""
    member, network = getattr(request, "member", None), getattr(request, "network", None)
    shown = network if member is not None else None
    return {
        "member": member,
        "network": shown,
        "nav": _nav(request, member, shown),
        "told": SimpleLazyObject(lambda: told(member)) if member is not None else None,
        "demo": settings.DEMO,
    }


def _nav(request: HttpRequest, member: Any, network: Any) -> list[dict[str, Any]]:
    if member is None or network is None:
        return []
    home = [] if member.role == Role.PROVIDER else [(_("Home"), "home", Permission.SEE_HOME)]
    places = [
        (label, reverse(name, kwargs={"network": network.slug}))
        for label, name, permission in (*home, *PLACES)
        if member.can(permission)
    ]
    here = max((url for _, url in places if request.path.startswith(url)), key=len, default="")
    return [{"label": label, "url": url, "current": url == here} for label, url in places]
