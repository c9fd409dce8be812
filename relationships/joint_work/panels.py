"""What joint work adds to the page of an engagement."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.engagement_panels import engagement_panel, history
from relationships.joint_work.models import Goal, Outline, WorkEvent
from relationships.joint_work.parties import UNDER_WAY, must_be_under_way, party_of
from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused

MEETINGS_SHOWN, EVENTS_SHOWN = 12, 60


def _leads(engagement: Engagement, member: Membership) -> bool:
    return member.is_staff or member.speaks_for(engagement.recipient_id)


def _is_open(engagement: Engagement) -> bool:
    try:
        must_be_under_way(engagement)
    except Refused:
        return False
    return True


@engagement_panel("top")
def looking_back(engagement: Engagement, member: Membership) -> dict[str, Any] | None:
    """Somebody has written their part, and who has not is asked for it."""
    wrote = list(engagement.reflections.select_related("organization", "written_by__user"))
    party = party_of(engagement, member)
    if not wrote:
        return None
    mine = party is not None and any(one.organization_id == party.organization_id for one in wrote)
    return {
        "template": "joint_work/panel_reflections.html",
        "engagement": engagement,
        "reflections": wrote,
        "ask": party is not None and not mine and engagement.status in ("active", "paused"),
        "may_correct": mine and engagement.status in ("active", "paused"),
        "may_close": member.is_staff and engagement.status in ("active", "paused"),
        "slug": engagement.network.slug,
    }


@engagement_panel("main")
def plan(engagement: Engagement, member: Membership) -> dict[str, Any] | None:
    """The newest version of the plan in short, and who has not agreed it."""
    newest = engagement.plans.order_by("-version").first()
    parties = list(engagement.parties.select_related("organization").order_by("pk"))
    agreed = set(newest.yeses.values_list("party", flat=True)) if newest else set()
    own = party_of(engagement, member)
    return {
        "template": "joint_work/panel_plan.html",
        "plan": newest,
        "waiting": [party.organization.name for party in parties if party.pk not in agreed],
        "asks_me": newest is not None and own is not None and own.pk not in agreed and engagement.status in UNDER_WAY,
        "may_lead": _leads(engagement, member) and _is_open(engagement),
        "engagement": engagement,
        "slug": engagement.network.slug,
    }


@engagement_panel("main")
def goals(engagement: Engagement, member: Membership) -> dict[str, Any] | None:
    """Goals with how far we are."""
    return {
        "template": "joint_work/panel_goals.html",
        "goals": Goal.objects.in_force().with_progress().filter(engagement=engagement),
        "may_lead": _leads(engagement, member) and _is_open(engagement),
        "may_note": party_of(engagement, member) is not None and _is_open(engagement),
        "engagement": engagement,
        "slug": engagement.network.slug,
    }


@engagement_panel("main")
def meetings(engagement: Engagement, member: Membership) -> dict[str, Any] | None:
    """Those to come first, then those that were."""
    rows = list(engagement.meetings.select_related("network").order_by("-starts_at")[:MEETINGS_SHOWN])
    now = timezone.now()
    return {
        "template": "joint_work/panel_meetings.html",
        "coming": [row for row in reversed(rows) if row.is_open and row.ends_at > now],
        "past": [row for row in rows if not (row.is_open and row.ends_at > now)],
        "may_work": party_of(engagement, member) is not None and _is_open(engagement),
        "engagement": engagement,
        "slug": engagement.network.slug,
    }


@engagement_panel("side")
def leads(engagement: Engagement, member: Membership) -> dict[str, Any] | None:
    """The lead, and those who lead together with it."""
    together = list(engagement.co_leads.select_related("organization").order_by("since"))
    if not together:
        return None
    return {
        "template": "joint_work/panel_leads.html",
        "lead": engagement.lead_organization,
        "co_leads": [one.organization for one in together],
    }


@engagement_panel("side")
def arranging(engagement: Engagement, member: Membership) -> dict[str, Any] | None:
    """What the two sides can arrange: who leads, which requests, a template's dates, the end."""
    if not (_leads(engagement, member) and _is_open(engagement)):
        return None
    return {
        "template": "joint_work/panel_arranging.html",
        "engagement": engagement,
        "has_outlines": Outline.objects.filter(retired_on=None).exclude(uses__engagement=engagement).exists(),
        "can_end": engagement.status in ("active", "paused"),
        "slug": engagement.network.slug,
    }


@history
def what_happened(engagement: Engagement) -> list[dict[str, Any]]:
    """Plans, goals, meetings and requests in the history of the engagement."""
    rows = WorkEvent.objects.filter(engagement=engagement).select_related("by__user").order_by("-happened_at")
    return [
        {
            "at": row.happened_at,
            "title": row.title,
            "text": row.words,
            "who": str(row.by or _("Common Thread")),
            "kind": "contact",
        }
        for row in rows[:EVENTS_SHOWN]
    ]
