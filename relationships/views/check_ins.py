"""Check-ins for those who look after them: due, sent, answered, unconfirmed, dead."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from relationships import actions
from relationships.forms.check_ins import CheckInForm, KeyInForm
from relationships.forms.counted import CheckInsForm
from relationships.lifecycle import CheckInState
from relationships.models import CheckIn
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.outbox import actions as outbox
from tta_portal.outbox import suppression
from tta_portal.outbox.models import NEEDS_A_PERSON, Message, State, Suppression
from tta_portal.words import gettext_lazy as _

VIEWS: dict[str, tuple[str, dict[str, Any]]] = {
    "waiting": (_("Waiting for an answer"), {"state__in": ["asked", "reminded"]}),
    "phone": (_("A person phones"), {"state": CheckInState.TO_PHONE}),
    "coming": (_("Coming up"), {"state": CheckInState.SCHEDULED}),
    "answered": (_("Answered"), {"state": CheckInState.ANSWERED}),
    "unreachable": (_("Nobody reached"), {"state": CheckInState.UNREACHABLE}),
}
EVERY_ONE: dict[str, tuple[str, dict[str, Any]]] = {"all": (_("All"), {})}


@require_safe
@requires(Permission.SEE_CHECK_INS)
def check_in_list(request: MemberRequest) -> HttpResponse:
    """The check-ins this member may read, by where they stand; for the team, mail that needs a person."""
    may_filter = request.member.can(Permission.SEE_CASELOAD)
    views = VIEWS | EVERY_ONE if may_filter else VIEWS
    form = CheckInsForm(request.GET if may_filter else {})
    chosen = request.GET.get("view", "all" if form.is_narrow else "waiting")
    if chosen not in views:
        raise Http404
    visible = form.narrow(CheckIn.objects.visible_to(request.member), member=request.member)
    rows = visible.filter(**views[chosen][1]).select_related("organization", "person__user", "message", "answer")
    rows = rows.select_related("tta_request__network", "engagement__network")
    rows = rows.select_related("registration__session__series__network")
    order = "due_at" if chosen in {"coming", "phone"} else "-due_at"
    context: dict[str, Any] = {
        "page": Paginator(rows.order_by(order, "pk"), 50).get_page(request.GET.get("page")),
        "chosen": chosen,
        "choices": [{"key": key, "label": label, "current": key == chosen} for key, (label, _) in views.items()],
        "filters": form if may_filter else None,
        "query": urlencode({"view": chosen, **form.chosen}),
        "troubled": Message.objects.needing_a_person().order_by("-date")[:20] if request.member.is_staff else [],
        "stopped": Suppression.objects.order_by("-since")[:20] if request.member.is_staff else [],
        "now": timezone.now(),
    }
    return render_page(request, "relationships/check_ins.html", context, part="rows")


def find(request: MemberRequest, pk: int) -> CheckIn:
    """A check-in this member may read."""
    rows = CheckIn.objects.visible_to(request.member).select_related("person__user", "tta_request", "engagement")
    rows = rows.select_related("registration__session__series")
    check_in: CheckIn = get_object_or_404(rows.select_related("organization", "person__organization", "answer"), pk=pk)
    return check_in


@require_safe
@requires(Permission.SEE_CHECK_INS)
def check_in(request: MemberRequest, pk: int) -> HttpResponse:
    """One check-in: what was said, and what it set in motion; both sides read the same."""
    found = find(request, pk)
    answer = getattr(found, "answer", None)
    about = ("task", "engagement__network", "commitment", "tta_request__network")
    context = {
        "check_in": found,
        "answer": answer,
        "consequences": answer.consequences.select_related(*about) if answer else [],
        "before": actions.you_said_we_did(found),
    }
    return render_page(request, "relationships/check_in_page.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.WORK_REQUESTS)
def key_in(request: MemberRequest, pk: int) -> HttpResponse:
    """Key in an answer from a call or a printed form, with the words to begin the call."""
    found = find(request, pk)
    form = KeyInForm(posted(request), check_in=found)
    if form.is_valid():
        said = dict(form.cleaned_data)
        actions.answer(found, by=request.member, channel=said.pop("channel"), answers=said)
        messages.success(request, "Saved, in their name and keyed in by you.")
        return redirect("check_in_page", network=request.network.slug, pk=found.pk)
    context = {"form": form, "check_in": found, "screens": form.screens(), "before": actions.you_said_we_did(found)}
    return render_page(request, "relationships/check_in_key_in.html", context)


@require_safe
@requires(Permission.SEE_CHECK_INS)
def paper(request: MemberRequest, pk: int) -> HttpResponse:
    """The same questions on paper, for whoever would rather write by hand."""
    found = find(request, pk)
    form = CheckInForm(check_in=found)
    return render_page(request, "relationships/check_in_paper.html", {"check_in": found, "screens": form.screens()})


@require_POST
@requires(Permission.WORK_REQUESTS)
def unreachable(request: MemberRequest, pk: int) -> HttpResponse:
    """Note that a person phoned and reached nobody."""
    actions.mark_unreachable(find(request, pk), by=request.member)
    messages.success(request, "Noted: somebody phoned, and nobody could be reached.")
    return redirect("check_ins", network=request.network.slug)


@require_POST
@requires(Permission.WORK_REQUESTS)
def write_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Write again to an address that was stopped."""
    stopped = get_object_or_404(Suppression, pk=pk)
    suppression.lift(stopped)
    messages.success(request, f"{stopped.email} gets mail again.")
    return redirect("check_ins", network=request.network.slug)


@require_POST
@requires(Permission.WORK_REQUESTS)
def settle_mail(request: MemberRequest, pk: int) -> HttpResponse:
    """A person decides about a message whose fate is not known, or that was given up."""
    message: Message = get_object_or_404(Message.objects.filter(state__in=NEEDS_A_PERSON), pk=pk)
    if message.state == State.DEAD:
        outbox.revive(message)
    else:
        outbox.confirm(message, arrived="arrived" in request.POST)
    messages.success(request, f"Noted for the message to {message.to_email}.")
    return redirect("check_ins", network=request.network.slug)
