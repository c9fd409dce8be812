"""The provider's work: lists, board, bulk, saved views, export."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cached_property, lru_cache
from operator import attrgetter
from typing import Any, NamedTuple
from urllib.parse import urlencode

import structlog
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from requests_app import actions, caseload, rows
from requests_app.caseload import PAGE_SIZES
from requests_app.forms.caseload import BULK_FORMS, FilterForm, ViewForm, size_of, sort_of
from requests_app.lifecycle import UNDERWAY, Status
from requests_app.models import SavedView, Task, TTARequest
from tta_portal.accounts.access import MemberRequest, requires
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.htmx import is_part, posted, render_page
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
    given = request.GET
    shown = _Shown(request)
    paginator = Paginator(rows.rows(shown.found, sort=shown.sort, with_past=True), size_of(given.get("size")))
    paginator.count = shown.total
    page = paginator.get_page(given.get("page"))
    page.object_list = rows.read(page.object_list)
    context: dict[str, Any] = {
        "page": page,
        "sizes": [{"size": size, "url": shown.but(size=size)} for size in PAGE_SIZES],
        "sort": shown.sort,
        "sorts": [{"key": key, "label": label, "url": shown.but(sort=key)} for key, (label, _) in SORTS],
        "heads": [
            {"label": label, "url": shown.but(sort=key), "order": _order(shown.sort, key, other)}
            for label, key, other in HEADS
        ],
        "query": shown.but(page=None).removeprefix("?"),
        "base": reverse("requests", kwargs={"network": request.network.slug}),
        "size": paginator.per_page,
        "bulk": [(verb, form.title) for verb, form in BULK_FORMS.items()],
        **({} if is_part(request) else shown.around() | _beside(request)),
    }
    return render_page(request, "requests_app/caseload.html", context, part="rows")


SORTS = tuple(rows.SORTS.items())
HEADS = (("Request", "new", "old"), ("State", "state", ""), ("Organization", "organization", ""),
         ("Last touch", "quiet", "touched"))  # fmt: skip


class _Shown:
    """Which list somebody looks at, narrowed how: all of it stands in the address."""

    def __init__(self, request: MemberRequest) -> None:
        self.given, self.member = request.GET, request.member
        self.with_ended = "ended" in self.given
        self.now = timezone.now()
        self.views = caseload.views(self.member, at=self.now)
        self.chosen = self.given.get("view", "mine")
        if self.chosen not in self.views:
            raise Http404
        self.filters, self.sort = FilterForm(self.given), sort_of(self.given.get("sort"))
        visible = TTARequest.objects.visible_to(self.member)
        self.visible = visible.open()
        listed = (visible if self.with_ended else self.visible).filter(self.views[self.chosen].holds)
        self.found = self.filters.narrow(listed, member=self.member)
        self.is_alone = is_part(request)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many are on each list; a part of the page does without."""
        return caseload.count(self.visible, self.views)

    @property
    def total(self) -> int:
        """How many requests the list has; counted before anything is joined to them."""
        is_other = self.filters.is_narrow or self.is_alone or self.with_ended
        return self.found.count() if is_other else self.counts[self.chosen]

    def but(self, **changes: Any) -> str:
        """The address of the same list with something changed, or left out."""
        kept = [(name, value) for name, values in self.given.lists() if name not in changes for value in values]
        return f"?{urlencode(kept + [(name, value) for name, value in changes.items() if value is not None])}"

    def around(self) -> dict[str, Any]:
        """What stands around the list."""
        return {
            "now": self.now,
            "chosen": self.chosen,
            "counts": self.counts,
            "choices": [
                {
                    "key": name,
                    "label": view.label,
                    "count": self.counts[name],
                    "current": name == self.chosen,
                    "url": self.but(view=name, page=None),
                }
                for name, view in self.views.items()
            ],
            "filters": self.filters,
            "only_open_url": self.but(ended=None, page=None) if self.with_ended else "",
            "filter_url": self.but(filters=1) + "#filter",
        }


def _order(sort: str, key: str, other: str) -> str:
    """What `aria-sort` says of a column."""
    return "descending" if sort == other and other else "ascending" if sort == key else "none"


def _beside(request: MemberRequest) -> dict[str, Any]:
    """Tasks and saved views, which a part of the page does without."""
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


@require_safe
@requires(Permission.SEE_CASELOAD)
def board(request: MemberRequest) -> HttpResponse:
    """The same list by state, the longest untouched of each state first; moving a card asks what the move asks."""
    shown = _Shown(request)
    base = reverse("requests", kwargs={"network": request.network.slug})
    context = {"columns": _columns(shown.found, request.member), "base": base, **shown.around()}
    return render_page(request, "requests_app/board.html", context, part="board")


def _columns(found: QuerySet[TTARequest], member: Membership) -> list[dict[str, Any]]:
    """Up to twenty cards a state, the longest untouched first, with how many there are."""
    first, *others = (rows.rows(found.filter(status=status), sort="quiet")[:CARDS] for status in ON_BOARD)
    totals = dict(found.order_by().values_list("status").annotate(number=Count("pk")))
    cards: dict[str, list[dict[str, Any]]] = {status: [] for status in ON_BOARD}
    moves = lru_cache(_moves)
    for row in sorted(rows.read(first.union(*others, all=True)), key=attrgetter("touched_at")):
        cards[row.status].append({"row": row, "moves": moves(Place(row.status, row.organization_id), member)})
    return [
        {
            "status": status,
            "label": Status(status).label,
            "cards": cards[status],
            "total": totals.get(status, 0),
        }
        for status in ON_BOARD
    ]


class Place(NamedTuple):
    """All that decides where a card can go."""

    status: str
    organization_id: int


def _moves(place: Place, member: Membership) -> list[dict[str, str]]:
    return [
        {"label": move.label, "name": name, "to": str(move.target)}
        for name, move in actions.open_moves(place, member).items()
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
    shown = _Shown(request)
    found = shown.found.order_by("number")
    log.info("export", member=request.member.pk, view=shown.chosen)
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
