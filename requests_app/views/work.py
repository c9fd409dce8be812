"""Promises and tasks."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from requests_app import actions
from requests_app.forms.ledger import PROMISE_VERBS, TaskDoneForm
from requests_app.models import Commitment, Task, TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_REQUESTS)
def promise(request: MemberRequest, pk: int, verb: str) -> HttpResponse:
    """Say something about a promise of a request one may read."""
    commitment = find_commitment(request.member, pk)
    form_class = PROMISE_VERBS.get(verb)
    if form_class is None:
        raise Http404
    form = form_class(posted(request))
    if form.is_valid():
        form.perform(commitment, by=request.member)
        messages.success(request, _("The ledger is up to date."))
        return redirect(commitment.tta_request or commitment.organization)
    new_dates = commitment.new_dates.select_related("asked_by__user", "answered_by__user")[:10]
    context = {"commitment": commitment, "form": form, "new_dates": new_dates}
    return render_page(request, "requests_app/promise.html", context)


def find_commitment(member: Membership, pk: int) -> Commitment:
    """A promise this member may read: of a visible request, or of their own organization, or any for the team."""
    rows = Commitment.objects.select_related("tta_request__lead__user", "tta_request__requester__user", "organization")
    rows = rows.select_related("tta_request__network", "network", "tta_request__requester__organization")
    commitment: Commitment = get_object_or_404(rows, pk=pk)
    if commitment.tta_request_id is not None:
        tta_request = get_object_or_404(TTARequest.objects.visible_to(member), pk=commitment.tta_request_id)
        if not tta_request.is_party(member):
            raise Http404
    elif not member.is_staff and not member.speaks_for(commitment.organization_id):
        raise Http404
    return commitment


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def task_done(request: MemberRequest, pk: int) -> HttpResponse:
    """Note what came of a task."""
    task: Task = get_object_or_404(Task.objects.select_related("organization", "tta_request__network"), pk=pk)
    if task.tta_request_id is not None:
        get_object_or_404(TTARequest.objects.visible_to(request.member), pk=task.tta_request_id)
    form = TaskDoneForm(posted(request))
    if form.is_valid():
        actions.finish_task(task, by=request.member, **form.cleaned_data)
        messages.success(request, _("Done. It is off your list."))
        return redirect("caseload", network=request.network.slug)
    return render_page(request, "requests_app/task.html", {"task": task, "form": form})
