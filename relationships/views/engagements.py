"""Engagements: continuing work, seen by the organizations that joined it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from relationships import actions
from relationships.engagement_panels import history_of, panels_for
from relationships.forms.engagements import PartnerForm, ReasonForm, TermsForm
from relationships.models import Engagement
from requests_app.lifecycle import Status
from requests_app.models import Commitment, TTARequest
from requests_app.pages import promise_buttons
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.words import gettext_lazy

REASONED: dict[str, tuple[Any, Any, Callable[..., None], tuple[str, ...]]] = {
    "pause": (gettext_lazy("Why do you pause?"), gettext_lazy("Pause"), actions.pause, ("active",)),
    "resume": (gettext_lazy("Why do you take it up again?"), gettext_lazy("Resume"), actions.resume, ("paused",)),
    "end": (gettext_lazy("Why does it end?"), gettext_lazy("End it"), actions.end, ("proposed", "active", "paused")),
}


def find(request: MemberRequest, pk: int) -> Engagement:
    """The engagement, if this member's organization joined it or they work for the network."""
    rows = Engagement.objects.visible_to(request.member).select_related(
        "recipient", "lead_organization", "contact__user", "contact__organization", "provider_lead__user", "network",
        "contact__network", "provider_lead__organization", "provider_lead__network",
    )  # fmt: skip
    engagement: Engagement = get_object_or_404(rows, pk=pk)
    return engagement


@require_safe
@requires(Permission.SEE_ENGAGEMENTS)
def engagement_list(request: MemberRequest) -> HttpResponse:
    """The engagements this member may see, those under way first."""
    rows = Engagement.objects.visible_to(request.member).select_related("recipient", "lead_organization", "network")
    page = Paginator(rows.order_by("status", "-proposed_at"), 50).get_page(request.GET.get("page"))
    return render_page(request, "relationships/engagements.html", {"page": page}, part="rows")


@require_safe
@requires(Permission.SEE_ENGAGEMENTS)
def engagement(request: MemberRequest, pk: int) -> HttpResponse:
    """One engagement: purpose, lead, rhythm, partners, promises, requests, events."""
    found, member = find(request, pk), request.member
    speaks = member.is_staff or member.speaks_for(found.recipient_id)
    parties = list(found.parties.select_related("organization", "agreed_by__user").order_by("pk"))
    agreed = {party.side for party in parties if party.agreed_at}
    my_side = "provider" if member.is_staff else "recipient"
    commitments = Commitment.objects.filter(engagement_link__engagement=found).select_related("network")
    panels = panels_for(found, member)
    context: dict[str, Any] = {
        "engagement": found,
        "parties": parties,
        "promises": _promises(found, commitments, member),
        "requests": _requests(found, member),
        "check_ins": found.check_ins.select_related("person__user").order_by("due_at")[:10],
        "events": sorted([*_events(found), *history_of(found)], key=lambda item: item["at"], reverse=True),
        "may_agree": speaks and found.status == "proposed" and my_side not in agreed,
        "may_change": speaks and found.status == "proposed",
        "verbs": [(verb, label) for verb, (_title, label, _act, statuses) in REASONED.items()
                  if speaks and found.status in statuses],
        "may_invite": speaks and found.status in ("proposed", "active", "paused"),
        "top": panels["top"], "main": panels["main"], "side": panels["side"],
    }  # fmt: skip
    return render_page(request, "relationships/engagement.html", context)


def _events(found: Engagement) -> list[dict[str, Any]]:
    rows = found.events.select_related("by__user")
    return [
        {
            "at": event.happened_at,
            "title": event.get_to_status_display(),
            "text": event.note,
            "who": str(event.by or "Common Thread"),
            "kind": "move",
        }
        for event in rows
    ]


def _requests(found: Engagement, member: Membership) -> list[dict[str, Any]]:
    """Those this member may read; of the others that are not confidential, a partner sees what they are about."""
    inside = TTARequest.objects.filter(engagement_link__engagement=found).select_related("network").defer("search")
    readable = set(
        TTARequest.objects.visible_to(member).filter(engagement_link__engagement=found).values_list("pk", flat=True)
    )
    return [
        {"tta_request": row, "url": row.get_absolute_url() if row.pk in readable else ""}
        for row in inside.order_by("-number")
        if row.pk in readable or not (row.is_confidential or row.status == Status.DRAFT)
    ]


def _promises(found: Engagement, commitments: Any, member: Any) -> list[dict[str, Any]]:
    sides = [("provider", _("The TTA team")), ("recipient", found.recipient.name)]
    active = found.status != "proposed"
    return [
        {
            "side": name,
            "rows": [
                {"commitment": row, "buttons": promise_buttons(row, member) if active else []}
                for row in commitments
                if row.side == side
            ],
        }
        for side, name in sides
    ]


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREE_ENGAGEMENTS)
def agree(request: MemberRequest, pk: int) -> HttpResponse:
    """Say yes to a proposal. Looking at it is done on its page."""
    found = find(request, pk)
    if request.method == "POST":
        reason = request.POST.get("reason", "").replace("\x00", "").strip()[:1000]
        actions.agree(found, by=request.member, reason=reason)
        messages.success(request, _("You agreed. The other side is told."))
    return redirect(found)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREE_ENGAGEMENTS)
def terms(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a proposal before both sides agree."""
    found = find(request, pk)
    form = TermsForm(posted(request), engagement=found)
    if form.is_valid():
        actions.change_terms(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Changed. The other side is asked to read it again."))
        return redirect(found)
    context = {"engagement": found, "form": form, "title": _("Change the proposal"), "submit_label": _("Propose this")}
    return render_page(request, "relationships/engagement_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREE_ENGAGEMENTS)
def partner(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring another organization in; it sees this engagement and nothing else."""
    found = find(request, pk)
    form = PartnerForm(posted(request))
    if form.is_valid():
        actions.add_partner(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("%(name)s has joined.") % {"name": form.cleaned_data["organization"]})
        return redirect(found)
    context = {
        "engagement": found,
        "form": form,
        "title": _("Bring in a partner"),
        "submit_label": _("Add the partner"),
    }
    return render_page(request, "relationships/engagement_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.AGREE_ENGAGEMENTS)
def change(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Pause, resume or end, with a reason. Completing is a look back of both sides (`joint_work`)."""
    found = find(request, pk)
    if verb not in REASONED:
        raise Http404
    title, label, act, _statuses = REASONED[verb]
    form = ReasonForm(posted(request))
    if form.is_valid():
        act(found, by=request.member, reason=form.cleaned_data["reason"])
        return redirect(found)
    context = {"engagement": found, "form": form, "title": title, "submit_label": label}
    return render_page(request, "relationships/engagement_form.html", context)
