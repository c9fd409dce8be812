"""The equity page and its download."""

from __future__ import annotations

import csv
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from equity import charts
from equity.dimensions import DIMENSIONS
from equity.forms import ViewForm
from equity.periods import PeriodChoice, period_of
from equity.report import Report, build
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page
from tta_portal.spreadsheets import safe_cell


@require_safe
@requires(Permission.SEE_EQUITY)
def overview(request: MemberRequest) -> HttpResponse:
    """Who asks, how long they wait and how often we reply in time, by group."""
    report = _report(request)
    context = {
        "report": report,
        "stats": charts.stats(report),
        "figures": [charts.figure(report, finding) for finding in report.findings],
        **_choices(report),
        "table_url": _url("equity_table", request, report),
        "may_see_caseload": request.member.can(Permission.SEE_CASELOAD),
        "may_see_organizations": request.member.can(Permission.SEE_ORGANIZATIONS),
    }
    return render_page(request, "equity/overview.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def table(request: MemberRequest) -> HttpResponse:
    """The same numbers as a file for a spreadsheet, with the same ones hidden."""
    report = _report(request)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    name = f"equity-{report.dimension.field.replace('_', '-')}-{report.period.choice.value}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    writer = csv.writer(response)
    writer.writerows([safe_cell(cell) for cell in line] for line in charts.table(report))
    return response


def _report(request: MemberRequest) -> Report:
    form = ViewForm(request.GET)
    if not form.is_valid():
        raise Http404
    period = period_of(form.cleaned_data["period"], zone=request.network.time_zone)
    return build(request.network, period=period, dimension=form.cleaned_data["by"])


def _choices(report: Report) -> dict[str, Any]:
    """The dimensions and periods as links, each keeping the other choice."""
    by, period = report.dimension, report.period.choice
    return {
        "dimensions": [
            {"label": d.label, "query": f"?by={d.field}&period={period.value}", "current": d == by} for d in DIMENSIONS
        ],
        "periods": [
            {"label": p.label, "query": f"?by={by.field}&period={p.value}", "current": p == period}
            for p in PeriodChoice
        ],
    }


def _url(name: str, request: MemberRequest, report: Report) -> str:
    address = reverse(name, kwargs={"network": request.network.slug})
    return f"{address}?by={report.dimension.field}&period={report.period.choice.value}"
