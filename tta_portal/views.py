"""The front door, and the two addresses that machines ask."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

from tta_portal import clock
from tta_portal.accounts.access import open_to_all
from tta_portal.accounts.models import Membership
from tta_portal.public_pages import at_the_door
from tta_portal.tenancy.models import Network
from tta_portal.tenancy.scope import person_scope

CLOCK_LATE_SECONDS = 60


@require_safe
@open_to_all
def landing(request: HttpRequest) -> HttpResponse:
    """What the portal is; for a person signed in, their networks, or straight on if there is one."""
    if not request.user.is_authenticated:
        context = {"open_networks": Network.objects.filter(open_sign_up=True)[:20], "numbers": at_the_door()}
        return render(request, "portal/landing.html", context)
    networks = networks_of(request.user)
    if len(networks) == 1:
        return redirect(networks[0])
    return render(request, "portal/networks.html", {"networks": networks})


def networks_of(user: Any) -> list[Network]:
    """The networks in which a person has an active membership, by name."""
    with person_scope(user.pk):
        # across networks: the policy on memberships shows a person their own rows, whatever the network
        own = Membership.across_networks.using("default").filter(user=user, is_active=True)
        return list(Network.objects.filter(pk__in=own.values_list("network_id", flat=True)).order_by("name"))


@require_safe
@open_to_all
def healthz(request: HttpRequest) -> HttpResponse:
    """The process is alive."""
    return JsonResponse({"status": "ok"})


@require_safe
@open_to_all
def readyz(request: HttpRequest) -> HttpResponse:
    """Database, migrations, broker and the clock's heartbeat are well."""
    checks = {"database": _database(), "migrations": _migrations(), "broker": _broker(), "clock": _clock()}
    ready = all(answer == "ok" for answer in checks.values())
    return JsonResponse({"status": "ok" if ready else "not ready", **checks}, status=200 if ready else 503)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "unreachable"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return "unknown"
    return f"{len(waiting)} not applied" if waiting else "ok"


def _broker() -> str:
    try:
        cache.get("readyz")
    except RedisError:
        return "unreachable"
    return "ok"


def _clock() -> str:
    try:
        beat = clock.last_beat()
    except RedisError:
        return "unknown"
    if beat is None:
        return "has not ticked yet"
    age = (timezone.now() - beat).total_seconds()
    return "ok" if age < CLOCK_LATE_SECONDS else f"last ticked {age:.0f} s ago"
