"""The limit of the benchmark: the same pages by bare Django, hand-written SQL and plain templates, in one file.

Every page does what the portal cannot go without: session, user, network, membership and the setting of
row-level security, as the same role on the same database. It shows as many rows and cells, without layout.
Run by gunicorn alone: it configures Django for itself.
"""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings

from devtools.bench_thin_templates import TEMPLATES
from tta_portal.environment import database

LOADER = ("django.template.loaders.locmem.Loader", TEMPLATES)
settings.configure(
    SECRET_KEY=os.environ["SECRET_KEY"],
    ALLOWED_HOSTS=["127.0.0.1"],
    DATABASES={"default": database("DATABASE_URL")},
    INSTALLED_APPS=[
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "devtools.bench_person",
    ],
    AUTH_USER_MODEL="bench_person.Person",
    SESSION_COOKIE_NAME="session",
    CSRF_COOKIE_NAME="csrf",
    MIDDLEWARE=[
        f"{__name__}.counted",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [("django.template.loaders.cached.Loader", [LOADER])]},
        }
    ],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
)

import django  # noqa: E402  (what follows needs the settings)

django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402  (what follows needs the apps)
from django.db import connection, transaction  # noqa: E402
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402

from devtools import bench_thin_sql as sql  # noqa: E402

Rows = list[dict[str, Any]]
Page = Callable[..., HttpResponse]


def counted(page: Page) -> Page:
    """Say in a header how many statements a page took."""

    def answer(request: HttpRequest) -> HttpResponse:
        seen: list[str] = []

        def note(execute: Any, query: str, *rest: Any) -> Any:
            seen.append(query)
            return execute(query, *rest)

        with connection.execute_wrapper(note):
            response = page(request)
        response["X-Queries"] = str(len(seen))
        return response

    return answer


def rows(query: str, **values: Any) -> Rows:
    """The rows of a query, each by its columns' names."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def scope(network: int) -> None:
    rows("SELECT set_config('app.network', %(network)s, true)", network=str(network))


def for_members(page: Page) -> Page:
    """Network, row-level security and membership; for anybody else there is nothing here."""

    def opened(request: Any, slug: str, **kwargs: Any) -> HttpResponse:
        with transaction.atomic():
            networks = rows(sql.NETWORK, slug=slug)
            if not networks or not request.user.is_authenticated:
                return HttpResponse(status=404)
            scope(networks[0]["id"])
            members = rows(sql.MEMBER, user=request.user.pk)
            if not members:
                return HttpResponse(status=404)
            return page(request, networks[0], members[0], **kwargs)

    return opened


@for_members
def hello(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    return render(request, "hello.html", {"network": network, "member": member})


@for_members
def caseload(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    context = {
        "network": network,
        "counts": rows(sql.CASELOAD_COUNTS, member=member["id"])[0],
        "rows": rows(sql.CASELOAD, member=member["id"]),
        "tasks": rows(sql.TASKS, member=member["id"]),
    }
    return render(request, "caseload.html", context)


@for_members
def caseload_part(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    """What the part shows: the rows, and how many there are for the page numbers."""
    counts = rows(sql.CASELOAD_COUNT, member=member["id"])[0]
    return render(request, "rows.html", {"counts": counts, "rows": rows(sql.CASELOAD, member=member["id"])})


@for_members
def filtered(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    given = {"member": member["id"], "topic": request.GET["topic"]}
    context = {"counts": rows(sql.FILTERED_COUNT, **given)[0], "rows": rows(sql.FILTERED, **given)}
    return render(request, "rows.html", context)


@for_members
def board(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    context = {
        "network": network,
        "counts": rows(sql.CASELOAD_COUNTS, member=member["id"])[0],
        "totals": rows(sql.BOARD_COUNTS, member=member["id"]),
        "rows": rows(sql.BOARD, member=member["id"]),
    }
    return render(request, "board.html", context)


@for_members
def search(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    given = {"member": member["id"], "words": request.GET["q"]}
    context = {
        "network": network,
        "requests": rows(sql.SEARCH, **given),
        "organizations": rows(sql.SEARCH_NAMES, **given),
        "people": rows(sql.SEARCH_PEOPLE, **given),
    }
    return render(request, "search.html", context)


@for_members
def bulk(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    tag = rows(sql.BULK_TAG, network=network["id"], name=request.POST["name"])[0]["id"]
    numbers = [int(number) for number in request.POST.getlist("number")]
    done = rows(sql.BULK, tag=tag, numbers=numbers, member=member["id"])
    return render(request, "hello.html", {"network": network, "member": {"role": len(done)}})


@for_members
def export(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    """Sent while it is read, in a scope of its own."""
    response: Any = StreamingHttpResponse(lines(network["id"], member["id"]), content_type="text/csv")
    return response


def lines(network: int, member: int) -> Iterator[str]:
    writer = csv.writer(Echo())
    with transaction.atomic():
        scope(network)
        with connection.chunked_cursor() as cursor:
            cursor.execute(sql.EXPORT, {"member": member})
            while found := cursor.fetchmany(2000):
                yield "".join(writer.writerow(row) for row in found)


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


@for_members
def one_request(request: HttpRequest, network: dict[str, Any], member: dict[str, Any], number: int) -> HttpResponse:
    found = rows(sql.REQUEST, member=member["id"], number=number)
    if not found:
        return HttpResponse(status=404)
    context = {name: rows(query, request=found[0]["id"]) for name, query in sql.BESIDE_A_REQUEST.items()}
    return render(request, "request.html", {"request_row": found[0], **context})


@for_members
def submit(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    """A numbered request with the groups of its place, and the event of its submission."""
    sent = {name: request.POST[name].strip() for name in ("need", "hoped_for_change", "why_now", "topic")}
    if not all(sent.values()):
        return HttpResponse(status=422)
    number = rows(sql.NEXT_NUMBER)[0]["last"]
    made = rows(sql.INSERT_REQUEST, **sent, number=number, member=member["id"], organization=member["organization_id"])
    rows(sql.INSERT_EVENT, request=made[0]["id"], member=member["id"])
    return HttpResponseRedirect(f"../requests/{number}/")


def check_in(request: HttpRequest, token: str) -> HttpResponse:
    """Save the answer that came with a key, and say thanks."""
    network, _, secret = token.partition("-")
    with transaction.atomic():
        scope(int(network))
        found = rows(sql.CHECK_IN, digest=hashlib.sha256(secret.encode()).hexdigest())
        if not found:
            return HttpResponse(status=404)
        answer = {"promises": request.POST.get("promises", ""), "next_step": request.POST.get("next_step", "")}
        rows(sql.INSERT_ANSWER, check_in=found[0]["id"], **answer)
        rows(sql.CHECK_IN_ANSWERED, check_in=found[0]["id"])
        return render(request, "thanks.html", {"check_in": found[0]})


@for_members
def equity(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    """The same three counts over the last year by groups of place, as three tables; no statistics, nothing hidden."""
    return _equity(request, network, sql.EQUITY)


@for_members
def equity_kept(request: HttpRequest, network: dict[str, Any], member: dict[str, Any]) -> HttpResponse:
    """The same from the summary tables."""
    return _equity(request, network, sql.KEPT)


def _equity(request: HttpRequest, network: dict[str, Any], queries: dict[str, str]) -> HttpResponse:
    counted = {name: rows(query, zone=network["time_zone"]) for name, query in queries.items()}
    return render(request, "equity.html", {name: summed(found) for name, found in counted.items()})


def summed(found: Rows) -> Rows:
    """Rows of the same rural or urban class as one row; their numbers are added."""
    sums: dict[str, dict[str, Any]] = {}
    for row in found:
        total = sums.setdefault(row["rural_urban"] or "not_classified", {"group": row["rural_urban"]})
        for name, value in row.items():
            if not isinstance(value, str) and value is not None:
                total[name] = total.get(name, 0) + value
    return list(sums.values())


urlpatterns = [
    path("check-in/<str:token>/", check_in),
    path("<slug:slug>/", hello),
    path("<slug:slug>/caseload/", caseload),
    path("<slug:slug>/caseload/rows/", caseload_part),
    path("<slug:slug>/caseload/filtered/", filtered),
    path("<slug:slug>/board/", board),
    path("<slug:slug>/search/", search),
    path("<slug:slug>/bulk/", bulk),
    path("<slug:slug>/export/", export),
    path("<slug:slug>/requests/new/", submit),
    path("<slug:slug>/requests/<int:number>/", one_request),
    path("<slug:slug>/equity/", equity),
    path("<slug:slug>/equity/kept/", equity_kept),
]
application = get_wsgi_application()
