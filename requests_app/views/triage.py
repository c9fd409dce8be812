"""Giving out new requests: the queue with its reasons, suggestions, and who has room."""

from __future__ import annotations

import hashlib
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import actions, caseload, queue
from requests_app.forms.people import WorkProfileForm
from requests_app.forms.triage import GiveOutForm
from requests_app.models import QueueShown, TTARequest, WorkProfile
from requests_app.triage import suggest
from requests_app.views.requests import find
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page

PAGE_SIZE = 25
AN_HOUR = 3600


@require_safe
@requires(Permission.TRIAGE_REQUESTS)
def triage(request: MemberRequest) -> HttpResponse:
    """New requests without a lead, in the order they should be taken up, each with a suggestion."""
    is_fair, head_start = request.network.fair_queue, request.network.head_start_days
    new = TTARequest.objects.visible_to(request.member).unassigned()
    order = partial(queue.fair, head_start=head_start) if is_fair else queue.by_arrival
    related = ("organization__jurisdiction", "topic", "requester__user", "network")
    page = Paginator(order(new).select_related(*related).defer("search"), PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    suggestions = suggest(shown)
    if page.number == 1:
        _remember(request.member, shown, is_fair=is_fair)
    rows = [
        {
            "tta_request": one,
            "suggestion": suggestions[one.pk],
            "reason": queue.reason(one, is_fair=is_fair, head_start=head_start),
        }
        for one in shown
    ]
    return render_page(request, "requests_app/triage.html", {"page": page, "rows": rows, "is_fair": is_fair})


def _remember(member: Membership, shown: list[Any], *, is_fair: bool) -> None:
    """Keep which order was shown, and the one by arrival, once an hour unless it changed."""
    if not shown:
        return
    by_arrival = sorted(shown, key=lambda one: (one.due_on, one.submitted_at, one.pk))
    numbers, others = [one.number for one in shown], [one.number for one in by_arrival]
    print_of_it = hashlib.sha256(repr((is_fair, numbers, others)).encode()).hexdigest()[:24]
    if cache.add(f"queue-shown:{member.network_id}:{member.pk}:{print_of_it}", 1, timeout=AN_HOUR):
        QueueShown.objects.create(shown_to=member, is_fair=is_fair, shown=numbers, by_arrival=others)


@require_POST
@requires(Permission.TRIAGE_REQUESTS)
def give_out(request: MemberRequest, number: int) -> HttpResponse:
    """Follow the suggestion, or the choice made instead of it."""
    tta_request = find(request, number)
    form = GiveOutForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose who should lead it.")
        return redirect("triage", network=request.network.slug)
    with transaction.atomic():
        lead = form.cleaned_data["lead"]
        actions.assign_lead(tta_request, by=request.member, lead=lead)
        if form.cleaned_data["hub"] is not None:
            actions.send_to_hub(tta_request, by=request.member, hub=form.cleaned_data["hub"])
    messages.success(request, f"{lead.user.name} leads request {tta_request.number}, and was told.")
    return redirect("triage", network=request.network.slug)


@require_safe
@requires(Permission.SEE_CASELOAD)
def workload(request: MemberRequest) -> HttpResponse:
    """Who has how much on their hands, and who has room. Nobody is ranked."""
    return render_page(request, "requests_app/workload.html", {"loads": caseload.workload(at=timezone.now())})


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_CASELOAD)
def work_profile(request: MemberRequest, pk: int) -> HttpResponse:
    """Hours, languages, days away and who stands in: one's own, or for an administrator anybody's."""
    member: Membership = get_object_or_404(Membership.objects.staff().select_related("user"), pk=pk)
    if member.pk != request.member.pk and not request.member.can(Permission.MANAGE_NETWORK):
        raise Http404
    profile = WorkProfile.objects.filter(member=member).first() or WorkProfile(member=member)
    form = WorkProfileForm(posted(request), profile=profile)
    if form.is_valid():
        actions.change_work_profile(member, by=request.member, **form.cleaned_data)
        messages.success(request, f"Saved for {member.user.name}.")
        return redirect("workload", network=request.network.slug)
    context = {"form": form, "whose": member, "today": timezone.localdate()}
    return render_page(request, "requests_app/work_profile.html", context)
