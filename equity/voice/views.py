"""The voice panel and the picture of its mix of levels."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from equity.chosen import report_for
from equity.claims import Measure
from equity.drawing.picture import drawings
from equity.drawing.views import drawn
from equity.panels import PANELS
from equity.views import shown
from equity.voice import figures
from equity.voice.panel import KEY
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page


@require_safe
@requires(Permission.SEE_EQUITY)
def voice(request: MemberRequest) -> HttpResponse:
    """Whose voice counts: two shares, and how much of a say the community has."""
    report = report_for(request, KEY)
    address = reverse(f"equity_{Measure.LEVELS}_picture", kwargs={"network": request.network.slug})
    (mix,) = figures.figures(report)
    context = {
        **shown(request, report, f"equity_{KEY}"),
        "lead": PANELS[KEY].question,
        "mix": {**mix, **drawings(mix), "picture": f"{address}?{request.GET.urlencode()}"},
    }
    return render_page(request, "equity/voice.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def mix_picture(request: MemberRequest) -> HttpResponse:
    report = report_for(request, KEY)
    (mix,) = figures.figures(report)
    return drawn(f"equity-{KEY}-levels-{report.dimension.field}-{report.period.choice}{report.name_ends}.svg", mix)
