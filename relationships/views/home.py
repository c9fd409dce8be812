"""Home, by role."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from relationships.models import CheckIn, Engagement
from requests_app.lifecycle import Status
from requests_app.models import Commitment, Task, TTARequest
from requests_app.next_steps import next_step
from requests_app.pages import verb_url
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission, Role
from tta_portal.htmx import render_page
from tta_portal.outbox.models import Message


@require_safe
@requires(Permission.SEE_HOME)
def home(request: MemberRequest) -> HttpResponse:
    """Where a member begins."""
    return _HOMES[Role(request.member.role)](request)


def _requester(request: MemberRequest) -> HttpResponse:
    member = request.member
    visible = TTARequest.objects.visible_to(member).filter(organization_id=member.organization_id)
    rows = visible.select_related("organization", "topic", "lead__user", "network").order_by("-touched_at")
    open_rows = rows.exclude(status__in=["closed", "declined", "withdrawn"])[:20]
    steps = [(row, next_step(row, member)) for row in open_rows]
    mine = [(row, step) for row, step in steps if step is not None and step.is_mine]
    first = mine[0] if mine else None
    context: dict[str, Any] = {
        "steps": steps,
        "first": first,
        "first_url": verb_url(first[0], first[1].verb) if first and first[1] else "",
        "waiting_for_us": len(mine),
        "ended": rows.filter(status__in=["closed", "declined", "withdrawn"])[:5],
        "promises": Commitment.objects.in_force().filter(organization=member.organization).unkept()[:8],
        "engagements": Engagement.objects.visible_to(member).exclude(status__in=["completed", "ended"])[:5],
        "check_ins": CheckIn.objects.visible_to(member)
        .waiting()
        .select_related("tta_request", "engagement", "registration__session__series")[:5],
        "today": timezone.localdate(),
    }
    return render_page(request, "relationships/home_requester.html", context)


def _provider(request: MemberRequest) -> HttpResponse:
    return redirect("caseload", network=request.network.slug)


def _partner(request: MemberRequest) -> HttpResponse:
    return redirect("engagements", network=request.network.slug)


def _analyst(request: MemberRequest) -> HttpResponse:
    return redirect("equity", network=request.network.slug)


def _administrator(request: MemberRequest) -> HttpResponse:
    member, now = request.member, timezone.now()
    week = now - timedelta(days=7)
    sent, visible = TTARequest.objects.sent(), TTARequest.objects.visible_to(member)
    unanswered = visible.filter(status=Status.SUBMITTED).select_related("organization", "network")
    overdue = Task.objects.visible_to(member).overdue(on=timezone.localdate()).select_related("organization")
    context: dict[str, Any] = {
        "open_count": sent.open().count(),
        "new_count": sent.filter(submitted_at__gte=week).count(),
        "late_count": sent.reply_overdue(at=now).count(),
        "unassigned_count": sent.unassigned().count(),
        "answered_count": CheckIn.objects.filter(finished_at__gte=week, state="answered").count(),
        "waiting_count": CheckIn.objects.waiting().count(),
        "troubled_mail": Message.objects.needing_a_person().count(),
        "tasks": overdue.order_by("due_on")[:10],
        "late": unanswered.order_by("submitted_at")[:10],
        "now": now,
    }
    return render_page(request, "relationships/home_administrator.html", context)


_HOMES: dict[Role, Callable[[MemberRequest], HttpResponse]] = {
    Role.REQUESTER: _requester,
    Role.PARTNER: _partner,
    Role.PROVIDER: _provider,
    Role.ADMINISTRATOR: _administrator,
    Role.ANALYST: _analyst,
}
