"""A chart of the equity pages as a picture to download."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from equity import funnel_charts, reach, reach_charts
from equity.chosen import OVERVIEW, SPEED, chosen, report_for
from equity.claims import AMOUNTS, RATIOS, Measure
from equity.depth.panel import KEY as DEPTH
from equity.drawing.picture import picture
from equity.panels import PANELS
from equity.recipients import stand_out
from equity.report import OVERVIEW as IN_OVERVIEW
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused

PICTURES: dict[Measure, str] = {
    **dict.fromkeys(IN_OVERVIEW, OVERVIEW),
    Measure.OPEN: SPEED,
    **dict.fromkeys(AMOUNTS, DEPTH),
    **dict.fromkeys((*RATIOS, Measure.FIRST_TIME, Measure.EVENNESS), reach.KEY),
    **{part.measure: panel.key for panel in PANELS.values() for part in panel.parts},
}
"""Each measure that is drawn, with the panel it belongs to."""


@require_safe
@requires(Permission.SEE_EQUITY)
def download(request: MemberRequest, measure: Measure) -> HttpResponse:
    """The chart with its title, n, source and date in it, made from what has passed the gate."""
    report = report_for(request, PICTURES[measure])
    chart = next(chart for chart in reach_charts.figures(report) if chart["id"] == measure.value)
    return drawn(f"equity-{measure}-{report.dimension.field}-{report.period.choice}{report.name_ends}.svg", chart)


def drawn(name: str, chart: dict[str, Any]) -> HttpResponse:
    """A chart as a picture under this name."""
    response = named(name)
    response.write(picture(chart))
    return response


@require_safe
@requires(Permission.SEE_EQUITY)
def funnel(request: MemberRequest) -> HttpResponse:
    """Every department's share, for those who may see each."""
    _dimension, period = chosen(request)
    if not request.member.is_staff:
        raise PermissionDenied
    found = stand_out(period)
    if found.baseline is None:
        raise Refused("Too few replies were due in this period for a funnel.")
    return drawn(f"equity-recipients-{period.choice}.svg", funnel_charts.funnel(found, period))


def named(name: str) -> HttpResponse:
    """An answer that is kept as a picture under this name, and never shown as a page."""
    headers = {"Content-Disposition": f'attachment; filename="{name.replace("_", "-")}"'}
    return HttpResponse(content_type="image/svg+xml; charset=utf-8", headers=headers)
