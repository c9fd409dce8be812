"""The page “Change”: baseline, latest and change of every measure, and the same as a file."""

from __future__ import annotations

from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from equity import change_sheet
from equity.change import BASELINES, Line, cells, changes
from equity.dimensions import DIMENSIONS, Dimension
from equity.files import Sheet, addresses, answer
from equity.forms import BaselineForm
from equity.periods import PeriodChoice
from equity.tabs import tabs
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page


class Chosen(NamedTuple):
    """What the reader chose, and what was found."""

    dimension: Dimension
    baseline: PeriodChoice
    lines: list[Line]


@require_safe
@requires(Permission.SEE_EQUITY)
def change(request: MemberRequest) -> HttpResponse:
    """Two years beside each other, by one dimension."""
    dimension, baseline, lines = _chosen(request)
    query = f"?by={dimension.field}&baseline={baseline}"
    context = {
        "tabs": tabs(request, "equity_change"),
        "label": dimension.label,
        "baseline": baseline.label.lower(),
        "dimensions": [
            {"label": one.label, "query": f"?by={one.field}&baseline={baseline}", "current": one == dimension}
            for one in DIMENSIONS
        ],
        "baselines": [
            {"label": one.label, "query": f"?by={dimension.field}&baseline={one}", "current": one == baseline}
            for one in BASELINES
        ],
        "headline": headline(lines),
        "lines": [
            {
                "title": line.title,
                "id": line.measure.value,
                "rows": [(row.label, *cells(row, line.measure)) for row in line.rows],
            }
            for line in lines
        ],
        "largest_hidden": request.network.suppression_threshold - 1,
        **addresses("equity_change", network=request.network.slug, query=query),
    }
    return render_page(request, "equity/change.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def change_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(table(request), extension)


def table(request: MemberRequest) -> Sheet:
    """The same lines, with their numbers beside the words."""
    dimension, baseline, lines = _chosen(request)
    largest_hidden = request.network.suppression_threshold - 1
    return change_sheet.sheet(lines, dimension, baseline, largest_hidden=largest_hidden)


def _chosen(request: MemberRequest) -> Chosen:
    form = BaselineForm(request.GET)
    if not form.is_valid():
        raise Http404
    dimension, baseline = form.cleaned_data["by"], form.cleaned_data["baseline"]
    return Chosen(dimension, baseline, changes(request.network, dimension, baseline=baseline, at=timezone.now()))


def headline(lines: list[Line]) -> str:
    """Which measures moved for everybody, stricter the more were tested; single groups are not picked out."""
    tested = [line.everybody for line in lines if line.is_tested]
    if not tested:
        is_hidden = any(line.everybody.before.hidden or line.everybody.now.hidden for line in lines)
        return (
            "Too little can be shown to compare the two years"
            if is_hidden
            else "There is no earlier year to compare with"
        )
    moved = [one for one in tested if one.is_news_among(len(tested))]
    if not moved:
        return "Nothing changed by more than chance for all together"
    rose = sum((one.difference.value or 0) > 0 for one in moved)
    parts = [f"{rose} rose"] if rose else []
    parts += [f"{len(moved) - rose} fell"] if len(moved) > rose else []
    tests = f"{len(tested)} measure{'' if len(tested) == 1 else 's'} that could be tested"
    return f"Of {tests}, {' and '.join(parts)} by more than chance for all together"
