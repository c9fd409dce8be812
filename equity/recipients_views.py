"""The page “Recipients”: who stands out, and the same as a file."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from equity import funnel_charts, sheets
from equity.chosen import chosen
from equity.drawing.picture import drawings
from equity.files import Sheet, addresses, answer
from equity.periods import Period
from equity.recipients import BEYOND, Crowd, few, stand_out
from equity.tabs import tabs
from equity.views import period_links
from equity.wording import percent
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import render_page

COLUMNS = ("Period", "Where", "Departments", "Health department", "Replies due", "In time", "Share, %", "Limit, %")
NUMBERS = (2, 4, 5, 6, 7)


@require_safe
@requires(Permission.SEE_EQUITY)
def recipients(request: MemberRequest) -> HttpResponse:
    """Counts for all who may read equity, names for those who may see each organization."""
    _dimension, period = chosen(request)
    found = stand_out(period)
    context = {
        "tabs": tabs(request, "equity_recipients"),
        "period": period,
        "periods": period_links("", period),
        "found": found,
        "baseline": percent(found.baseline),
        "beyond": counts(found, request),
        "outside": named(found, request),
        "is_staff": request.member.is_staff,
        "funnel": _funnel(request, found, period) if request.member.is_staff and found.baseline is not None else None,
        **addresses("equity_recipients", network=request.network.slug, query=f"?period={period.choice.value}"),
    }
    return render_page(request, "equity/recipients.html", context)


def _funnel(request: MemberRequest, found: Crowd, period: Period) -> dict[str, Any]:
    chart = funnel_charts.funnel(found, period)
    address = reverse("equity_funnel_picture", kwargs={"network": request.network.slug})
    return {**chart, **drawings(chart), "picture": f"{address}?period={period.choice}"}


@require_safe
@requires(Permission.SEE_EQUITY)
def recipients_file(request: MemberRequest, extension: str) -> HttpResponse:
    return answer(table(request), extension)


def table(request: MemberRequest) -> Sheet:
    """The same counts, and the same names for the same readers."""
    _dimension, period = chosen(request)
    found = stand_out(period)
    lines = [[period.in_words, *line] for line in _lines(found, request)]
    name = f"equity-recipients-{period.choice.value}"
    return Sheet(name, [COLUMNS, *lines], sheets.of_page("recipients"), NUMBERS)


def _lines(found: Crowd, request: MemberRequest) -> list[list[str]]:
    """All that were compared, how many lie where, and who lies below the lowest limit."""
    if found.baseline is None:
        return []
    everybody = ["All that were compared", str(found.compared), "", "", "", _plain(_exact(found.baseline)), ""]
    where = [[label, count, *[""] * 5] for label, count in counts(found, request)]
    names = [
        [BEYOND["very low"], "", row["name"], row["due"], row["within"], _plain(row["share"]), _plain(row["limit"])]
        for row in named(found, request)
    ]
    return [everybody, *where, *names]


def _exact(share: float) -> str:
    """To a tenth of a percent: whole ones would put some below a limit that reads the same."""
    return f"{100 * share:.1f}%"


def _plain(share: str) -> str:
    """A share without its sign, for a column of them."""
    return share.removesuffix("%")


def counts(found: Crowd, request: MemberRequest) -> list[tuple[str, str]]:
    """How many lie beyond each limit; small counts are said to be small to those who may not see each department."""
    is_staff, fewest = request.member.is_staff, request.network.suppression_threshold
    return [
        (words, str(found.places[place]) if is_staff else few(found.places[place], fewest))
        for place, words in BEYOND.items()
    ]


def named(found: Crowd, request: MemberRequest) -> list[dict[str, Any]]:
    """Who lies below the lowest limit, for those who may see each department."""
    if not request.member.is_staff:
        return []
    return [
        {"pk": one.recipient.pk, "name": one.recipient.name, "due": str(one.recipient.due),
         "within": str(one.recipient.within), "share": _exact(one.share), "limit": _exact(one.limit)}
        for one in found.outside
    ]  # fmt: skip
