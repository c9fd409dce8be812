"""Finding requests by words and by filters written as words, such as `state:GA topic:data is:overdue heat`."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils import timezone

from requests_app.caseload import overdue
from requests_app.lifecycle import OPEN, Status
from requests_app.models import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.limits import Limit
from tta_portal.words import gettext_lazy as _

MOST_FOUND = 2000
MOST_DIGITS = 18
MOST_WORDS = 12
SEARCHES = Limit(
    "searches", 120, timedelta(minutes=1), _("You searched very often within a minute. Wait a moment, then go on.")
)
FILTER = re.compile(r"^(\w+):(.+)$")
Narrower = Callable[[Any, str], Any]


@dataclass(frozen=True)
class Query:
    """What somebody typed: filters that were understood, those that were not, and the remaining words.

    `phrased` are the same words with quotes around those that must stand side by side.
    """

    words: str
    phrased: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


def read(typed: str) -> Query:
    """Take filters out of what was typed. Quotes keep words together: `topic:"data systems"`."""
    words, filters, unknown = [], [], []
    for part in _parts(typed)[: MOST_WORDS * 2]:
        match = FILTER.match(part)
        if match is None:
            words.append(part)
        elif match[1].lower() in FILTERS:
            filters.append((match[1].lower(), match[2]))
        else:
            unknown.append(part)
            words.append(part)
    words = words[:MOST_WORDS]
    phrased = " ".join(f'"{word}"' if " " in word else word for word in words)
    return Query(" ".join(words), phrased, tuple(filters), tuple(unknown))


def _parts(typed: str) -> list[str]:
    typed = typed.replace("\x00", " ")
    try:
        lexer = shlex.shlex(typed, posix=True)
        lexer.whitespace_split, lexer.commenters, lexer.quotes, lexer.escape = True, "", '"', ""
        return list(lexer)
    except ValueError:  # a quote that is not closed yet: the person is still typing
        return typed.replace('"', " ").split()


def narrow(requests: QuerySet[TTARequest], typed: str, *, member: Membership) -> QuerySet[TTARequest]:
    """The requests among these that fit what was typed; of very common words, those among the newest."""
    query = read(typed)
    for name, value in query.filters:
        requests = FILTERS[name](_may_narrow(requests, name, value, member), value)
    if not query.words:
        return requests
    if query.words.isascii() and query.words.isdigit() and len(query.words) < MOST_DIGITS:
        return requests.filter(number=int(query.words))
    return requests.filter(pk__in=ids(query.phrased, member=member))


def ids(words: str, *, member: Membership, limit: int = MOST_FOUND) -> list[int]:
    """The newest requests of the network in force whose text, or whose conversation, has all these words.

    A health department's words are looked for in its own conversations only, and in needs shared with it.
    The function of the database reads the network from the setting, so that its index can be used;
    whoever gets these ids joins them back under row-level security and `visible_to`.
    """
    own = None if member.is_staff else member.organization_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM search_requests(%s, %s, %s)", [words, limit, own])
        return [pk for (pk,) in cursor.fetchall()]


def _is(requests: Any, value: str) -> Any:
    now = timezone.now()
    match value.lower():
        case "overdue" | "late":
            return requests.filter(overdue(at=now))
        case "open":
            return requests.filter(status__in=OPEN)
        case "closed" | "ended":
            return requests.exclude(status__in=[*OPEN, Status.DRAFT])
        case "unassigned":
            return requests.filter(lead=None)
        case "urgent":
            return requests.filter(urgency="urgent")
        case "confidential":
            return requests.filter(visibility="named")
        case "waiting":
            return requests.filter(last_word="recipient", status__in=OPEN)
    return requests.filter(status=value.lower().replace(" ", "_").replace("-", "_"))


def _lead(requests: Any, value: str) -> Any:
    return (
        requests.filter(lead=None) if value.lower() == "none" else requests.filter(lead__user__name__icontains=value)
    )


FILTERS: dict[str, Narrower] = {
    "is": _is,
    "state": lambda requests, value: requests.filter(organization__jurisdiction__state__iexact=value),
    "topic": lambda requests, value: requests.filter(
        Q(topic__name__icontains=value) | Q(topic__parent__name__icontains=value)
    ),
    "lead": _lead,
    "from": lambda requests, value: requests.filter(organization__name__icontains=value),
    "tag": lambda requests, value: requests.filter(tagged__tag__name__iexact=value),
    "hub": lambda requests, value: requests.filter(hub__name__icontains=value),
    "by": lambda requests, value: requests.filter(requester__user__name__icontains=value),
    "intensity": lambda requests, value: requests.filter(intensity__iexact=value),
}

OF_THE_TEAM = ("tag",)
OF_THE_PARTIES = ("by", "hub", "intensity")


def _may_narrow(requests: QuerySet[TTARequest], name: str, value: str, member: Membership) -> QuerySet[TTARequest]:
    """Those of which this member sees what the filter asks for; to narrow others by it would tell it, too."""
    if member.is_staff:
        return requests
    if name in OF_THE_TEAM:
        return requests.none()
    is_theirs = name in OF_THE_PARTIES or (name, value.lower()) == ("is", "waiting")
    return requests.filter(organization_id=member.organization_id or 0) if is_theirs else requests


def requests_found(typed: str, *, member: Membership, limit: int = 20) -> list[TTARequest]:
    """The newest requests this member may read that fit; never one they may not. Nothing typed finds nothing."""
    if read(typed) == Query(""):
        return []
    visible = TTARequest.objects.visible_to(member).select_related("organization", "network", "lead__user")
    return list(narrow(visible, typed, member=member).defer("need", "search").order_by("-touched_at", "-pk")[:limit])
