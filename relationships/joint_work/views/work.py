"""The plan, goals, leads, requests, template and look back of an engagement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.forms.engagements import ReasonForm
from relationships.joint_work import actions
from relationships.joint_work.differences import sections
from relationships.joint_work.forms.work import (
    CoLeadForm,
    GoalForm,
    LookBackForm,
    PlanForm,
    ProgressForm,
    RequestForm,
    UseOutlineForm,
)
from relationships.joint_work.models import Goal
from relationships.joint_work.parties import UNDER_WAY, must_lead, must_take_part, party_of
from relationships.models import Engagement
from relationships.views.engagements import find
from requests_app.models import TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page

FORM = "relationships/engagement_form.html"
SEE, WORK = Permission.SEE_ENGAGEMENTS, Permission.AGREE_ENGAGEMENTS


def may_lead(engagement: Engagement, member: Membership) -> bool:
    """Whether this member arranges the work, as the health department and the team do."""
    return engagement.status in UNDER_WAY and (member.is_staff or member.speaks_for(engagement.recipient_id))


def show_form(
    request: MemberRequest, engagement: Engagement, form: forms.Form, title: str, label: str, **more: Any
) -> HttpResponse:
    """A page with a form about an engagement."""
    context = {"engagement": engagement, "form": form, "title": title, "submit_label": label, **more}
    return render_page(request, FORM, context)


@require_safe
@requires(SEE)
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """One version of the plan, with what changed since the one before, and who agreed it."""
    found, member = find(request, pk), request.member
    versions = list(found.plans.select_related("drafted_by__user"))
    chosen = request.GET.get("version", "")
    at = next((i for i, one in enumerate(versions) if str(one.version) == chosen), len(versions) - 1)
    shown, before = (versions[at], versions[at - 1] if at else None) if versions else (None, None)
    context = {
        "engagement": found,
        "plan": shown,
        "before": before,
        "versions": versions,
        "is_newest": at == len(versions) - 1,
        "sections": sections(shown, before) if shown else [],
        "yeses": yeses(found, shown),
        "may_agree": may_agree(found, shown, member) and at == len(versions) - 1,
        "may_lead": may_lead(found, member),
    }
    return render_page(request, "joint_work/plan.html", context)


def yeses(engagement: Engagement, shown: Any) -> list[dict[str, Any]]:
    """Each party with its yes to a version, or without."""
    if shown is None:
        return []
    said = {yes.party_id: yes for yes in shown.yeses.select_related("by__user")}
    return [{"party": party, "yes": said.get(party.pk)} for party in engagement.parties.select_related("organization")]


def may_agree(engagement: Engagement, shown: Any, member: Membership) -> bool:
    if shown is None or engagement.status not in UNDER_WAY:
        return False
    party = party_of(engagement, member)
    return party is not None and not shown.yeses.filter(party=party).exists()


@require_http_methods(["GET", "POST"])
@requires(WORK)
def new_plan(request: MemberRequest, pk: int) -> HttpResponse:
    """Write the first plan, or the next version."""
    found = find(request, pk)
    must_lead(found, request.member)
    last = found.plans.order_by("-version").first()
    form = PlanForm(posted(request), engagement=found, last=last)
    if form.is_valid():
        actions.draft_plan(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Written. Everybody who takes part is asked to agree."))
        return redirect("engagement_plan", network=request.network.slug, pk=pk)
    title = _("Change the plan") if last else _("Write the plan")
    return show_form(request, found, form, title, _("Ask everybody to agree"))


@require_POST
@requires(WORK)
def agree_plan(request: MemberRequest, pk: int) -> HttpResponse:
    """Agree the version that was read."""
    found, version = find(request, pk), request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 6 else 0
    actions.agree_plan(found, by=request.member, version=number)
    messages.success(request, _("You agreed version %(version)s.") % {"version": number})
    return redirect("engagement_plan", network=request.network.slug, pk=pk)


@require_http_methods(["GET", "POST"])
@requires(WORK)
def new_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Set a goal."""
    found = find(request, pk)
    must_lead(found, request.member)
    form = GoalForm(posted(request))
    if form.is_valid():
        actions.set_goal(found, by=request.member, **form.cleaned_data)
        return redirect(found)
    return show_form(request, found, form, _("Set a goal"), _("Set this goal"))


def find_goal(request: MemberRequest, pk: int) -> Goal:
    """A goal of an engagement that this member may see."""
    rows = Goal.objects.with_progress().select_related("engagement__network", "engagement__recipient")
    visible = rows.filter(engagement__in=Engagement.objects.visible_to(request.member).values("pk"))
    goal: Goal = get_object_or_404(visible, pk=pk)
    return goal


@require_http_methods(["GET", "POST"])
@requires(SEE)
def goal(request: MemberRequest, pk: int) -> HttpResponse:
    """One goal: how far we are, what was noted before, and a new note."""
    found = find_goal(request, pk)
    form = ProgressForm(posted(request))
    if form.is_valid():
        actions.note_progress(found, by=request.member, **form.cleaned_data)
        messages.success(request, _("Noted. Thank you."))
        return redirect(found.engagement)
    may_note = party_of(found.engagement, request.member) is not None and found.engagement.status in UNDER_WAY
    context = {
        "goal": found,
        "form": form,
        "notes": found.progress.select_related("noted_by__user")[:50],
        "may_note": may_note and found.target is not None and found.dropped_at is None,
        "may_lead": may_lead(found.engagement, request.member) and found.dropped_at is None,
    }
    return render_page(request, "joint_work/goal.html", context)


@require_http_methods(["GET", "POST"])
@requires(WORK)
def edit_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a goal."""
    found = find_goal(request, pk)
    must_lead(found.engagement, request.member)
    form = GoalForm(posted(request), goal=found)
    if form.is_valid():
        actions.change_goal(found, by=request.member, **form.cleaned_data)
        return redirect(found.engagement)
    return show_form(request, found.engagement, form, _("Change the goal"), _("Change it"))


@require_http_methods(["GET", "POST"])
@requires(WORK)
def drop_goal(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a goal up, with the reason."""
    found = find_goal(request, pk)
    must_lead(found.engagement, request.member)
    form = ReasonForm(posted(request))
    if form.is_valid():
        actions.drop_goal(found, by=request.member, reason=form.cleaned_data["reason"])
        return redirect(found.engagement)
    return show_form(request, found.engagement, form, _("Why do you give this goal up?"), _("Give it up"))


@require_http_methods(["GET", "POST"])
@requires(WORK)
def co_leads(request: MemberRequest, pk: int) -> HttpResponse:
    """Who leads together with the lead."""
    found, member = find(request, pk), request.member
    must_lead(found, member)
    if request.POST.get("remove", "").isdigit():
        organization = get_object_or_404(
            Organization.objects.filter(co_leads__engagement=found), pk=int(request.POST["remove"][:18])
        )
        actions.remove_co_lead(found, by=member, organization=organization)
        return redirect("engagement_co_leads", network=request.network.slug, pk=pk)
    form = CoLeadForm(posted(request), engagement=found)
    if form.is_valid():
        actions.name_co_lead(found, by=member, organization=form.cleaned_data["organization"])
        return redirect(found)
    context = {"engagement": found, "form": form, "co_leads": found.co_leads.select_related("organization")}
    return render_page(request, "joint_work/co_leads.html", context)


@require_http_methods(["GET", "POST"])
@requires(WORK)
def requests(request: MemberRequest, pk: int) -> HttpResponse:
    """Which requests belong to the engagement: add one, or take one out."""
    found, member = find(request, pk), request.member
    must_lead(found, member)
    inside = TTARequest.objects.visible_to(member).filter(engagement_link__engagement=found).select_related("network")
    if request.POST.get("remove", "").isdigit():
        one = get_object_or_404(inside.defer("search"), pk=int(request.POST["remove"][:18]))
        actions.remove_request(found, one, by=member)
        return redirect("engagement_requests", network=request.network.slug, pk=pk)
    form = RequestForm(posted(request), engagement=found, member=member)
    if form.is_valid():
        actions.add_request(found, form.cleaned_data["tta_request"], by=member)
        return redirect("engagement_requests", network=request.network.slug, pk=pk)
    context = {"engagement": found, "form": form, "requests": inside.defer("search")}
    return render_page(request, "joint_work/requests.html", context)


@require_http_methods(["GET", "POST"])
@requires(WORK)
def look_back(request: MemberRequest, pk: int) -> HttpResponse:
    """One side's part of the look back; with both the engagement is completed."""
    found = find(request, pk)
    party = must_take_part(found, request.member)
    mine = found.reflections.filter(organization_id=party.organization_id).first()
    form = LookBackForm(posted(request), mine=mine)
    if form.is_valid():
        if actions.look_back(found, by=request.member, **form.cleaned_data):
            messages.success(request, _("Both sides have looked back. The engagement is completed."))
        else:
            messages.success(request, _("Thank you. The others are asked for their part."))
        return redirect(found)
    wrote = found.reflections.exclude(organization_id=party.organization_id).select_related("organization")
    context = {"engagement": found, "form": form, "wrote": wrote, "is_staff": request.member.is_staff}
    return render_page(request, "joint_work/look_back.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def close_without(request: MemberRequest, pk: int) -> HttpResponse:
    """The team completes it although somebody has not looked back."""
    found = find(request, pk)
    form = ReasonForm(posted(request))
    if form.is_valid():
        actions.close_without(found, by=request.member, reason=form.cleaned_data["reason"])
        return redirect(found)
    return show_form(request, found, form, _("Why without a look back of both sides?"), _("Complete it without"))


@require_http_methods(["GET", "POST"])
@requires(WORK)
def use_outline(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose a template and a day, look at the dates, then make them."""
    found = find(request, pk)
    must_lead(found, request.member)
    asked = request.GET if request.GET.get("starts_on") else None
    form = UseOutlineForm(request.POST if request.method == "POST" else asked, engagement=found)
    dated: list[Any] = []
    if form.is_valid():
        outline, starts_on = form.cleaned_data["outline"], form.cleaned_data["starts_on"]
        if request.method == "POST":
            actions.use_outline(found, outline, by=request.member, starts_on=starts_on)
            messages.success(request, _("Done. The promises, meetings and goals are on this page now."))
            return redirect(found)
        dated = actions.preview(outline, starts_on=starts_on)
    context = {"engagement": found, "form": form, "dated": dated}
    return render_page(request, "joint_work/use_outline.html", context)
