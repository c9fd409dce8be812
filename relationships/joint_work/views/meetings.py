"""Meetings: arrange, change, call off, minutes, decisions, calendar file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.joint_work import actions
from relationships.joint_work.calendars import calendar_file
from relationships.joint_work.forms.meetings import CallOffForm, DecisionForm, MeetingForm, MinutesForm
from relationships.joint_work.models import Decision, Meeting
from relationships.joint_work.parties import UNDER_WAY, must_take_part, party_of
from relationships.joint_work.views.work import may_lead, show_form
from relationships.models import Engagement
from relationships.views.engagements import find
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page

SEE, WORK = Permission.SEE_ENGAGEMENTS, Permission.AGREE_ENGAGEMENTS


def find_meeting(request: MemberRequest, pk: int) -> Meeting:
    """A meeting of an engagement that this member may see."""
    rows = Meeting.objects.visible_to(request.member).select_related(
        "network", "engagement__network", "engagement__recipient", "engagement__provider_lead__user"
    )
    found: Meeting = get_object_or_404(rows, pk=pk)
    return found


@require_safe
@requires(SEE)
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting: when and where, who, what was said and decided, whose voice counted."""
    found, member = find_meeting(request, pk), request.member
    decisions = found.decisions.select_related("owner", "commitment").prefetch_related("voices__organization")
    takes_part = party_of(found.engagement, member) is not None and found.engagement.status in UNDER_WAY
    levels = {voice.organization_id: voice for voice in found.voices.filter(decision=None)}
    ledger = set(found.engagement.parties.exclude(side="partner").values_list("organization", flat=True))
    may_promise = may_lead(found.engagement, member) and found.engagement.status != "proposed"
    context: dict[str, Any] = {
        "meeting": found,
        "engagement": found.engagement,
        "people": [
            {"who": row, "voice": levels.get(row.organization_id)}
            for row in found.people.select_related("organization")
        ],
        "decisions": [
            {"decision": one, "may_promise": may_promise and one.commitment is None and one.owner_id in ledger}
            for one in decisions
        ],
        "takes_part": takes_part,
        "may_change": takes_part and found.is_open,
        "may_minute": takes_part and found.is_open and found.has_begun,
        "may_decide": takes_part and found.called_off_at is None,
    }
    return render_page(request, "joint_work/meeting.html", context)


@require_http_methods(["GET", "POST"])
@requires(WORK)
def new_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Arrange a meeting."""
    found = find(request, pk)
    must_take_part(found, request.member)
    form = MeetingForm(posted(request), engagement=found)
    if form.is_valid():
        made = actions.arrange_meeting(found, by=request.member, people=form.each("expected"), **form.facts())
        messages.success(request, _("Arranged. Everybody who takes part is told."))
        return redirect(made)
    return show_form(request, found, form, _("Arrange a meeting"), _("Arrange it and tell everybody"))


@require_http_methods(["GET", "POST"])
@requires(WORK)
def edit_meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """Change date, place or agenda."""
    found = find_meeting(request, pk)
    must_take_part(found.engagement, request.member)
    form = MeetingForm(posted(request), engagement=found.engagement, meeting=found)
    if form.is_valid():
        actions.change_meeting(found, by=request.member, people=form.each("expected"), **form.facts())
        messages.success(request, _("Changed. Everybody who takes part is told."))
        return redirect(found)
    return show_form(request, found.engagement, form, _("Change the meeting"), _("Change it and tell everybody"))


@require_http_methods(["GET", "POST"])
@requires(WORK)
def call_off(request: MemberRequest, pk: int) -> HttpResponse:
    """Call it off, with the reason."""
    found = find_meeting(request, pk)
    must_take_part(found.engagement, request.member)
    form = CallOffForm(posted(request))
    if form.is_valid():
        actions.call_off_meeting(found, by=request.member, reason=form.cleaned_data["reason"])
        return redirect(found)
    return show_form(request, found.engagement, form, _("Call the meeting off"), _("Call it off and tell everybody"))


@require_http_methods(["GET", "POST"])
@requires(WORK)
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down who came and what was said."""
    found = find_meeting(request, pk)
    must_take_part(found.engagement, request.member)
    form = MinutesForm(posted(request), meeting=found)
    if form.is_valid():
        actions.hold_meeting(
            found,
            by=request.member,
            minutes=form.cleaned_data["minutes"],
            missing=form.cleaned_data["missing"],
            came=form.each("came"),
            levels=form.each("level"),
        )
        messages.success(request, _("Kept. Now write down what you decided, if you did."))
        return redirect(found)
    return show_form(
        request, found.engagement, form, _("Minutes: %(title)s") % {"title": found}, _("Keep the minutes")
    )


@require_http_methods(["GET", "POST"])
@requires(WORK)
def new_decision(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down a decision."""
    found, member = find_meeting(request, pk), request.member
    must_take_part(found.engagement, member)
    may_promise = may_lead(found.engagement, member) and found.engagement.status != "proposed"
    form = DecisionForm(posted(request), meeting=found, may_promise=may_promise)
    if form.is_valid():
        said = form.cleaned_data
        names = ("words", "owner", "due_on", "missing")
        facts = {name: said[name] for name in names} | {"on_ledger": said.get("on_ledger", False)}
        actions.decide(found, by=member, levels=form.each("level"), **facts)
        return redirect(found)
    return show_form(request, found.engagement, form, _("What did we decide?"), _("Keep this decision"))


@require_safe
@requires(SEE)
def calendar(request: MemberRequest, pk: int) -> HttpResponse:
    """The meeting for one's own calendar."""
    found = find_meeting(request, pk)
    headers = {"Content-Disposition": f'attachment; filename="meeting-{found.pk}.ics"'}
    return HttpResponse(
        calendar_file(found), content_type="text/calendar; charset=utf-8; method=PUBLISH", headers=headers
    )


@require_POST
@requires(WORK)
def promise(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a decision on the ledger."""
    visible = Engagement.objects.visible_to(request.member).values("pk")
    rows = Decision.objects.filter(meeting__engagement__in=visible)
    found = get_object_or_404(rows.select_related("meeting__engagement__recipient", "meeting__network"), pk=pk)
    actions.promise_decision(found, by=request.member)
    messages.success(request, _("It is on the ledger now."))
    return redirect(found.meeting)
