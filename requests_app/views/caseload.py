"""The provider's work: lists, board, bulk, saved views, export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import structlog
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, QuerySet, Window
from django.db.models.functions import RowNumber
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import actions, caseload, pages
from requests_app.forms.caseload import BULK_FORMS, FilterForm, ViewForm, size_of, sort_of
from requests_app.lifecycle import MOVES, UNDERWAY, Status
from requests_app.models import SavedView, Task, TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import posted, render_page
from tta_portal.numbers import number_in
from tta_portal.spreadsheets import safe_cell
from tta_portal.tenancy.scope import network_scope

log = structlog.get_logger(__name__)
ON_BOARD = (*UNDERWAY, Status.ON_HOLD, Status.REFERRED)
CARDS = 20
MOST_IN_BULK = 100
EXPORTED = ("number", "title", "organization__name", "topic__name", "status", "lead__user__name", "urgency",
            "intensity", "submitted_at", "first_reply_at", "touched_at")  # fmt: skip


@require_safe
@requires(Permission.SEE_CASELOAD)
def lists(request: MemberRequest) -> HttpResponse:
    """What this provider works on: one list, narrowed by the filters in the address."""
    now, given = timezone.now(), request.GET
    views = caseload.views(request.member, at=now)
    chosen, filters, sort = _view(given, views), FilterForm(given), sort_of(given.get("sort"))
    visible = TTARequest.objects.visible_to(request.member).open()
    counts = caseload.count(visible, views)
    found = filters.narrow(visible.filter(views[chosen].holds), member=request.member)
    paginator = Paginator(caseload.rows(found, sort=sort), size_of(given.get("size")))
    if not filters.is_narrow:
        paginator.count = counts[chosen]
    context: dict[str, Any] = {
        "page": paginator.get_page(given.get("page")),
        "chosen": chosen,
        "choices": _choices(views, counts, chosen, given),
        "counts": counts,
        "filters": filters,
        "filter_url": _with(given, filters=1) + "#filter",
        "sort": sort,
        "sorts": [{"key": key, "label": label, "url": _with(given, sort=key)} for key, (label, _) in SORTS],
        "heads": [
            {"label": label, "url": _with(given, sort=key), "order": _order(sort, key, other)}
            for label, key, other in HEADS
        ],
        "sizes": [{"size": size, "url": _with(given, size=size)} for size in caseload.PAGE_SIZES],
        "query": _with(given, page=None).removeprefix("?"),
        "size": paginator.per_page,
        "bulk": [(verb, form.title) for verb, form in BULK_FORMS.items()],
        "now": now,
        **_beside(request),
    }
    return render_page(request, "requests_app/caseload.html", context, part="rows")


SORTS = tuple(caseload.SORTS.items())
HEADS = (("Request", "new", "old"), ("State", "state", ""), ("Organization", "organization", ""),
         ("Last touch", "quiet", "touched"))  # fmt: skip


def _order(sort: str, key: str, other: str) -> str:
    """What `aria-sort` says of a column."""
    return "descending" if sort == other and other else "ascending" if sort == key else "none"


def _beside(request: MemberRequest) -> dict[str, Any]:
    """Tasks and saved views, which a part of the page does without."""
    if getattr(request, "htmx", False) and not request.htmx.boosted:  # type: ignore[attr-defined]  # by django-htmx
        return {}
    tasks = (
        Task.objects.open()
        .visible_to(request.member)
        .for_member(request.member)
        .select_related("organization", "tta_request__network")
    )
    return {
        "tasks": tasks.order_by("due_on")[:12],
        "today": timezone.localdate(),
        "saved": SavedView.objects.for_member(request.member).select_related("member__user")[:30],
    }


def _view(given: QueryDict, views: dict[str, caseload.View]) -> str:
    chosen = given.get("view", "mine")
    if chosen not in views:
        raise Http404
    return chosen


def _choices(
    views: dict[str, caseload.View], counts: dict[str, int], chosen: str, given: QueryDict
) -> list[dict[str, Any]]:
    return [
        {
            "key": name,
            "label": view.label,
            "count": counts[name],
            "current": name == chosen,
            "url": _with(given, view=name, page=None),
        }
        for name, view in views.items()
    ]


def _with(given: QueryDict, **changes: Any) -> str:
    """The address of the same list with something changed."""
    query = given.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@require_safe
@requires(Permission.SEE_CASELOAD)
def board(request: MemberRequest) -> HttpResponse:
    """The same list by state, the longest untouched of each state first; moving a card asks what the move asks."""
    now, given = timezone.now(), request.GET
    views = caseload.views(request.member, at=now)
    chosen, filters = _view(given, views), FilterForm(given)
    visible = TTARequest.objects.visible_to(request.member).open().filter(views[chosen].holds)
    found = filters.narrow(visible, member=request.member)
    context = {
        "columns": _columns(found, request.member),
        "choices": _choices(views, caseload.count(TTARequest.objects.visible_to(request.member).open(), views),
                            chosen, given),
        "chosen": chosen,
        "filters": filters,
        "filter_url": _with(given, filters=1) + "#filter",
    }  # fmt: skip
    return render_page(request, "requests_app/board.html", context, part="board")


def _columns(found: QuerySet[TTARequest], member: Membership) -> list[dict[str, Any]]:
    """Up to twenty cards a state in one query, with how many there are."""
    place = Window(RowNumber(), partition_by="status", order_by=[F("touched_at"), F("pk")])
    rows = (
        caseload.rows(found.filter(status__in=ON_BOARD), sort="quiet").annotate(place=place).filter(place__lte=CARDS)
    )
    totals = dict(found.order_by().values_list("status").annotate(number=Count("pk")))
    cards: dict[str, list[dict[str, Any]]] = {status: [] for status in ON_BOARD}
    for tta_request in rows:
        cards[tta_request.status].append({"tta_request": tta_request, "moves": _moves(tta_request, member)})
    return [
        {"status": status, "label": Status(status).label, "cards": cards[status], "total": totals.get(status, 0)}
        for status in ON_BOARD
    ]


def _moves(tta_request: TTARequest, member: Membership) -> list[dict[str, str]]:
    return [
        {"label": move.label, "url": pages.verb_url(tta_request, name), "to": str(MOVES[name].target)}
        for name, move in actions.open_moves(tta_request, member).items()
        if name not in ("submit", "merge", "unmerge")
    ]


@require_POST
@requires(Permission.WORK_REQUESTS)
def bulk(request: MemberRequest) -> HttpResponse:
    """Do one thing to the chosen requests: first asks what the thing asks, then reports each refusal."""
    verb = request.POST.get("verb", "")
    if verb not in BULK_FORMS:
        raise Http404
    given = map(number_in, request.POST.getlist("number"))
    numbers = [number for number in given if number is not None][:MOST_IN_BULK]
    chosen = _chosen(request.member, numbers)
    if not chosen:
        messages.warning(request, "Choose at least one request first.")
        return redirect("caseload", network=request.network.slug)
    form = BULK_FORMS[verb](request.POST if "go" in request.POST else None)
    context: dict[str, Any] = {"form": form, "verb": verb, "chosen": chosen, "back": request.POST.get("back", "")}
    if form.is_valid():
        context["outcome"] = actions.do_to_all(verb, chosen, by=request.member, **form.cleaned_data)
        return render_page(request, "requests_app/bulk_done.html", {k: v for k, v in context.items() if k != "form"})
    return render_page(request, "requests_app/bulk.html", context)


def _chosen(member: Membership, numbers: list[int]) -> list[TTARequest]:
    rows = TTARequest.objects.visible_to(member).filter(number__in=numbers).order_by("number")
    return list(
        rows.select_related(
            "organization", "network", "requester__user", "requester__organization", "requester__network",
            "lead__user", "lead__organization", "lead__network",
        ).defer("search")
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@requires(Permission.SEE_CASELOAD)
def save_view(request: MemberRequest) -> HttpResponse:
    """Keep the filters in force under a name."""
    form = ViewForm(posted(request), initial={"query": request.GET.urlencode()})
    if form.is_valid():
        query = QueryDict(form.cleaned_data.pop("query")).copy()
        query.pop("page", None)
        view = actions.save_view(by=request.member, query=query.urlencode(), **form.cleaned_data)
        messages.success(request, f"“{view}” is among your views now.")
        return redirect(f"/{request.network.slug}/caseload/?{view.query}")
    return render_page(request, "requests_app/save_view.html", {"form": form})


@require_POST
@requires(Permission.SEE_CASELOAD)
def forget_view(request: MemberRequest, pk: int) -> HttpResponse:
    """Throw one's own view away."""
    mine = SavedView.objects.filter(member=request.member)
    actions.forget_view(get_object_or_404(mine, pk=pk), by=request.member)
    return redirect("caseload", network=request.network.slug)


@require_safe
@requires(Permission.SEE_CASELOAD)
def export(request: MemberRequest) -> HttpResponse:
    """The list as a file for a spreadsheet, sent while it is read, so that its length costs no memory."""
    views = caseload.views(request.member, at=timezone.now())
    chosen, filters = _view(request.GET, views), FilterForm(request.GET)
    visible = TTARequest.objects.visible_to(request.member).filter(views[chosen].holds)
    visible = visible if "ended" in request.GET else visible.open()
    found = filters.narrow(visible, member=request.member).order_by("number")
    log.info("export", member=request.member.pk, view=chosen)
    response = StreamingHttpResponse(_lines(found, request.network.pk), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="requests-{timezone.localdate()}.csv"'
    return response  # type: ignore[return-value]  # Django's own types keep the two apart


def _lines(found: QuerySet[TTARequest], network_id: int) -> Iterator[str]:
    """Read in a scope of its own: the page's has ended by then."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([name.replace("__user__name", "").replace("__name", "") for name in EXPORTED])
    with network_scope(network_id):
        lines: list[str] = []
        for row in found.values_list(*EXPORTED).iterator(chunk_size=2000):
            lines.append(writer.writerow([safe_cell(value) for value in row]))
            if len(lines) == 500:
                yield "".join(lines)
                lines.clear()
        yield "".join(lines)


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line
