"""Who has not asked: a map for everybody, and for the team the places where that is news, with who calls them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from equity import counties, outreach, report, states
from equity.claims import Measure
from equity.dimensions import JURISDICTION_TYPE
from equity.forms import SortForm
from equity.periods import PeriodChoice, period_of
from equity.queries import not_counted
from equity.silent import NEWS_FROM, heard_of, silence
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
    network = request.network
    period = period_of(PeriodChoice.LAST_YEAR, zone=network.time_zone)
    overview = report.build(network, period=period, dimension=JURISDICTION_TYPE)
    reach = overview.everybody.of(Measure.REACH)
    context = {
        "tabs": tabs(request, "equity_silent"),
        "period": period,
        "largest_hidden": overview.largest_hidden,
        "reach": reach,
        "silent_12": (reach.n or 0) - (reach.count or 0),
        "map": states.figure(states.states(period, threshold=network.suppression_threshold), overview),
        "not_counted": not_counted(period),
        "news_from": f"{NEWS_FROM:.0f}",
        "back": reverse("equity_silent", kwargs={"network": network.slug}),
        **(_for_the_team() if request.member.can(Permission.WORK_REQUESTS) else {}),
    }
    return render_page(request, "equity/silent.html", context)


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
    must(request.member, Permission.WORK_REQUESTS)
    form, now = SortForm(request.GET), timezone.now()
    places, on = heard_of(at=now), timezone.localdate(now)
    page = Paginator(counties.in_order(places, form.chosen(), on=on), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "tabs": tabs(request, "equity_silent"),
        "map": counties.figure(places, on=on),
        "headline": counties.sentence(places, on=on).removesuffix("."),
        "sorts": list(counties.SORTS.items()),
        "sort": form.chosen(),
        "page": page,
        "rows": [{"place": place, "ago": counties.ago(place, on)} for place in page.object_list],
    }
    return render_page(request, "equity/counties.html", context)
