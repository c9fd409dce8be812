"""Read, write and send a request, and everything done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import MAXYEAR
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import actions, pages, panels, presences, templates
from requests_app.forms import VERBS
from requests_app.forms.thread import MessageForm
from requests_app.lifecycle import MOVES
from requests_app.models import Attachment, Referral, ReplyTemplate, ThreadMessage, TTARequest
from requests_app.next_steps import next_step
from requests_app.there import there
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page, sent_files
from tta_portal.notifications import actions as notifications
from tta_portal.numbers import number_in
from tta_portal.tenancy.models import Network
from tta_portal.words import gettext_lazy as _

PAGE_SIZE = 50
VIEWS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "open": (_("Open"), lambda requests: requests.open()),
    "ended": (_("Ended"), lambda requests: requests.filter(status__in=["closed", "declined", "withdrawn"])),
    "all": (_("All"), lambda requests: requests),
}


def find(request: MemberRequest, number: int) -> TTARequest:
    """The request of that number, if this member may read it; else it does not exist."""
    visible = TTARequest.objects.visible_to(request.member).defer("search")
    tta_request: TTARequest = get_object_or_404(visible.select_related("organization", "topic", "hub"), number=number)
    know_each_other(tta_request, request.network)
    return tta_request


def know_each_other(tta_request: TTARequest, network: Network) -> None:
    """Read the people of a request at once, and say of everything about it that it is of this network.

    One wide join over all of them takes longer to plan than these two take together.
    """
    wanted = {tta_request.requester_id, tta_request.lead_id, tta_request.entered_by_id} - {None}
    people = Membership.objects.filter(pk__in=wanted).select_related("user").in_bulk()
    for role in ("requester", "lead", "entered_by"):
        setattr(tta_request, role, people.get(getattr(tta_request, f"{role}_id")))
    department = tta_request.organization
    for thing in (tta_request, department, tta_request.topic, *people.values()):
        if thing is not None:
            thing.network = network
    for person in people.values():
        if person.organization_id == department.pk:
            person.organization = department


@require_safe
@requires(Permission.SEE_REQUESTS)
def request_list(request: MemberRequest) -> HttpResponse:
    """Every request this member may read, newest first."""
    chosen = request.GET.get("view", "open")
    if chosen not in VIEWS:
        raise Http404
    visible = VIEWS[chosen][1](TTARequest.objects.visible_to(request.member))
    rows = visible.select_related("organization", "topic", "lead__user", "network").order_by("-touched_at", "-pk")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    choices = [{"key": key, "label": label, "current": key == chosen} for key, (label, _) in VIEWS.items()]
    context = {"page": page, "choices": choices, "chosen": chosen}
    return render_page(request, "requests_app/list.html", context, part="rows")


@require_safe
@requires(Permission.SEE_REQUESTS)
def detail(request: MemberRequest, number: int) -> HttpResponse:
    """One request: where it stands, what comes next, and everything that happened."""
    return _detail(request, find(request, number), None)


def _detail(request: MemberRequest, tta_request: TTARequest, form: MessageForm | None) -> HttpResponse:
    member, plan = request.member, tta_request.plan
    if not tta_request.is_party(member):
        return _from_outside(request, tta_request)
    notifications.mark_read_about(member, tta_request)
    has = there(tta_request)
    step = next_step(tta_request, member)
    context: dict[str, Any] = {
        "tta_request": tta_request,
        "step": step,
        "step_url": _step_url(tta_request, step.verb) if step else "",
        "steps": pages.steps(tta_request),
        "buttons": pages.buttons(tta_request, member),
        "plan": plan,
        "needs_statement": tta_request.needs_statement,
        "promises": pages.promises(tta_request, member),
        "thread": pages.thread(tta_request, member, has),
        "who_sees": pages.who_sees(tta_request),
        "answers": list(tta_request.answers.all()) if "answers" in has else [],
        "attachments": _files(tta_request) if "attachments" in has else [],
        "people": pages.people(tta_request) if "people" in has else [],
        "panels": panels.panels_for(tta_request, member),
        "linked": pages.linked(tta_request, member) if _is_linked(tta_request, has) else [],
        "form": form or MessageForm(tta_request=tta_request, member=member, initial=_begun(request, tta_request)),
        "write_url": pages.verb_url(tta_request, "write"),
        **(_for_the_team(tta_request, has) if member.is_staff else _for_the_asker(tta_request, has)),
    }
    return render_page(request, "requests_app/detail.html", context)


def _begun(request: MemberRequest, tta_request: TTARequest) -> dict[str, Any]:
    """A message begun from a reply template, if one was chosen."""
    chosen = number_in(request.GET.get("template", ""))
    if chosen is None or not request.member.is_staff:
        return {}
    template = ReplyTemplate.objects.filter(pk=chosen, retired_on=None).first()
    return {"body": templates.filled(template.body, tta_request, by=request.member)} if template else {}


def _files(tta_request: TTARequest) -> list[Attachment]:
    """Those that came with the request itself; the others stand with their messages."""
    return list(tta_request.attachments.filter(message=None).select_related("stored_file"))


def _is_linked(tta_request: TTARequest, has: frozenset[str]) -> bool:
    points = tta_request.follows_id or tta_request.merged_into_id
    return bool(points or has & {"links_in", "links_out", "followed_by", "merged"})


def _for_the_team(tta_request: TTARequest, has: frozenset[str]) -> dict[str, Any]:
    """What only the team sees beside a request."""
    tags = tta_request.tagged.select_related("tag").order_by("tag__name") if "tagged" in has else []
    changes = tta_request.lead_changes.exclude(from_lead=None).select_related("from_lead__user")
    return {
        "tags": [one.tag.name for one in tags],
        "reply_templates": ReplyTemplate.objects.filter(retired_on=None)[:50],
        "proposed": _proposed(tta_request) if "referrals" in has else None,
        "change": changes.first() if "lead_changes" in has else None,
        "is_asleep": tta_request.snoozed_until is not None and tta_request.snoozed_until > timezone.now(),
        "sleeps_for_ever": tta_request.snoozed_until is not None and tta_request.snoozed_until.year == MAXYEAR,
    }


@require_safe
@requires(Permission.SEE_REQUESTS)
def beside(request: MemberRequest, number: int) -> HttpResponse:
    """What may help with a request: what they asked before, what asks the same, what the library has.

    The page of the request fetches it after itself, so that nobody waits for suggestions.
    """
    tta_request, member = find(request, number), request.member
    if not tta_request.is_party(member):
        raise Http404
    context = {
        "tta_request": tta_request,
        "panels": panels.panels_for(tta_request, member, later=True),
        "history": pages.history(tta_request, member) if member.is_staff else [],
        "look_alikes": pages.look_alikes(tta_request, member) if member.is_staff else [],
    }
    return render_page(request, "requests_app/beside.html", context, part="beside")


def _for_the_asker(tta_request: TTARequest, has: frozenset[str]) -> dict[str, Any]:
    """What only the health department is asked."""
    if "referrals" not in has:
        return {}
    return {"proposed": _proposed(tta_request)}


def _proposed(tta_request: TTARequest) -> Referral | None:
    found: Referral | None = tta_request.referrals.filter(state="proposed").select_related("offered_by__user").first()
    return found


@require_POST
@requires(Permission.SEE_REQUESTS)
def take_back(request: MemberRequest, number: int, pk: int) -> HttpResponse:
    """Undo sending a message, as long as it has not gone out."""
    tta_request = find(request, number)
    mine = ThreadMessage.objects.filter(tta_request=tta_request, author=request.member)
    message = get_object_or_404(mine.select_related("tta_request"), pk=pk)
    actions.take_back_message(message, by=request.member)
    messages.success(request, _("Taken back. Nobody was told."))
    return redirect(tta_request)


@require_safe
@requires(Permission.WORK_REQUESTS)
def presence(request: MemberRequest, number: int) -> HttpResponse:
    """Which colleagues look at this request now, or write; asking says that one looks oneself."""
    tta_request = find(request, number)
    others = presences.note(tta_request.pk, request.member, is_writing=request.GET.get("writing") == "1")
    return render(request, "requests_app/presence.html", {"others": others})


def _from_outside(request: MemberRequest, tta_request: TTARequest) -> HttpResponse:
    """What another health department sees of a request shared with the network: the need and where it stands."""
    context = {
        "tta_request": tta_request,
        "steps": pages.steps(tta_request),
        "who_sees": pages.who_sees(tta_request),
    }
    return render_page(request, "requests_app/detail_outside.html", context)


def _step_url(tta_request: TTARequest, verb: str) -> str:
    if verb == "write":
        return "#write"
    return pages.verb_url(tta_request, verb) if verb else ""


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_REQUESTS)
def do(request: MemberRequest, number: int, verb: str) -> HttpResponse:
    """Do one thing to a request: the verb's form asks, its action decides."""
    tta_request = find(request, number)
    form_class = VERBS.get(verb)
    if form_class is None or not tta_request.is_party(request.member):
        raise Http404
    if verb in MOVES and request.method == "GET":
        actions.check_move(tta_request, verb, by=request.member)
    suggested = {"number": request.GET.get("into")}
    form = form_class(
        posted(request), sent_files(request), tta_request=tta_request, member=request.member, initial=suggested
    )
    if form.is_valid():
        form.perform()
        messages.success(request, _("Done: {what}.").format(what=form_class.title.lower()))
        return redirect(tta_request)
    if isinstance(form, MessageForm) and request.method == "POST":
        return _detail(request, tta_request, form)
    context = {
        "tta_request": tta_request,
        "form": form,
        "verb": verb,
        "needs_statement": tta_request.needs_statement,
        "plan": tta_request.plan if "plan" in verb else None,
        "promises": pages.promises(tta_request, request.member) if verb == "agree_plan" else [],
        "referral": tta_request.referral if "referral" in verb else None,
    }
    return render_page(request, "requests_app/do.html", context)
