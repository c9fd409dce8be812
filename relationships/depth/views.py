"""How far relationships have come: one at a time, and all of them in counts."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from relationships.depth import actions, growth
from relationships.depth.cards import may_see, shown
from relationships.depth.forms import AnswerForm, DisputeForm, LevelForm
from relationships.depth.models import DepthDispute, Level, LevelChange, Standing
from relationships.depth.words import rows
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page

PAGE_SIZE = 50
CHANGES = 24


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_ORGANIZATIONS)
def how_far(request: MemberRequest, pk: int) -> HttpResponse:
    """One recipient's level, its evidence and history; the recipient can say that it is wrong."""
    organization = get_object_or_404(Organization.objects.select_related("network"), pk=pk)
    member = request.member
    if not may_see(organization, member):
        raise Http404
    speaks = member.speaks_for(organization.pk)
    form = DisputeForm(posted(request))
    if speaks and form.is_valid():
        actions.dispute(organization, by=member, words=form.cleaned_data["words"])
        messages.success(request, _("Thank you. A person looks into it by the next working day, and answers here."))
        return redirect("how_far", network=request.network.slug, pk=pk)
    disputes = list(
        DepthDispute.objects.filter(organization=organization).select_related("said_by__user", "answered_by__user")
    )
    changes = LevelChange.objects.filter(organization=organization)[:CHANGES]
    context = {
        "organization": organization,
        "form": form,
        "disputes": disputes,
        "may_dispute": speaks and all(one.answered_at for one in disputes),
        "may_answer": member.can(Permission.WORK_REQUESTS),
        "history": [(change, rows(change.evidence)) for change in changes],
    } | shown(Standing.objects.filter(organization=organization).first())
    return render_page(request, "depth/how_far.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def answer_dispute(request: MemberRequest, pk: int) -> HttpResponse:
    """A person of the team answers what a recipient said is wrong."""
    found = get_object_or_404(
        DepthDispute.objects.select_related("organization__network", "said_by__user", "said_by__organization"), pk=pk
    )
    form = AnswerForm(posted(request))
    if form.is_valid():
        actions.answer_dispute(found, by=request.member, answer=form.cleaned_data["answer"])
        messages.success(request, f"Answered. {found.said_by.user.first_name} gets it by mail.")
        return redirect("how_far", network=request.network.slug, pk=found.organization_id)
    return render_page(request, "depth/answer.html", {"form": form, "dispute": found})


@require_safe
@requires(Permission.WORK_REQUESTS)
def how_relationships_grow(request: MemberRequest) -> HttpResponse:
    """Counts per level, conversion, and the measures of a relationship, each with n and what it means."""
    context = {"growth": growth.report(request.network, at=timezone.now())}
    return render_page(request, "depth/growth.html", context)


@require_safe
@requires(Permission.WORK_REQUESTS)
def by_level(request: MemberRequest) -> HttpResponse:
    """The recipients at one level, by name: a way to find them, never a ranking."""
    form = LevelForm(request.GET)
    level = form.chosen()
    standings = Standing.objects.select_related("organization__network", "organization__jurisdiction")
    if level is not None:
        standings = standings.filter(level=level)
    page = Paginator(standings.order_by("organization__name", "pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "levels": Level.choices,
        "chosen": level,
        "query": f"level={level}" if level is not None else "",
    }
    return render_page(request, "depth/by_level.html", context)
