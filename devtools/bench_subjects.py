"""Who signs in and what they open in the benchmark, and how many SQL statements each page takes. A program of its own.

Prints JSON. The statements are counted by an `execute_wrapper` around both of Django's connections while the test
client opens the same page a second time: savepoints and `set_config` count, BEGIN and COMMIT do not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402  (needs the apps)
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.models import Count  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from relationships.actions.asking import new_link  # noqa: E402
from relationships.lifecycle import WAITING_FOR_ANSWER  # noqa: E402
from relationships.models import CheckIn  # noqa: E402
from requests_app.models import Topic, TTARequest  # noqa: E402
from tta_portal.accounts.models import User  # noqa: E402
from tta_portal.tenancy.models import Network  # noqa: E402
from tta_portal.tenancy.scope import network_scope  # noqa: E402

NETWORK = "national"
PEOPLE = ("provider", "requester", "admin")
BACKENDS = {
    "portal": "allauth.account.auth_backends.AuthenticationBackend",
    "thin": "django.contrib.auth.backends.ModelBackend",
}
WORDS = {"a rare word": "interpreter lagoon", "a common word": "need", "a name with a typo": "clnich county"}
ANSWER = {"promises": "most", "next_step": "stay_in_touch"}


def subjects(keys: int) -> dict[str, Any]:
    """Everything the measuring side needs to know about the data."""
    network = Network.objects.get(slug=NETWORK)
    users = {name: User.objects.get(email=f"{name}@demo.example") for name in PEOPLE}
    with network_scope(network.pk):
        topic = Topic.objects.filter(retired_on=None).first()
        number = _eventful_request(users["provider"])
        found: dict[str, Any] = {
            "network": NETWORK,
            "size": TTARequest.objects.count(),
            "number": number,
            "submission": _submission(topic),
            "answer": ANSWER,
            "keys": _keys(keys + 1),
            "words": WORDS,
            "bulk": [
                str(n) for n in TTARequest.objects.open().order_by("number").values_list("number", flat=True)[:100]
            ],
            "exported": TTARequest.objects.exclude(status="draft").exclude(visibility="named").count(),
        }
    found["sessions"] = {side: {name: _session(user, side) for name, user in users.items()} for side in BACKENDS}
    return found | {"queries": _queries(users, found)}


def _eventful_request(provider: User) -> int:
    """The request of this provider's on which the most has happened, so that its page has everything."""
    led = TTARequest.objects.open().filter(lead__user=provider)
    number: int = (
        led.annotate(happened=Count("events")).order_by("-happened", "-number").values_list("number", flat=True)[0]
    )
    return number


def _submission(topic: Topic | None) -> dict[str, str]:
    return {
        "need": "Our nurses need a plan for heat emergencies. Last summer we had none.",
        "hoped_for_change": "Nobody is left alone in a heat wave.",
        "why_now": "Summer begins in June.",
        "topic": str(topic.pk if topic else ""),
    }


def _keys(count: int) -> list[str]:
    """A key to each of so many check-ins that wait for an answer, one for each sample."""
    waiting = list(CheckIn.objects.filter(state__in=WAITING_FOR_ANSWER, closes_at__gt=timezone.now())[:count])
    if len(waiting) < count:
        waiting += _ask_some(count - len(waiting))
    return [new_link(check_in, timezone.now()).rstrip("/").rpartition("/")[2] for check_in in waiting]


def _ask_some(count: int) -> list[CheckIn]:
    """A small network has few check-ins under way: ask some of those that are still to come."""
    now = timezone.now()
    coming = list(CheckIn.objects.filter(state="scheduled", tta_request__isnull=False).order_by("due_at")[:count])
    closes_at = now + timedelta(days=45)
    CheckIn.objects.filter(pk__in=[c.pk for c in coming]).update(state="asked", asked_at=now, closes_at=closes_at)
    return coming


def _session(user: User, side: str) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = BACKENDS[side]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _queries(users: dict[str, User], found: dict[str, Any]) -> dict[str, int]:
    base, key = f"/{NETWORK}", found["keys"].pop()
    clients = {name: Client(SERVER_NAME="127.0.0.1") for name in users}
    for name, user in users.items():
        clients[name].force_login(user, backend=BACKENDS["portal"])
    caseload = f"{base}/caseload/"
    htmx = {"HX-Request": "true"}
    return {
        "caseload": _count(lambda: clients["provider"].get(caseload)),
        "caseload part": _count(lambda: clients["provider"].get(caseload, headers=htmx)),
        "filtered": _count(
            lambda: clients["provider"].get(
                f"{caseload}?view=all&topic={found['submission']['topic']}&urgency=routine", headers=htmx
            )
        ),
        "board": _count(lambda: clients["provider"].get(f"{caseload}board/?view=all")),
        **{name: _count(partial(clients["provider"].get, f"{base}/search/", {"q": q})) for name, q in WORDS.items()},
        "bulk": _count(
            lambda: clients["provider"].post(
                f"{caseload}bulk/", {"verb": "tag", "go": "1", "number": found["bulk"], "name": "counted"}
            )
        ),
        "export": _count(lambda: clients["provider"].get(f"{caseload}export.csv?view=all&ended=1")),
        "request": _count(lambda: clients["provider"].get(f"{base}/requests/{found['number']}/")),
        "submit": _count(lambda: clients["requester"].post(f"{base}/requests/new/", found["submission"])),
        "check-in": _count(lambda: Client(SERVER_NAME="127.0.0.1").post(f"/check-in/{key}/", ANSWER), warm=False),
        "equity": _count(lambda: clients["admin"].get(f"{base}/equity/")),
        "equity anew": _count(lambda: clients["admin"].get(f"{base}/equity/?anew=1")),
    }


def _count(visit: Callable[[], Any], *, warm: bool = True) -> int:
    """Statements of one visit; the first of a session also writes the session, so it is not the one counted."""
    if warm:
        visit()
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        seen.append(sql)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(note))
        response = visit()
    if response.status_code not in (200, 302):
        raise SystemExit(f"{response.request['PATH_INFO']} answered {response.status_code}.")
    return len(seen)


if __name__ == "__main__":
    print(json.dumps(subjects(int(sys.argv[1]))))
