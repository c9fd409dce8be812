"""Who has not asked: a map for everybody, and for the team the places where that is news, with who calls them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from equity import counties, outreach, report, sheets, states
from equity.claims import Measure
from equity.dimensions import JURISDICTION_TYPE
from equity.drawing.views import drawn
from equity.files import Sheet, addresses, answer
from equity.forms import SortForm
from equity.periods import Period, PeriodChoice, period_of
from equity.queries import not_counted
from equity.report import Report
from equity.silent import CLUMPED, NEWS_FROM, Place, chance_in_clumps, heard_of, silence
from equity.tabs import tabs
from tta_portal.accounts.access import MemberRequest, must, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page

PAGE_SIZE = 50


@require_safe
@requires(Permission.SEE_EQUITY)
def silent(request: MemberRequest) -> HttpResponse:
    """Who never asked: the map for all; where silence is news, for those who may see each organization.

    Others see the last twelve months, like the overview: two years less one would be a year that no gate has seen.
    """
    network, (period, overview) = request.network, _overview(request)
    reach = overview.everybody.of(Measure.REACH)
    context = {
        "tabs": tabs(request, "equity_silent"),
        "period": period,
        "largest_hidden": overview.largest_hidden,
        "reach": reach,
        "silent_12": (reach.n or 0) - (reach.count or 0),
        "map": _states(period, overview),
        **addresses("equity_silent", network=network.slug),
        "not_counted": not_counted(period),
        "news_from": f"{NEWS_FROM:.0f}",
        "clumped": CLUMPED,
        "one_in": f"{1 / chance_in_clumps(NEWS_FROM):.0f}",
        "back": reverse("equity_silent", kwargs={"network": network.slug}),
        **(_for_the_team() if request.member.can(Permission.WORK_REQUESTS) else {}),
    }
    return render_page(request, "equity/silent.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def silent_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(table(request), extension)


def table(request: MemberRequest) -> Sheet:
    """The table of the map."""
    period, overview = _overview(request)
    chart = _states(period, overview)
    lines = [["Period", *chart["columns"]], *([period.in_words, *row] for row in chart["table_rows"])]
    method = sheets.of_page("silent", largest_hidden=overview.largest_hidden)
    return Sheet("equity-silent-states", lines, method, numbers=(2,))


@require_safe
@requires(Permission.SEE_EQUITY)
def states_picture(request: MemberRequest) -> HttpResponse:
    """The map of states, with what is needed to read it alone."""
    return drawn("equity-silent-states.svg", _states(*_overview(request)))


def _overview(request: MemberRequest) -> tuple[Period, Report]:
    period = period_of(PeriodChoice.LAST_YEAR, zone=request.network.time_zone)
    return period, report.build(request.network, period=period, dimension=JURISDICTION_TYPE)


def _states(period: Period, overview: Report) -> dict[str, Any]:
    return states.figure(states.states(period, threshold=overview.threshold), overview)


def _for_the_team() -> dict[str, Any]:
    found = silence(at=timezone.now())
    queue = outreach.queue(found.places)
    return {
        "found": found,
        "queue": queue,
        "free": sum(row.is_free for row in queue),
        "conversion": outreach.conversion(at=timezone.now()),
    }


@require_safe
@requires(Permission.SEE_EQUITY)
def by_county(request: MemberRequest) -> HttpResponse:
    """When we last heard of each department: for the team alone, since it names single ones."""
    places, sort, on = _by_county(request)
    page = Paginator(places, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request, "equity_silent"),
        "map": counties.figure(places, on=on),
        "headline": counties.sentence(places, on=on).removesuffix("."),
        "sorts": list(counties.SORTS.items()),
        "sort": sort,
        "page": page,
        "rows": [{"place": place, "ago": counties.ago(place, on)} for place in page.object_list],
        **addresses("equity_counties", network=request.network.slug, query=f"?sort={sort}"),
    }
    return render_page(request, "equity/counties.html", context)


@require_safe
@requires(Permission.SEE_EQUITY)
def by_county_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(table_by_county(request), extension)


def table_by_county(request: MemberRequest) -> Sheet:
    """The whole list, for the team alone."""
    places, _sort, on = _by_county(request)
    lines = [counties.COLUMNS, *(counties.cells(place, on) for place in places)]
    return Sheet("equity-silent-counties", lines, sheets.of_page("silent"), numbers=(3, 4))


@require_safe
@requires(Permission.SEE_EQUITY)
def counties_picture(request: MemberRequest) -> HttpResponse:
    """The map of counties, for the team alone."""
    places, _sort, on = _by_county(request)
    return drawn("equity-silent-counties.svg", counties.figure(places, on=on))


def _by_county(request: MemberRequest) -> tuple[list[Place], str, date]:
    """Everybody on the roster in the order that was chosen, that order, and the day."""
    must(request.member, Permission.WORK_REQUESTS)
    now, sort = timezone.now(), SortForm(request.GET).chosen()
    on = timezone.localdate(now)
    return counties.in_order(heard_of(at=now), sort, on=on), sort, on
