"""How a network keeps its word: its days off, whom a target wakes, and the words it writes often."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from requests_app import actions, templates
from requests_app.forms.rules import CalendarForm, EscalationForm, HolidayForm, ReplyTemplateForm
from requests_app.models import Escalation, ReplyTemplate
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Holiday
from tta_portal.htmx import posted, render_page

MOST = 400


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def holidays(request: MemberRequest) -> HttpResponse:
    """The network's days off: no target runs on them. One by one, or from a calendar file."""
    is_file = "calendar" in request.FILES
    one = HolidayForm(None if is_file else posted(request))
    many = CalendarForm(posted(request) if is_file else None, request.FILES if is_file else None)
    if one.is_valid() or many.is_valid():
        days = many.cleaned_data["calendar"] if is_file else [(one.cleaned_data["day"], one.cleaned_data["name"])]
        for day, name in days:
            Holiday.objects.update_or_create(day=day, defaults={"name": name})
        messages.success(request, f"{len(days)} day{'' if len(days) == 1 else 's'} off noted.")
        return redirect("holidays", network=request.network.slug)
    coming = Holiday.objects.filter(day__gte=timezone.localdate())[:MOST]
    context = {"one": one, "many": many, "form": many if is_file else one, "holidays": coming}
    return render_page(request, "requests_app/holidays.html", context)


@require_POST
@requires(Permission.MANAGE_NETWORK)
def remove_holiday(request: MemberRequest, pk: int) -> HttpResponse:
    """A working day after all."""
    get_object_or_404(Holiday, pk=pk).delete()
    return redirect("holidays", network=request.network.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def escalations(request: MemberRequest) -> HttpResponse:
    """Who is warned before a target, and who is told after it was missed."""
    form = EscalationForm(posted(request))
    if form.is_valid():
        actions.own_rules()
        Escalation.objects.get_or_create(**form.cleaned_data)
        messages.success(request, "Added.")
        return redirect("escalations", network=request.network.slug)
    context = {"form": form, "rules": actions.rules_in_force(), "own": Escalation.objects.exists()}
    return render_page(request, "requests_app/escalations.html", context)


@require_POST
@requires(Permission.MANAGE_NETWORK)
def own_escalations(request: MemberRequest) -> HttpResponse:
    """Take over the usual rules, to change them one by one."""
    actions.own_rules()
    return redirect("escalations", network=request.network.slug)


@require_POST
@requires(Permission.MANAGE_NETWORK)
def remove_escalation(request: MemberRequest, pk: int) -> HttpResponse:
    """Nobody is told by this rule any more."""
    get_object_or_404(Escalation, pk=pk).delete()
    return redirect("escalations", network=request.network.slug)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def reply_templates(request: MemberRequest, pk: int | None = None) -> HttpResponse:
    """Words the team writes often. What is typed is shown as a requester would read it, before it is saved."""
    chosen: ReplyTemplate | None = get_object_or_404(ReplyTemplate, pk=pk) if pk else None
    form = ReplyTemplateForm(posted(request), template=chosen)
    preview = ""
    if form.is_valid():
        if "preview" not in request.POST:
            _save_template(chosen, form.cleaned_data)
            messages.success(request, "Saved. It is beside every message now.")
            return redirect("reply_templates", network=request.network.slug)
        preview = templates.example(form.cleaned_data["body"], by=request.member)
    context = {
        "form": form,
        "chosen": chosen,
        "preview": preview,
        "variables": templates.VARIABLES.items(),
        "reply_templates": ReplyTemplate.objects.all()[:MOST],
    }
    return render_page(request, "requests_app/reply_templates.html", context)


def _save_template(chosen: ReplyTemplate | None, given: dict[str, Any]) -> None:
    if chosen is None:
        ReplyTemplate.objects.create(**given)
    else:
        ReplyTemplate.objects.filter(pk=chosen.pk).update(**given)


@require_POST
@requires(Permission.WORK_REQUESTS)
def retire_template(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer it no more, or again."""
    template: ReplyTemplate = get_object_or_404(ReplyTemplate, pk=pk)
    template.retired_on = None if template.retired_on else timezone.localdate()
    template.save(update_fields=["retired_on"])
    return redirect("reply_templates", network=request.network.slug)
