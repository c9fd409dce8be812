"""The equity pages and their downloads."""

from __future__ import annotations

import csv
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from equity import charts, funnel_charts, reach, reach_charts, summary_table
from equity.advice import advise
from equity.chosen import OVERVIEW, chosen, report_for
from equity.claims import CLAIMS, VERSION, Measure
from equity.dimensions import DIMENSIONS, MORE, Dimension
from equity.drawing.picture import drawings
from equity.drill import linked
from equity.panels import PANELS, Panel
from equity.periods import Period, PeriodChoice
from equity.queries import not_counted
from equity.recipients import BEYOND, Crowd, few, stand_out
from equity.report import Report
from equity.summary import is_ordered, summarize
from equity.tabs import tabs
from equity.vintages import vintages
from equity.voice import figures as voice_figures
from equity.wording import percent
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page
from tta_portal.spreadsheets import safe_cell


@require_safe
@requires(Permission.SEE_EQUITY)
def overview(request: MemberRequest) -> HttpResponse:
    """Who asks, how long they wait and how often we reply in time, by group."""
    report = report_for(request)
    context = {
        **shown(request, report, "equity"),
        "lead": "Over all health departments on the roster, also those that never asked.",
        "may_see_caseload": request.member.can(Permission.SEE_CASELOAD),
        "may_see_organizations": request.member.can(Permission.SEE_ORGANIZATIONS),
        "is_overview": True,
    }
    return render_page(request, "equity/overview.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def panel(request: MemberRequest, key: str) -> HttpResponse:
    """One panel, by group."""
    has_period, question = (True, reach.QUESTION) if key == reach.KEY else _of_panel(PANELS[key])
    context = {
        **shown(request, report_for(request, key), f"equity_{key}", has_period=has_period),
        "lead": question,
        "is_overview": False,
    }
    return render_page(request, "equity/overview.html", context)


def _of_panel(panel: Panel) -> tuple[bool, str]:
    return panel.asks_for_period, panel.question


@require_safe
@requires(Permission.SEE_EQUITY)
def recipients(request: MemberRequest) -> HttpResponse:
    """Who stands out: counts for all who may read equity, names for those who may see each organization."""
    _dimension, period = chosen(request)
    found, fewest = stand_out(period), request.network.suppression_threshold
    is_staff = request.member.is_staff
    beyond = {place: found.places[place] for place in ("very low", "low", "high", "very high")}
    context = {
        "tabs": tabs(request, "equity_recipients"),
        "period": period,
        "periods": _periods("", period),
        "found": found,
        "baseline": percent(found.baseline),
        "beyond": [(BEYOND[place], str(count) if is_staff else few(count, fewest)) for place, count in beyond.items()],
        "outside": [
            {"one": one.recipient, "share": percent(one.share), "limit": percent(one.limit)} for one in found.outside
        ],
        "is_staff": is_staff,
        "funnel": _funnel(request, found, period) if is_staff and found.baseline is not None else None,
    }
    return render_page(request, "equity/recipients.html", context)


def _funnel(request: MemberRequest, found: Crowd, period: Period) -> dict[str, Any]:
    chart = funnel_charts.funnel(found, period)
    address = reverse("equity_funnel_picture", kwargs={"network": request.network.slug})
    return {**chart, **drawings(chart), "picture": f"{address}?period={period.choice}"}


@require_safe
@requires(Permission.SEE_EQUITY)
def summary(request: MemberRequest) -> HttpResponse:
    """How unequal each measure is by one dimension, and whether that changes."""
    dimension, period = chosen(request)
    lines, ordered = _summary(request, dimension)
    address = reverse("equity_summary_table", kwargs={"network": request.network.slug})
    context = {
        "tabs": tabs(request, "equity_summary"),
        "dimension": dimension,
        "dimensions": [{"label": d.label, "query": f"?by={d.field}", "current": d == dimension} for d in DIMENSIONS],
        "period": period,
        "ordered": ordered,
        "columns": summary_table.columns(ordered=ordered),
        "rows": lines,
        "table_url": f"{address}?by={dimension.field}",
    }
    return render_page(request, "equity/summary.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def summary_file(request: MemberRequest) -> HttpResponse:
    """The same table as a file."""
    dimension, _period = chosen(request)
    lines, ordered = _summary(request, dimension)
    name = f"equity-summary-{dimension.field.replace('_', '-')}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    response = HttpResponse(content_type="text/csv; charset=utf-8", headers=headers)
    writer = csv.writer(response)
    writer.writerows([safe_cell(cell) for cell in line] for line in (summary_table.columns(ordered=ordered), *lines))
    return response


def _summary(request: MemberRequest, dimension: Dimension) -> tuple[list[list[str]], bool]:
    ordered = is_ordered(dimension)
    lines = summarize(request.network, dimension, at=timezone.now())
    return [summary_table.cells(line, ordered=ordered) for line in lines], ordered


@require_safe
@requires(Permission.SEE_EQUITY)
def definitions(request: MemberRequest) -> HttpResponse:
    """How each number is counted: what, over what, with which formula and interval, and what is missing."""
    context = {
        "tabs": tabs(request, "equity_definitions"),
        "claims": [(measure.value, claim) for measure, claim in CLAIMS.items()],
        "version": VERSION,
        "vintages": vintages(),
    }
    return render_page(request, "equity/definitions.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def table(request: MemberRequest, key: str = OVERVIEW) -> HttpResponse:
    """The same numbers as a file for a spreadsheet, with the same ones hidden."""
    report = report_for(request, key)
    response = _file(report, key, "csv", "text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerows(
        [safe_cell(cell) for cell in line]
        for line in (*charts.table(report), *reach_charts.lines(report), *voice_figures.lines(report))
    )
    return response


@require_safe
@requires(Permission.SEE_EQUITY)
def workbook(request: MemberRequest, key: str = OVERVIEW) -> HttpResponse:
    """The same again as a workbook, with how each number is counted."""
    from equity.workbook import workbook as write  # the writer is large, and rarely needed

    report = report_for(request, key)
    response = _file(report, key, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.write(write(report))
    return response


def _file(report: Report, key: str, extension: str, content_type: str) -> HttpResponse:
    first = "equity" if key == OVERVIEW else f"equity-{key}"
    last = "-with-small-counts" if report.is_open else ""
    name = f"{first}-{report.dimension.field.replace('_', '-')}-{report.period.choice.value}{last}.{extension}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content_type=content_type, headers=headers)


def shown(request: MemberRequest, report: Report, name: str, *, has_period: bool = True) -> dict[str, Any]:
    """What every page of numbers shows; dimensions and periods are links, each keeping the other choice."""
    by, period = report.dimension, report.period.choice
    small = "&small=1" if report.is_open else ""
    choices = [
        {"label": d.label, "query": f"?by={d.field}&period={period.value}{small}", "current": d == by}
        for d in (*DIMENSIONS, *(make() for make in MORE.values() if report.is_open))
    ]
    periods = _periods(f"by={by.field}{small}&", report.period)
    query = f"?by={by.field}&period={period.value}{small}"
    slug = {"network": request.network.slug}
    definitions_url = reverse("equity_definitions", kwargs=slug)
    return {
        "report": report,
        "stats": [
            {**stat, "url": f"{definitions_url}#{measure}"}
            for stat, measure in zip(reach_charts.stats(report), report.measures, strict=False)
        ],
        "figures": [_figure(request, report, chart, query) for chart in reach_charts.figures(report)],
        "definitions_url": definitions_url,
        "dimensions": choices,
        "periods": periods if has_period else [],
        "table_url": reverse(f"{name}_table", kwargs=slug) + query,
        "workbook_url": reverse(f"{name}_workbook", kwargs=slug) + query,
        "tabs": tabs(request, name),
        "not_counted": not_counted(report.period),
        "small": _small(f"?by={by.field}&period={period.value}", report)
        if request.member.can(Permission.MANAGE_NETWORK)
        else [],
    }


def _small(query: str, report: Report) -> list[dict[str, Any]]:
    """For administrators: small counts hidden, as everybody sees the page, or shown."""
    return [
        {
            "label": "As everybody sees it",
            "query": query if report.dimension in DIMENSIONS else "?",
            "current": not report.is_open,
        },
        {"label": "With small counts", "query": f"{query}&small=1", "current": report.is_open},
    ]


def _figure(request: MemberRequest, report: Report, chart: dict[str, Any], query: str) -> dict[str, Any]:
    """A chart with its picture and what to do; its table leads to the requests, for those who may see rows."""
    slug, measure = request.network.slug, Measure(chart["id"])
    finding = next((one for one in report.findings if one.measure == measure), None)
    if finding and report.dimension in DIMENSIONS and request.member.can(Permission.SEE_CASELOAD):
        chart["linked_rows"] = linked(report, measure, chart["table_rows"], slug=slug)
    return {
        "chart": chart,
        "picture": reverse(f"equity_{measure}_picture", kwargs={"network": slug}) + query,
        "advice": advise(finding, report.dimension, member=request.member, slug=slug) if finding else [],
    }


def _periods(others: str, now: Period) -> list[dict[str, Any]]:
    """The periods as links that keep the other choices."""
    return [
        {"label": p.label, "query": f"?{others}period={p.value}", "current": p == now.choice} for p in PeriodChoice
    ]
