"""The rows behind the numbers: which requests each count is made of, found by the statement that counts them."""

# ruff: noqa: S608  (the pieces of SQL are constants of ours; values go as parameters)
from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from equity import reach_counts, tallies
from equity.periods import Period, PeriodChoice
from equity.summaries.sources import ANSWERS
from equity.tallies import rows
from relationships.counted import CHECK_INS
from requests_app.counted import NOW, REQUESTS, Choice, Count, among
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import current_network

LONG_AGO = date(1970, 1, 1)
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


ASKED = ANSWERS.where("check_in.asked_at >= %(starts_at)s AND check_in.asked_at < %(ends_before)s")


def _behind(each: str, counts: str) -> Narrow:
    return lambda found, choice, _: found.filter(pk__in=among(items(each, counts, choice)))


REQUESTS |= {
    "sent": Count(
        "Sent, by departments on the roster",
        "Requests by health departments on the roster",
        _behind(reach_counts.SENT, "true"),
        grouped=NOW,
    ),
    "agreed": Count("Plan agreed", "Requests with a plan", _behind(tallies.PLANS, "agreed"), happened="agreed"),
    "involved": Count(
        "Plan agreed, community at “involve” or above",
        "Requests with a plan that has a community partner at “involve” or above",
        _behind(tallies.PLANS, "involved"),
        happened="agreed",
    ),
    "led": Count(
        "Plan agreed, led by the department",
        "Requests with a plan that the health department leads or co-leads",
        _behind(tallies.PLANS, "led"),
        happened="agreed",
    ),
}


def _asked(name: str, label: str, words: str) -> Count:
    return Count(label, words, _behind(ASKED, f"{name} = 1"), happened="asked")


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
