"""Templates of engagements, for the network's administrators."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships.joint_work import actions
from relationships.joint_work.forms.outlines import OutlineForm, steps_form
from relationships.joint_work.models import Outline
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page

MANAGE = Permission.MANAGE_NETWORK


@require_safe
@requires(MANAGE)
def outlines(request: MemberRequest) -> HttpResponse:
    """All templates that are offered."""
    rows = Outline.objects.filter(retired_on=None).prefetch_related("steps")
    return render_page(request, "joint_work/outlines.html", {"outlines": rows})


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def new_outline(request: MemberRequest) -> HttpResponse:
    """Make a template."""
    return _edit(request, None)


@require_http_methods(["GET", "POST"])
@requires(MANAGE)
def edit_outline(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a template."""
    return _edit(request, get_object_or_404(Outline, pk=pk, retired_on=None))


def _edit(request: MemberRequest, outline: Outline | None) -> HttpResponse:
    form, steps = OutlineForm(posted(request), outline=outline), steps_form(posted(request), outline=outline)
    if form.is_bound and form.is_valid() & steps.is_valid():
        facts: dict[str, Any] = {"by": request.member, "steps": steps.steps(), **form.cleaned_data}
        if outline is None:
            actions.make_outline(**facts)
        else:
            actions.change_outline(outline, **facts)
        messages.success(request, "Saved. It is offered on the pages of engagements.")
        return redirect("outlines", network=request.network.slug)
    context = {"form": form, "steps": steps, "outline": outline}
    return render(request, "joint_work/outline.html", context, status=422 if form.is_bound else 200)


@require_POST
@requires(MANAGE)
def retire_outline(request: MemberRequest, pk: int) -> HttpResponse:
    """Offer it no longer."""
    actions.retire_outline(get_object_or_404(Outline, pk=pk, retired_on=None), by=request.member)
    return redirect("outlines", network=request.network.slug)
