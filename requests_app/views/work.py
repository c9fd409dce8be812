"""The caseload, promises and tasks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from requests_app import actions
from requests_app.forms.ledger import PROMISE_VERBS, TaskDoneForm
from requests_app.lifecycle import Status
from requests_app.models import Commitment, Task, TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page

PAGE_SIZE = 25
UNREAD = ("need", "hoped_for_change", "why_now", "populations", "partners_to_include", "tried_so_far")


def caseload_views(member: Membership) -> dict[str, tuple[str, Q]]:
    """The lists a provider works from: conditions on the open requests they may read."""
    unanswered = Q(status=Status.SUBMITTED)
    return {
        "mine": ("Mine", Q(lead=member)),
        "new": ("New, nobody has replied", unanswered),
        "unassigned": ("Without a lead", Q(lead=None)),
        "late": ("Past our reply target", unanswered & Q(first_reply_at=None, reply_due_at__lt=timezone.now())),
        "following": ("Following up", Q(status=Status.FOLLOWING_UP, lead=member)),
        "all": ("Everybody's", Q(pk__gt=0)),
    }


@require_safe
@requires(Permission.SEE_CASELOAD)
def caseload(request: MemberRequest) -> HttpResponse:
    """What this provider works on, quiet longest first."""
    lists = caseload_views(request.member)
    chosen = request.GET.get("view", "mine")
    if chosen not in lists:
        raise Http404
    visible = TTARequest.objects.visible_to(request.member).open()
    counts = visible.aggregate(**{name: Count("pk", filter=condition) for name, (_, condition) in lists.items()})
    paginator = Paginator(_rows(visible.filter(lists[chosen][1])), PAGE_SIZE)
    paginator.count = counts[chosen]
    page = paginator.get_page(request.GET.get("page"))
    tasks = (
        Task.objects.open()
        .visible_to(request.member)
        .for_member(request.member)
        .select_related("organization", "tta_request__network")
    )
    context: dict[str, Any] = {
        "page": page,
        "chosen": chosen,
        "choices": [
            {"key": name, "label": label, "count": counts[name], "current": name == chosen}
            for name, (label, _) in lists.items()
        ],
        "counts": counts,
        "tasks": tasks.order_by("due_on")[:12],
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render_page(request, "requests_app/caseload.html", context, part="rows")


def _rows(requests: QuerySet[TTARequest]) -> QuerySet[TTARequest]:
    before = TTARequest.objects.filter(
        organization=OuterRef("organization"), submitted_at__lt=OuterRef("submitted_at")
    )
    related = requests.select_related("organization", "lead__user", "network").defer(*UNREAD)
    return related.annotate(asked_before=Exists(before)).order_by("touched_at", "pk")


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
        messages.success(request, "The ledger is up to date.")
        return redirect(commitment.tta_request or commitment.organization)
    context = {"commitment": commitment, "form": form}
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
        actions.finish_task(task, by=request.member, outcome=form.cleaned_data["outcome"])
        messages.success(request, "Done. It is off your list.")
        return redirect("caseload", network=request.network.slug)
    return render_page(request, "requests_app/task.html", {"task": task, "form": form})
