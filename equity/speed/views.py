"""The speed panel and its pictures."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from equity import sheets
from equity.chosen import SPEED, chosen, network_for
from equity.drawing.picture import drawings
from equity.drawing.views import drawn
from equity.files import answer
from equity.speed import figures
from equity.speed.panel import Speed, build
from equity.views import shown
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page


@require_safe
@requires(Permission.SEE_EQUITY)
def speed(request: MemberRequest) -> HttpResponse:
    """How long until a person replies, how often in time, and who still waits."""
    found = _speed(request)
    context = {
        **shown(request, found.report, f"equity_{SPEED}"),
        "lead": "How fast do we reply, to whom?",
        "curves": _drawn(request, figures.curves(found)) if found.report.has_roster else None,
        "strip": _drawn(request, figures.strip(found)) if found.days else None,
        "is_now": found.is_now,
    }
    return render_page(request, "equity/speed.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def speed_file(request: MemberRequest, extension: str) -> HttpResponse:
    """The numbers of the panel, of the curves and of the last thirty days, with the same ones hidden."""
    found = _speed(request)
    return answer(sheets.of_panel(found.report, SPEED, *figures.lines(found)), extension)


@require_safe
@requires(Permission.SEE_EQUITY)
def curves_picture(request: MemberRequest) -> HttpResponse:
    found = _speed(request)
    return _picture(found, figures.curves(found))


@require_safe
@requires(Permission.SEE_EQUITY)
def strip_picture(request: MemberRequest) -> HttpResponse:
    found = _speed(request)
    if not found.days:
        raise Http404
    return _picture(found, figures.strip(found))


def _speed(request: MemberRequest) -> Speed:
    dimension, period = chosen(request, more=True)
    return build(network_for(request), period=period, dimension=dimension)


def _picture(speed: Speed, chart: dict[str, Any]) -> HttpResponse:
    report = speed.report
    chosen = f"{report.dimension.field}-{report.period.choice}{report.name_ends}"
    return drawn(f"equity-speed-{chart['id']}-{chosen}.svg", chart)


def _drawn(request: MemberRequest, chart: dict[str, Any]) -> dict[str, Any]:
    address = reverse(f"equity_{chart['id']}_picture", kwargs={"network": request.network.slug})
    query = request.GET.urlencode()
    return {**chart, **drawings(chart), "picture": f"{address}?{query}" if query else address}
