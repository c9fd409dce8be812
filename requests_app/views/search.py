"""Find or do anything: the search page, the command palette, the sheet of keys."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from requests_app import commands, finders, search
from requests_app.finders import Group, Hit
from requests_app.models import TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.errors import TooOften, too_often
from tta_portal.htmx import render_page

LONGEST = 200
ON_THE_PAGE, IN_THE_PALETTE = 20, 5


@require_safe
@requires(Permission.SEE_HOME)
def find(request: MemberRequest) -> HttpResponse:
    """Requests and their conversations, organizations, people, resources: only what this member may see."""
    typed = _typed(request)
    context: dict[str, Any] = {"typed": typed, "query": search.read(typed)}
    try:
        context["groups"] = _groups(request, typed, ON_THE_PAGE)
    except TooOften as refused:
        context["too_often"] = refused.sentence
        return too_often(render_page(request, "requests_app/search.html", context, part="found"), refused)
    return render_page(request, "requests_app/search.html", context, part="found")


@require_safe
@requires(Permission.SEE_HOME)
def palette(request: MemberRequest) -> HttpResponse:
    """The same in short, under what one can do."""
    typed = _typed(request)
    doing = Group(_("Go to, or do"), commands.matching(typed, request.member)[:12])
    groups = [doing] if doing.hits else []
    context: dict[str, Any] = {"typed": typed}
    try:
        context["groups"] = groups + _groups(request, typed, IN_THE_PALETTE)
    except TooOften as refused:
        context |= {"groups": groups, "too_often": refused.sentence}
        return too_often(render(request, "requests_app/palette.html", context), refused)
    return render(request, "requests_app/palette.html", context)


def _typed(request: MemberRequest) -> str:
    return " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST]


def _groups(request: MemberRequest, typed: str, limit: int) -> list[Group]:
    if len(typed) < 2:
        return []
    search.SEARCHES.count(request.member.pk)
    member, words = request.member, search.read(typed).words
    found: list[Group] = []
    if member.can(Permission.SEE_REQUESTS):
        requests = search.requests_found(typed, member=member, limit=limit)
        found = [Group(_("Requests"), [_hit(one) for one in requests])] if requests else []
    return found + (finders.find_all(words, member=member, limit=limit) if words else [])


def _hit(tta_request: TTARequest) -> Hit:
    note = f"{tta_request.number} · {tta_request.organization.name} · {tta_request.get_status_display().lower()}"
    return Hit(tta_request.title, note, tta_request.get_absolute_url())


@require_safe
@requires(Permission.SEE_HOME)
def keys(request: MemberRequest) -> HttpResponse:
    """Which keys do what, and where to switch single ones off."""
    context: dict[str, Any] = {"is_staff": request.member.is_staff}
    return render_page(request, "requests_app/keys.html", context, part="sheet")
