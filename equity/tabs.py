"""The pages of the equity part, as links grouped by the question that they answer."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from equity import reach
from equity.dimensions import MORE
from equity.forms import ViewForm
from equity.panels import PANELS
from tta_portal.accounts.access import MemberRequest
from tta_portal.accounts.roles import Permission

GROUPS = (
    ("Who asks?", (("equity", "Overview"), (f"equity_{reach.KEY}", reach.LABEL), ("equity_silent", "Silent"))),
    (
        "What do they get?",
        (("equity_speed", "Speed"), *((f"equity_{panel.key}", panel.label) for panel in PANELS.values())),
    ),
    (
        "How unequal is it?",
        (("equity_summary", "Summary"), ("equity_change", "Change"), ("equity_recipients", "Recipients")),
    ),
    ("What could we do?", (("equity_watch", "Watch"), ("equity_replay", "What if"))),
    ("To take along", (("equity_report", "Report"), ("equity_definitions", "Definitions"))),
)
WITH_SMALL_COUNTS = {"equity", "equity_speed", f"equity_{reach.KEY}", *(f"equity_{key}" for key in PANELS)}
FOR_ADMINISTRATORS = {"equity_replay", "equity_watch"}


def tabs(request: MemberRequest, current: str) -> list[dict[str, Any]]:
    """Groups of links for equity/tabs.html; what only an administrator may open is there for them alone.

    The links keep how the reader split the numbers, and over which period.
    """
    query, without_small = _kept(request), _kept(request, small=False)
    is_administrator = request.member.can(Permission.MANAGE_NETWORK)
    groups = []
    for question, pages in GROUPS:
        links = [
            {
                "label": label,
                "url": reverse(name, kwargs={"network": request.network.slug})
                + (query if name in WITH_SMALL_COUNTS else without_small),
                "current": name == current,
            }
            for name, label in pages
            if is_administrator or name not in FOR_ADMINISTRATORS
        ]
        if links:
            groups.append({"question": question, "links": links, "current": any(one["current"] for one in links)})
    return groups


def _kept(request: MemberRequest, *, small: bool = True) -> str:
    """What the reader chose, as far as it makes sense, as a query string; perhaps without what needs small counts."""
    known = ViewForm(request.GET)
    known.full_clean()
    kept = {
        name: request.GET[name]
        for name in ("by", "period", "small")
        if request.GET.get(name) and name not in known.errors
    }
    if not small:
        kept = {name: value for name, value in kept.items() if name != "small" and value not in MORE}
    return f"?{urlencode(kept)}" if kept else ""
