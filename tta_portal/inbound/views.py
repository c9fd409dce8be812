"""Mail that waits for a person: look at it, decide, or leave it aside."""

from __future__ import annotations

from typing import Any

import structlog
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.htmx import posted, render_page
from tta_portal.inbound import actions, routing
from tta_portal.inbound.choices import choices_for
from tta_portal.inbound.forms import IgnoreForm
from tta_portal.inbound.models import SETTLED, InboundMail, State
from tta_portal.inbound.parse import ParsedMail
from tta_portal.inbound.privacy import hidden_from

PAGE = 50
TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "waiting": ("Waiting", (State.WAITING,)),
    "failed": ("Could not be read", (State.FAILED,)),
    "ignored": ("Left aside", (State.IGNORED,)),
    "done": ("Done", SETTLED),
}
log = structlog.get_logger(__name__)


@require_GET
@requires(Permission.TRIAGE_REQUESTS)
def mails(request: MemberRequest) -> HttpResponse:
    """Mail in one of four piles, newest first."""
    chosen = request.GET.get("show", "")
    chosen = chosen if chosen in TABS else "waiting"
    found = InboundMail.objects.all().in_state(*TABS[chosen][1]).select_related("handled_by__user")
    page = Paginator(found.order_by("-received_at", "-pk"), PAGE).get_page(request.GET.get("page"))
    hidden = hidden_from(request.member, list(page.object_list))
    page.object_list = [mail for mail in page.object_list if mail.pk not in hidden]
    context = {
        "page": page,
        "tabs": [{"key": key, "label": label, "current": key == chosen} for key, (label, _) in TABS.items()],
        "chosen": chosen,
        "intake": routing.intake_address(request.network),
    }
    return render_page(request, "inbound/mails.html", context)


def find(request: MemberRequest, pk: int) -> InboundMail:
    """The mail of that number, unless it became part of something that this member may not read."""
    found: InboundMail = get_object_or_404(InboundMail.objects.select_related("handled_by__user"), pk=pk)
    if hidden_from(request.member, [found]):
        raise Http404
    return found


@require_GET
@requires(Permission.TRIAGE_REQUESTS)
def mail(request: MemberRequest, pk: int) -> HttpResponse:
    """One mail, as it says it is."""
    found = find(request, pk)
    return _show(request, found, IgnoreForm())


@require_POST
@requires(Permission.TRIAGE_REQUESTS)
def ignore(request: MemberRequest, pk: int) -> HttpResponse:
    """Leave it aside, with a reason."""
    found = find(request, pk)
    form = IgnoreForm(posted(request))
    if not form.is_valid():
        return _show(request, found, form)
    actions.ignore(found, by=request.member, **form.cleaned_data)
    messages.success(request, "Left aside. It stays under “Left aside”.")
    return redirect("mails", network=request.network.slug)


@require_POST
@requires(Permission.TRIAGE_REQUESTS)
def read_again(request: MemberRequest, pk: int) -> HttpResponse:
    """Try once more to read a mail that could not be read."""
    found = find(request, pk)
    actions.read_again(found, by=request.member)
    return redirect("mail", network=request.network.slug, pk=pk)


@require_GET
@requires(Permission.TRIAGE_REQUESTS)
def raw(request: MemberRequest, pk: int) -> HttpResponse:
    """The mail as it came in, for a mail program; no browser opens it by itself."""
    found = find(request, pk)
    response = HttpResponse(_raw(found), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="mail-{found.pk}.eml"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


def _show(request: MemberRequest, found: InboundMail, form: IgnoreForm) -> HttpResponse:
    context: dict[str, Any] = {
        "mail": found,
        "parsed": _parsed(found),
        "form": form,
        "ways": choices_for(found, request.member) if found.is_open else [],
        "answers": routing.read_address(found.rcpt),
        "may_ignore": found.state in (State.WAITING, State.FAILED),
        "may_read_again": found.state == State.FAILED,
    }
    return render_page(request, "inbound/mail.html", context)


def _parsed(found: InboundMail) -> ParsedMail | None:
    """What it says, or None when the storage cannot give it now."""
    try:
        return found.parsed()
    except OSError as error:
        log.error("mail is missing in the storage", mail=found.pk, error=str(error)[:200])
        return None


def _raw(found: InboundMail) -> bytes:
    try:
        return found.raw()
    except OSError as error:
        log.error("mail is missing in the storage", mail=found.pk, error=str(error)[:200])
        raise Refused("This mail cannot be read from the storage just now. Try again later.") from error
