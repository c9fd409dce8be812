"""Organizations, and the thread between each and the network."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from relationships import in_touch
from relationships.cards import cards_for
from relationships.forms.counted import OrganizationsForm
from relationships.ledger import reliability
from relationships.models import CheckIn, CheckInAnswer, Engagement, ReverseCheckIn
from relationships.timeline import KINDS, timeline
from requests_app.lifecycle import ENDED
from requests_app.models import Commitment, TTARequest
from requests_app.next_steps import next_step
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory import actions as directory
from tta_portal.directory.forms import ContactForm, OrganizationForm
from tta_portal.directory.models import Organization
from tta_portal.htmx import posted, render_page

PAGE_SIZE = 50
THREAD_PAGE = 40


@require_safe
@requires(Permission.SEE_ORGANIZATIONS)
def organization_list(request: MemberRequest) -> HttpResponse:
    """Who is in the network; a requester sees their own health department."""
    may_filter = request.member.can(Permission.SEE_CASELOAD)
    form = OrganizationsForm(request.GET if may_filter else {})
    rows = form.narrow(_visible(request.member), member=request.member)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    if words:
        rows = rows.filter(Q(name__icontains=words) | Q(jurisdiction__state__iexact=words))
    page = Paginator(rows.select_related("jurisdiction", "hub", "network").order_by("name", "pk"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    counts = dict(
        TTARequest.objects.visible_to(request.member).sent()
        .filter(organization__in=[row.pk for row in page.object_list])
        .values_list("organization").annotate(Count("pk"))
    )  # fmt: skip
    context = {
        "page": page,
        "rows": [(row, counts.get(row.pk, 0)) for row in page.object_list],
        "words": words,
        "filters": form if may_filter else None,
        "query": urlencode({"q": words, **form.chosen}),
        "can_manage": request.member.can(Permission.MANAGE_NETWORK),
    }
    return render_page(request, "relationships/organizations.html", context, part="rows")


@require_safe
@requires(Permission.SEE_ORGANIZATIONS)
def organization(request: MemberRequest, pk: int) -> HttpResponse:
    """One organization: its people, its work with us, and everything in one thread."""
    related = Organization.objects.select_related("jurisdiction", "hub", "network")
    found: Organization = get_object_or_404(related, pk=pk)
    member = request.member
    if not _visible(member).filter(pk=pk).exists():
        raise Http404
    shown = request.GET.get("show", "")
    thread = Paginator(timeline(found, member, shown=shown), THREAD_PAGE).get_page(request.GET.get("page"))
    is_party = member.is_staff or member.speaks_for(found.pk)
    context = {
        "organization": found,
        "can_manage": member.can(Permission.MANAGE_NETWORK),
        "can_work": member.can(Permission.WORK_REQUESTS),
        "is_ours": member.speaks_for(found.pk),
        "is_party": is_party,
        "thread": thread,
        "kinds": [{"key": key, "label": label, "current": key == shown} for key, label in KINDS.items()],
        "shown": shown if shown in KINDS else "",
        "members": found.members.active().select_related("user"),
        "contacts": found.contacts.filter(left_on=None),
        "descriptors": found.jurisdiction.descriptors.order_by("kind", "-as_of") if found.jurisdiction else [],
        "open_requests": TTARequest.objects.visible_to(member).filter(organization=found).open()
        .select_related("network")[:10],
        "engagements": Engagement.objects.visible_to(member).filter(recipient=found).select_related("network")[:10],
        "cards": cards_for(found, member),
        **(_between_us(found, member) if is_party and found.is_recipient else {}),
    }  # fmt: skip
    return render_page(request, "relationships/organization.html", context)


def _between_us(found: Organization, member: Membership) -> dict[str, Any]:
    """What only the two sides see: how it stands between them."""
    commitments = Commitment.objects.in_force().filter(organization=found)
    questions = (
        ReverseCheckIn.objects.visible_to(member)
        .filter(organization=found)
        .select_related("asked_by__user", "answered_by__user")
    )
    return {
        "quiet": in_touch.quiet(found),
        "next_touch": in_touch.next_touch(found, member),
        "leads": in_touch.leads(found, member),
        "pause": in_touch.pause_of(found),
        "questions": questions[:5],
        "reliability": reliability(commitments, on=timezone.localdate()),
        "unkept": commitments.unkept().count(),
    }


@require_safe
@requires(Permission.WORK_REQUESTS)
def turnover_brief(request: MemberRequest, pk: int) -> HttpResponse:
    """For a new person on either side: where everything stands with an organization, on a page to print."""
    found = get_object_or_404(Organization.objects.select_related("jurisdiction", "hub", "network"), pk=pk)
    member = request.member
    visible = TTARequest.objects.visible_to(member).filter(organization=found).select_related("lead__user", "network")
    promises = Commitment.objects.in_force().visible_to(member).filter(organization=found).unkept()
    said = CheckInAnswer.objects.filter(check_in__in=CheckIn.objects.visible_to(member).filter(organization=found))
    context = {
        "organization": found,
        "quiet": in_touch.quiet(found),
        "next_touch": in_touch.next_touch(found, member),
        "leads": in_touch.leads(found, member),
        "open_requests": [(row, next_step(row, member)) for row in visible.open().order_by("-touched_at")[:20]],
        "ended": visible.filter(status__in=ENDED).order_by("-touched_at")[:10],
        "promises": promises.order_by("due_on")[:20],
        "engagements": Engagement.objects.filter(recipient=found).select_related("network")[:10],
        "members": found.members.active().select_related("user"),
        "contacts": found.contacts.filter(left_on=None),
        "said": said.select_related("check_in__person__user").order_by("-answered_at")[:3],
        "today": timezone.localdate(),
    }
    return render_page(request, "relationships/turnover_brief.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def new_organization(request: MemberRequest) -> HttpResponse:
    """Add an organization to the network."""
    return _save(request, None)


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def edit_organization(request: MemberRequest, pk: int) -> HttpResponse:
    """Change an organization or its place."""
    return _save(request, get_object_or_404(Organization.objects.select_related("jurisdiction"), pk=pk))


def _save(request: MemberRequest, found: Organization | None) -> HttpResponse:
    form = OrganizationForm(posted(request), organization=found, time_zone=request.network.time_zone)
    if form.is_valid():
        saved = directory.save_organization(found, **form.cleaned_data)
        messages.success(request, f"{saved.name} is in the directory.")
        return redirect(saved)
    context = {
        "form": form,
        "organization": found,
        "title": "Change the organization" if found else "Add an organization",
    }
    return render_page(request, "relationships/organization_form.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def new_contact(request: MemberRequest, pk: int) -> HttpResponse:
    """Note a person at an organization."""
    found = get_object_or_404(Organization, pk=pk)
    form = ContactForm(posted(request))
    if form.is_valid():
        directory.add_contact(found, **form.cleaned_data)
        return redirect(found)
    context = {"form": form, "organization": found, "title": "Add a person"}
    return render_page(request, "relationships/organization_form.html", context)


def _visible(member: Membership) -> QuerySet[Organization]:
    """The team sees all organizations; a requester their own and the providers."""
    rows: QuerySet[Organization] = Organization.objects.all()
    if member.is_staff:
        return rows
    return rows.filter(Q(pk=member.organization_id) | Q(kinds__contains=["provider"]))
