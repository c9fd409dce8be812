"""The pages of the equity part, as links."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from equity import reach
from equity.panels import PANELS
from tta_portal.accounts.access import MemberRequest
from tta_portal.accounts.roles import Permission

TABS = (
    ("equity", "Reach and speed"),
    (f"equity_{reach.KEY}", reach.LABEL),
    ("equity_silent", "Silent"),
    ("equity_speed", "Speed"),
    *((f"equity_{panel.key}", panel.label) for panel in PANELS.values()),
    ("equity_recipients", "Recipients"),
    ("equity_summary", "Summary"),
    ("equity_change", "Change"),
    ("equity_watch", "Watch"),
    ("equity_replay", "What if"),
    ("equity_report", "Report"),
    ("equity_definitions", "Definitions"),
)
FOR_ADMINISTRATORS = {"equity_replay", "equity_watch"}


def tabs(request: MemberRequest, current: str) -> list[dict[str, Any]]:
    """Links for equity/tabs.html; what only an administrator may open is a tab for administrators alone."""
    slug = request.network.slug
    return [
        {"label": label, "url": reverse(name, kwargs={"network": slug}), "current": name == current}
        for name, label in TABS
        if name not in FOR_ADMINISTRATORS or request.member.can(Permission.MANAGE_NETWORK)
    ]
