"""Lists of what is counted elsewhere: from a number of the equity pages to the rows behind it.

A list knows its counts by name. The apps above add theirs, found by the very statement that counts them. Whoever
follows sees the rows that they may read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models.expressions import RawSQL
from django.utils import timezone
from django.utils.dateformat import format as in_format

from requests_app import groups
from tta_portal.accounts.models import Membership

FROZEN, NOW = "when the request was sent", "now"


@dataclass(frozen=True)
class Choice:
    """Which rows of a count: of which groups, by their fields, and of which days, both included."""

    groups: Mapping[str, str] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Count:
    """What can be listed: its name among others, how a sentence about it begins, and the rows, for a reader.

    `when`: what the days say, with {days} or {until} in it; empty where days do not matter. `grouped`: of when a group
    is.
    """

    label: str
    words: str
    narrow: Callable[[Any, Choice, Membership], Any]
    when: str = "sent {days}"
    grouped: str = FROZEN

    def in_words(self, choice: Choice) -> str:
        """What the list shows."""
        return f"{self.words}{self._when(choice)}{self._whose(choice)}."

    def _when(self, choice: Choice) -> str:
        if not self.when or not (choice.since or choice.until):
            return ""
        since, until = _day(choice.since), _day(choice.until)
        days = f"from {since} to {until}" if since and until else f"from {since}" if since else f"until {until}"
        return f", {self.when.format(days=days, until=until or _day(timezone.localdate()))}"

    def _whose(self, choice: Choice) -> str:
        names = [f"“{dict(groups.GROUPS[name])[group]}”" for name, group in choice.groups.items()]
        return f", in the group {' and '.join(names)} {self.grouped}" if names else ""


def _day(day: date | None) -> str:
    return in_format(day, "M j, Y") if day else ""


def among(ids: Sequence[int]) -> RawSQL:
    """Numbers to look for, handed over as one: a hundred thousand would be as many parameters."""
    return RawSQL("SELECT unnest(%s::bigint[])", [list(ids)])


def _replies(keep: Callable[[Any], Any]) -> Callable[[Any, Choice, Membership], Any]:
    def narrow(requests: Any, choice: Choice, _: Membership) -> Any:
        for name, group in choice.groups.items():
            requests = groups.in_group(name)(requests, group)
        if choice.since:
            requests = groups.sent_from(requests, choice.since)
        if choice.until:
            requests = groups.sent_until(requests, choice.until)
        return keep(requests.reply_due(at=timezone.now()).counted_in_equity())

    return narrow


REQUESTS = {
    "due": Count("Reply due", "Requests whose reply was due by now", _replies(lambda due: due)),
    "in_time": Count("Reply due, and in time", "Requests whose reply came in time", _replies(groups.in_time)),
    "open": Count(
        "Reply due, none yet", "Open requests whose reply is due, and has not come", _replies(groups.no_reply)
    ),
}
