"""The report as a page and as a PDF, of now or as it was sent; and the schedule by which it goes out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from equity.board import actions
from equity.board.content import Content, compose
from equity.board.forms import ScheduleForm
from equity.board.models import Edition, Reader, Rhythm, Schedule
from equity.chosen import chosen
from equity.dimensions import DIMENSIONS
from equity.drawing.picture import drawings
from equity.tabs import tabs
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page

MOST_EDITIONS = 24


@require_safe
@requires(Permission.SEE_EQUITY)
def report(request: MemberRequest) -> HttpResponse:
    """The report of now, split by the dimension that was chosen."""
    content = _of_now(request)
    by = content["by"]
    context = {
        **_page(request, content),
        "dimensions": [
            {"label": d.label, "query": f"?by={d.field}", "current": d.field == by} for d in DIMENSIONS
        ],
        "pdf_query": f"?by={by}",
        "schedule": Schedule.objects.exclude(rhythm=Rhythm.NEVER).first(),
        "editions": Edition.objects.select_related("network").defer("content")[:MOST_EDITIONS],
    }  # fmt: skip
    return render_page(request, "equity/board/report.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def edition(request: MemberRequest, pk: int) -> HttpResponse:
    """A report as it was sent: the numbers of that day."""
    found: Edition = get_object_or_404(Edition, pk=pk)
    return render_page(request, "equity/board/report.html", {**_page(request, found.content), "edition": found})


@require_safe
@requires(Permission.SEE_EQUITY)
def report_pdf(request: MemberRequest) -> HttpResponse:
    return _pdf(_of_now(request))


@require_safe
@requires(Permission.SEE_EQUITY)
def edition_pdf(request: MemberRequest, pk: int) -> HttpResponse:
    found: Edition = get_object_or_404(Edition, pk=pk)
    return _pdf(found.content)


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_EQUITY)
def schedule(request: MemberRequest) -> HttpResponse:
    """When the report goes out, and to whom; a reader stops it with one click."""
    form = ScheduleForm(posted(request))
    if form.is_valid():
        actions.set_schedule(by=request.member, **form.cleaned_data)
        messages.success(request, "Saved. The next report goes out on the next day of the rhythm.")
        return redirect("equity_schedule", network=request.network.slug)
    context = {"form": form, "is_reader": Reader.objects.filter(member=request.member).exists()}
    return render_page(request, "equity/board/schedule.html", context)


@require_POST
@requires(Permission.SEE_EQUITY)
def stop(request: MemberRequest) -> HttpResponse:
    """One click, and no more reports come by mail."""
    if actions.stop_sending(to=request.member):
        messages.success(request, "Stopped. No more reports are sent to you; the page stays open to you.")
    return redirect("equity_schedule", network=request.network.slug)


def _of_now(request: MemberRequest) -> Content:
    dimension, _period = chosen(request)
    return compose(request.network, dimension, at=timezone.now())


def _page(request: MemberRequest, content: Content) -> dict[str, Any]:
    return {"content": content, "panels": _drawn(content), "tabs": tabs(request, "equity_report")}


def _drawn(content: Content) -> list[dict[str, Any]]:
    """The panels with their drawings, one for wide and one for narrow screens."""
    return [
        {**panel, "figures": [{**chart, **drawings(chart)} for chart in panel["figures"]]}
        for panel in content["panels"]
    ]


def _pdf(content: Content) -> HttpResponse:
    from equity.board.pdf import write  # the writer is large, and rarely needed

    name = f"equity-report-{content['by'].replace('_', '-')}-{content['as_of']}.pdf"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(write(content), content_type="application/pdf", headers=headers)
