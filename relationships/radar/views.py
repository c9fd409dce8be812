"""Who is quiet, and reaching out to them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_safe

from relationships.depth.rule import today
from relationships.radar import actions, quiet
from relationships.radar.forms import VIEWS, GiveForm, LogForm, PlanForm, ViewForm
from relationships.radar.models import Outreach
from relationships.radar.suggestions import for_never, for_silent
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page

PAGE_SIZE = 20


@require_safe
@requires(Permission.WORK_REQUESTS)
def quiet_page(request: MemberRequest) -> HttpResponse:
    """Those who fall silent, those never heard of, and the log of reaching out."""
    view, on = ViewForm(request.GET).chosen(), today(timezone.now())
    found: Any
    if view == "silent":
        found = quiet.silent(on=on)
    elif view == "never":
        found = quiet.never_heard_of(on=on)
    else:
        found = Outreach.objects.select_related("organization__network", "assigned_to__user")
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    rows = for_silent(list(page.object_list), on=on) if view == "silent" else []
    context = {
        "view": view,
        "views": VIEWS,
        "page": page,
        "rows": rows or (for_never(list(page.object_list)) if view == "never" else []),
        "conversion": quiet.conversion(on=on),
    }
    return render_page(request, "radar/quiet.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def plan(request: MemberRequest, pk: int) -> HttpResponse:
    """Give somebody the task of reaching out."""
    organization = get_object_or_404(Organization.objects.select_related("network"), pk=pk)
    form = PlanForm(posted(request), member=request.member)
    if form.is_valid():
        outreach = actions.plan(organization, by=request.member, **form.cleaned_data)
        messages.success(request, f"{outreach.assigned_to} reaches out to {organization.name}.")
        return redirect(_list_they_came_from(request))
    context = {"form": form, "organization": organization, "title": "Who reaches out?", "submit_label": "Save"}
    context["back_url"] = _list_they_came_from(request)
    return render_page(request, "radar/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def log(request: MemberRequest, pk: int) -> HttpResponse:
    """Log an attempt: one click from the list, or with words from its own page."""
    organization = get_object_or_404(Organization.objects.select_related("network"), pk=pk)
    form = LogForm(posted(request))
    if form.is_valid():
        actions.log(organization, by=request.member, **form.cleaned_data)
        messages.success(request, f"Logged. It stands in the thread of {organization.name}.")
        return redirect(_list_they_came_from(request))
    context = {"form": form, "organization": organization, "title": "Log an attempt", "submit_label": "Log it"}
    context["back_url"] = _list_they_came_from(request)
    return render_page(request, "radar/form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def give(request: MemberRequest) -> HttpResponse:
    """Give several health departments to somebody in one go; the list they were chosen from names them."""
    form = GiveForm(posted(request), member=request.member, chosen=request.GET.getlist("place"))
    if form.is_valid():
        cleaned = form.cleaned_data
        count = actions.give(
            cleaned["place"], by=request.member, assigned_to=cleaned["assigned_to"], note=cleaned["note"]
        )
        departments = "1 health department" if count == 1 else f"{count} health departments"
        messages.success(request, f"{cleaned['assigned_to']} reaches out to {departments}.")
        return redirect(_list_they_came_from(request))
    context = {"form": form, "back_url": _list_they_came_from(request), "is_empty": form.is_empty}
    return render_page(request, "radar/give.html", context)


def _list_they_came_from(request: MemberRequest) -> str:
    """The page that `next` names, if it is one of this network; else the list of who is quiet."""
    back = request.GET.get("next", "")
    if back.startswith(f"/{request.network.slug}/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return back
    address = reverse("quiet", kwargs={"network": request.network.slug})
    return f"{address}?view={ViewForm(request.GET).chosen()}"
