"""The equity pages and their downloads."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from equity import reach, reach_charts, sheets, summary_sheet, summary_table
from equity.advice import advise
from equity.chosen import OVERVIEW, chosen, report_for
from equity.claims import VERSION, Measure
from equity.dimensions import DIMENSIONS, MORE, Dimension
from equity.drill import linked
from equity.files import Sheet, addresses, answer
from equity.methods import definitions as definitions_of_all
from equity.panels import PANELS, Panel
from equity.periods import Period, PeriodChoice
from equity.queries import not_counted
from equity.report import Report
from equity.summary import Line, is_ordered, summarize
from equity.tabs import tabs
from equity.vintages import vintages
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page


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
def summary(request: MemberRequest) -> HttpResponse:
    """How unequal each measure is by one dimension, and whether that changes."""
    dimension, period = chosen(request)
    ordered = is_ordered(dimension)
    context = {
        "tabs": tabs(request, "equity_summary"),
        "dimension": dimension,
        "dimensions": [{"label": d.label, "query": f"?by={d.field}", "current": d == dimension} for d in DIMENSIONS],
        "period": period,
        "ordered": ordered,
        "columns": summary_table.columns(ordered=ordered),
        "rows": [summary_table.cells(line, ordered=ordered) for line in _summary(request, dimension)],
        **addresses("equity_summary", network=request.network.slug, query=f"?by={dimension.field}"),
    }
    return render_page(request, "equity/summary.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def summary_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(summary_as_table(request), extension)


def summary_as_table(request: MemberRequest) -> Sheet:
    """The same lines, with their numbers beside the words."""
    dimension, _period = chosen(request)
    largest_hidden = request.network.suppression_threshold - 1
    return summary_sheet.sheet(_summary(request, dimension), dimension, largest_hidden=largest_hidden)


def _summary(request: MemberRequest, dimension: Dimension) -> list[Line]:
    return summarize(request.network, dimension, at=timezone.now())


@require_safe
@requires(Permission.SEE_EQUITY)
def definitions(request: MemberRequest) -> HttpResponse:
    """How each number is counted: what, over what, with which formula and interval, and what is missing."""
    context = {
        "tabs": tabs(request, "equity_definitions"),
        "definitions": definitions_of_all(),
        "version": VERSION,
        "vintages": vintages(),
    }
    return render_page(request, "equity/definitions.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def panel_file(request: MemberRequest, extension: str, key: str = OVERVIEW) -> HttpResponse:
    """The numbers of a panel as a file, with the same ones hidden."""
    return answer(sheets.of_panel(report_for(request, key), key), extension)


def shown(request: MemberRequest, report: Report, name: str, *, has_period: bool = True) -> dict[str, Any]:
    """What every page of numbers shows; dimensions and periods are links, each keeping the other choice."""
    by, period = report.dimension, report.period.choice
    small = "&small=1" if report.is_open else ""
    choices = [
        {"label": d.label, "query": f"?by={d.field}&period={period.value}{small}", "current": d == by}
        for d in (*DIMENSIONS, *(make() for make in MORE.values() if report.is_open))
    ]
    periods = period_links(f"by={by.field}{small}&", report.period)
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
        **addresses(name, network=request.network.slug, query=query),
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


def period_links(others: str, now: Period) -> list[dict[str, Any]]:
    """The periods as links that keep the other choices."""
    return [
        {"label": p.label, "query": f"?{others}period={p.value}", "current": p == now.choice} for p in PeriodChoice
    ]
