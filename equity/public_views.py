"""The numbers that a network shows to everybody, and the settings that choose them."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from equity import actions, panels
from equity.actions import Choice
from equity.dimensions import BY_FIELD
from equity.forms import PublishForm
from equity.models import PublishedPanel
from equity.public_words import DIMENSIONS, PANELS
from equity.releases.making import due_on, newest
from equity.releases.tasks import make_missing
from tta_portal.accounts.access import MemberRequest, open_to_all, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.limits import Limit, address_of
from tta_portal.words import gettext_lazy as _

READING = Limit(
    "numbers", 120, timedelta(minutes=10),
    _("That was very often in a short time. Wait ten minutes, then go on."),
)  # fmt: skip


@require_safe
@open_to_all
def numbers(request: MemberRequest) -> HttpResponse:
    """What an administrator chose to show: one panel at a time, past the same gate as for the team.

    A network that shows nothing has no such page, like one that does not exist.
    """
    shown = published() if request.network is not None else []
    asked = (request.GET.get("panel") or (shown or [("", "")])[0][0], request.GET.get("by") or "")
    choice = next((one for one in shown if one[0] == asked[0] and asked[1] in ("", one[1])), None)
    if choice is None:
        raise Http404
    READING.count(address_of(request))
    release = newest(choice[0])
    context = {
        "asked": request.network,
        "release": release,
        "has_period": choice[0] not in panels.PANELS or panels.PANELS[choice[0]].asks_for_period,
        "title": str(PANELS[choice[0]]),
        "dimension": str(DIMENSIONS[choice[1]]),
        "choices": [
            {"label": f"{PANELS[panel]} · {DIMENSIONS[by]}", "query": f"?panel={panel}&by={by}",
             "current": (panel, by) == choice}
            for panel, by in shown
        ],
        "largest_hidden": (release.threshold if release else request.network.suppression_threshold) - 1,
        "next_on": None if release is None else due_on(release.ends_on),
        **(release.content[choice[1]][get_language()] if release and release.content else {}),
    }  # fmt: skip
    return render_page(request, "equity/numbers.html", context)


def published() -> list[Choice]:
    """What the network in force shows to everybody, in the order of the panels."""
    rows = PublishedPanel.objects.in_force().values_list("panel", "dimension")
    known = [(panel, by) for panel, by in rows if panel in PANELS and by in BY_FIELD]
    order = {field: place for place, field in enumerate(BY_FIELD)}
    return sorted(known, key=lambda one: (list(PANELS).index(one[0]), order[one[1]]))


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_NETWORK)
def publishing(request: MemberRequest) -> HttpResponse:
    """Choose what everybody may read."""
    shown = published()
    form = PublishForm(posted(request), published=shown)
    if form.is_valid():
        actions.publish(form.chosen(), by=request.member)
        transaction.on_commit(make_missing.delay)
        messages.success(request, _said(len(form.chosen())))
        return redirect("publishing", network=request.network.slug)
    return render_page(request, "equity/publishing.html", {"form": form, "shown": shown})


def _said(count: int) -> str:
    if not count:
        return "Saved. The public page shows nothing, and does not exist for anybody."
    return f"Saved. Everybody can read {count} panel{'' if count == 1 else 's'}."
