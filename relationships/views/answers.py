"""Answering a check-in from the mail, without signing in. Opening a page changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from relationships import actions
from relationships.actions.asking import lead_of
from relationships.forms.check_ins import CheckInForm
from relationships.models import CheckIn, CheckInLink
from tta_portal.accounts.access import open_to_all
from tta_portal.accounts.models import digest
from tta_portal.errors import Refused
from tta_portal.htmx import posted, render_page
from tta_portal.limits import Limit, address_of
from tta_portal.tenancy.keys import network_of_key
from tta_portal.tenancy.scope import network_scope
from tta_portal.words import gettext_lazy as _

OPENING = Limit(
    "check-ins",
    300,
    timedelta(minutes=10),
    _(
        "Very many check-ins were opened from where you are. Your answers are kept below: "
        "send them again in ten minutes."
    ),
)
KeyView = Callable[[HttpRequest, CheckIn], HttpResponse]


def with_key(view: KeyView) -> Callable[[HttpRequest, str], HttpResponse]:
    """Open the network of the key and find its check-in; a wrong or expired key says what to do.

    Exempt from the form token: the key is the only proof these pages know, no session counts here, and
    a browser told to send no referrer sends no origin either. So it works without cookies, too.
    """

    @csrf_exempt
    @open_to_all
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, token: str) -> HttpResponse:
        network, secret = network_of_key(token)
        if network is None:
            return _wrong(request)
        with network_scope(network.pk):
            check_in = _find(secret)
            if check_in is None:
                return _wrong(request)
            with translation.override(check_in.person.language):
                response = view(request, check_in)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return opened


def _wrong(request: HttpRequest) -> HttpResponse:
    return _one_moment(request) if _is_too_often(request) else _over(request, "wrong", 404)


def _is_too_often(request: HttpRequest) -> bool:
    """Counted by address, as these pages know nobody; generous, because an office may share one."""
    return OPENING.is_over(address_of(request))


def _one_moment(request: HttpRequest) -> HttpResponse:
    return _over(request, "too_often", 429)


def _find(secret: str) -> CheckIn | None:
    links = CheckInLink.objects.filter(token_hash=digest(secret), expires_at__gt=timezone.now())
    link = links.select_related(
        "check_in__organization", "check_in__tta_request__lead__user", "check_in__tta_request__network",
        "check_in__engagement__provider_lead__user", "check_in__person__user", "check_in__person__organization",
        "check_in__registration__session__series",
    ).first()  # fmt: skip
    return link.check_in if link is not None else None


def _over(request: HttpRequest, why: str, status: int, check_in: CheckIn | None = None) -> HttpResponse:
    response = render(request, "relationships/check_in_over.html", {"why": why, "check_in": check_in}, status=status)
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@with_key
def check_in(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """Show the questions; save the answer only when it is sent."""
    is_too_often = _is_too_often(request)
    if is_too_often and request.method != "POST":
        return _one_moment(request)
    if not check_in.is_answerable:
        return _over(request, "closed", 410, check_in)
    form = CheckInForm(posted(request), check_in=check_in)
    if is_too_often:
        form.add_error(None, OPENING.sentence)
    if form.is_valid():
        try:
            saved = actions.answer(check_in, by=check_in.person, answers=form.cleaned_data)
        except Refused:
            return _over(request, "closed", 410, check_in)
        return render(request, "relationships/check_in_thanks.html", _thanks(check_in, saved, request))
    context: dict[str, Any] = {
        "form": form,
        "check_in": check_in,
        "lead": lead_of(check_in),
        "screens": form.screens(),
        "before": actions.you_said_we_did(check_in),
    }
    response = render_page(request, "relationships/check_in.html", context)
    if is_too_often:
        response.status_code = 429
    return response


def _thanks(check_in: CheckIn, saved: Any, request: HttpRequest) -> dict[str, Any]:
    asks_more = bool(
        saved.need_remains and saved.remaining_need and check_in.tta_request_id and not saved.follow_on_id
    )
    return {
        "check_in": check_in,
        "answer": saved,
        "lead": lead_of(check_in),
        "consequences": saved.consequences.select_related("task", "engagement", "tta_request__network"),
        "request_url": f"{request.path}request/" if asks_more else "",
        "again_url": request.path,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@with_key
def follow_on(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """One tap: the need that remains becomes a request. Opening the address only asks."""
    if _is_too_often(request):
        return _one_moment(request)
    if request.method == "POST":
        new = actions.ask_again_as_request(check_in)
        return render(request, "relationships/follow_on_made.html", {"tta_request": new, "check_in": check_in})
    answer = getattr(check_in, "answer", None)
    return render(request, "relationships/follow_on.html", {"check_in": check_in, "answer": answer})


@require_http_methods(["GET", "HEAD", "POST"])
@with_key
def unsubscribe(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    """Stop check-ins by mail, from the page or by a mail program's one click (RFC 8058)."""
    if request.method == "POST":
        actions.stop_check_ins(check_in)
        return render(request, "relationships/unsubscribed.html", {"check_in": check_in})
    return render(request, "relationships/unsubscribe.html", {"check_in": check_in})
