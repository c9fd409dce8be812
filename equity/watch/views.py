"""The page of the watch: what is looked at every week, how strong the evidence is, and alarms."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from equity.claims import CLAIMS
from equity.files import Sheet, addresses, answer
from equity.tabs import tabs
from equity.watch import actions
from equity.watch.evidence import alarm_from
from equity.watch.gaps import GAPS, WATCHED
from equity.watch.models import Alarm, Watch
from equity.watch.sheet import sheet
from equity.wording import percent
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page

LIMIT = f"{alarm_from(len(GAPS)):.0f}"


@require_safe
@requires(Permission.MANAGE_NETWORK)
def watch(request: MemberRequest) -> HttpResponse:
    """Every gap that is watched, the alarms that nobody noted first."""
    watches = watched()
    alarms = list(Alarm.objects.select_related("watch", "noted_by__user")[:50])
    open_alarms = [alarm for alarm in alarms if alarm.noted_at is None]
    context = {
        "tabs": tabs(request, "equity_watch"),
        "limit": LIMIT,
        "open": [opened(alarm) for alarm in open_alarms],
        "past": [
            {"alarm": one, "words": actions.sentence(one.watch.of, one.evidence)} for one in alarms if one.noted_at
        ],
        "shares": [
            {"title": CLAIMS[share.measure].title, "rows": [row(one) for one in watches if one.of.watched == share]}
            for share in WATCHED
            if watches
        ],
        **addresses("equity_watch", network=request.network.slug),
    }
    return render_page(request, "equity/watch.html", context)


@require_safe
@requires(Permission.MANAGE_NETWORK)
def watch_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(table(request), extension)


def table(_request: MemberRequest) -> Sheet:
    """The same lines, with the counts that they come from."""
    watches = watched()
    waiting = Alarm.objects.filter(noted_at=None)
    return sheet(watches, [row(one) for one in watches], waiting, LIMIT)


def watched() -> list[Watch]:
    """Every gap that is still watched, in the order in which it began to be."""
    return [one for one in Watch.objects.order_by("pk") if one.gap in GAPS]


def opened(alarm: Alarm) -> dict[str, Any]:
    """An alarm that nobody noted: what it is about, what was seen, and on which day that was enough."""
    gap = alarm.watch.of
    return {
        "alarm": alarm,
        "title": f"{CLAIMS[gap.watched.measure].title}: {gap.pair.who}",
        "words": actions.sentence(gap, alarm.evidence),
        "enough_on": date.fromisoformat(alarm.evidence["ended_on"]) - timedelta(days=1),
    }


def row(one: Watch) -> dict[str, Any]:
    """A line of the table."""
    gap = one.of
    return {
        "who": f"{gap.pair.who} beside {gap.pair.whom}",
        "since": one.began_on,
        "share": f"{percent(one.count / one.n)} of {one.n:,}" if one.n else "none yet",
        "other": f"{percent(one.other_count / one.other_n)} of {one.other_n:,}" if one.other_n else "none yet",
        "strength": evidence(one.strength),
    }


def evidence(strength: float) -> str:
    if strength >= 1000:
        return "over 1,000"
    return "under 0.1" if strength < 0.1 else f"{strength:.1f}"


@require_POST
@requires(Permission.MANAGE_NETWORK)
def note(request: MemberRequest, pk: int) -> HttpResponse:
    """Seen; the watch begins anew."""
    actions.note(get_object_or_404(Alarm, pk=pk), by=request.member)
    messages.success(request, "Noted. This gap is watched anew from next week.")
    return redirect("equity_watch", network=request.network.slug)
