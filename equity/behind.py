"""The rows behind the numbers: each list is found by the statement that counts, so both always agree."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from equity.depth.counts import TOGETHER
from equity.periods import Period, PeriodChoice
from equity.reach_counts import DEPARTMENTS, SENT
from equity.summaries.sources import ANSWERS
from equity.tallies import CONVERTED, PLANS, RESPONSIVE, rows
from relationships.counted import CHECK_INS, ORGANIZATIONS
from requests_app.counted import NOW, REQUESTS, Choice, Count, among
from requests_app.models import TTARequest, Visibility
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import current_network

LONG_AGO = date(1970, 1, 1)
ASKED = ANSWERS.where("check_in.asked_at >= %(starts_at)s AND check_in.asked_at < %(ends_before)s")
Narrow = Callable[[Any, Choice, Membership], Any]


def items(each: str, counts: str, choice: Choice, **more: Any) -> list[int]:
    """The numbers of the rows that count, of a statement with one row an item."""
    chosen = " AND ".join([counts, *(f"{field} = %({field})s" for field in choice.groups)])
    found = rows(f"SELECT item FROM ({each}) counted WHERE {chosen}", _period(choice), **choice.groups, **more)
    return [item for (item,) in found]


def _period(choice: Choice) -> Period:
    """The days that were chosen; without an end until today, without a beginning from the first on."""
    now, zone = timezone.now(), current_network().time_zone
    until = choice.until or timezone.localdate(now)
    return Period(PeriodChoice.LAST_YEAR, choice.since or LONG_AGO, until, zone, now)


def _behind(each: str, counts: str) -> Narrow:
    return lambda found, choice, _: found.filter(pk__in=among(items(each, counts, choice)))


def _as_far_as_readable(each: str, counts: str) -> Narrow:
    """A department is listed for what its reader may read, never for a request that is kept from them."""
    return lambda found, choice, member: found.filter(
        pk__in=among(items(each, counts, choice, unread=_unread(member)))
    )


def _unread(member: Membership) -> list[int]:
    """Confidential requests that somebody may not read."""
    readable = TTARequest.objects.visible_to(member)
    named = TTARequest.objects.filter(visibility=Visibility.NAMED).exclude(pk__in=readable.values("pk"))
    return list(named.values_list("pk", flat=True))


REQUESTS |= {
    "sent": Count(
        "Sent, by departments on the roster",
        "Requests by health departments on the roster",
        _behind(SENT, "true"),
        grouped=NOW,
    ),
    "first": Count(
        "First request, delivered half a year ago",
        "First requests of health departments that were delivered at least 180 days ago",
        _behind(CONVERTED, "first"),
        "delivered {days}",
    ),
    "converted": Count(
        "First request, and at level 2",
        "First requests of health departments that were at level 2 or above within 180 days",
        _behind(CONVERTED, "converted"),
        "delivered {days}",
    ),
    "agreed": Count("Plan agreed", "Requests with a plan", _behind(PLANS, "agreed"), "agreed {days}"),
    "involved": Count(
        "Plan agreed, community at “involve” or above",
        "Requests with a plan that has a community partner at “involve” or above",
        _behind(PLANS, "involved"),
        "agreed {days}",
    ),
    "led": Count(
        "Plan agreed, led by the department",
        "Requests with a plan that the health department leads or co-leads",
        _behind(PLANS, "led"),
        "agreed {days}",
    ),
}


def _asked(name: str, label: str, words: str) -> Count:
    return Count(label, words, _behind(ASKED, f"{name} = 1"), "asked {days}")


CHECK_INS |= {
    "asked": _asked("asked", "Asked, and over", "Check-ins that are over"),
    "answered": _asked("answered", "Answered", "Check-ins that are over and were answered"),
    "useful_said": _asked("useful_said", "Scored how useful", "Check-ins whose answer scored how useful it was"),
    "useful": _asked("useful", "Useful: 4 or 5", "Check-ins whose answer found it useful (4 or 5)"),
    "used_said": _asked("used_said", "Said whether it was used", "Check-ins whose answer said whether it was used"),
    "used": _asked("used", "Used, partly or fully", "Check-ins whose answer said it was used, partly or fully"),
    "changed_said": _asked("changed_said", "Said what changed", "Check-ins whose answer said what changed"),
    "changed": _asked("changed", "Named a change", "Check-ins whose answer named a change"),
}


def _departments(label: str, words: str, narrow: Narrow, when: str = "") -> Count:
    return Count(label, words, narrow, when, NOW)


ORGANIZATIONS |= {
    "roster": _departments(
        "On the roster", "Health departments on the roster", _behind(DEPARTMENTS, "roster"), "as of {until}"
    ),
    "asked": _departments(
        "Asked",
        "Health departments that asked at least once",
        _as_far_as_readable(DEPARTMENTS, "asked"),
        "with requests sent {days}",
    ),
    "first_time": _departments(
        "Asked for the first time",
        "Health departments that had never asked before",
        _as_far_as_readable(DEPARTMENTS, "first_time"),
        "with a first request sent {days}",
    ),
    "level_2": _departments(
        "At level 2 or above",
        "Health departments on the roster today that are at level 2 or above",
        _behind(RESPONSIVE, "responsive"),
    ),
    "partnered": _departments(
        "Asked, with a community partner",
        "Health departments with a community partner in the work",
        _as_far_as_readable(TOGETHER, "partnered"),
        "on a request sent {days}",
    ),
    "helped": _departments(
        "Got an answer the year before",
        "Health departments that got an answer",
        _as_far_as_readable(TOGETHER, "helped"),
        "in the twelve months before the period {days}",
    ),
    "returned": _departments(
        "Asked again within a year",
        "Health departments that asked again within a year of an answer",
        _as_far_as_readable(TOGETHER, "returned"),
        "which came in the twelve months before the period {days}",
    ),
}
