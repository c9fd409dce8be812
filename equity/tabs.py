"""The equity pages, one beside the other."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from equity.panels import PANELS
from tta_portal.accounts.access import MemberRequest

TABS = (
    ("equity", "Reach and speed"),
    ("equity_speed", "Speed"),
    ("equity_silent", "Silent"),
    *((f"equity_{panel.key}", panel.label) for panel in PANELS.values()),
    ("equity_recipients", "Recipients"),
    ("equity_summary", "Summary"),
    ("equity_report", "Report"),
    ("equity_definitions", "Definitions"),
)


def tabs(request: MemberRequest, current: str) -> list[dict[str, Any]]:
    """Links for equity/tabs.html."""
    slug = request.network.slug
    return [
        {"label": label, "url": reverse(name, kwargs={"network": slug}), "current": name == current}
        for name, label in TABS
    ]
