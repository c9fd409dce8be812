"""The last year as the queue saw it: who asked when, who left, and the moments at which somebody replied."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, DurationField, ExpressionWrapper, F, Sum

from equity.dimensions import DIMENSIONS
from equity.periods import Period
from equity.replay.rules import Asked
from equity.splits import NOT_CLASSIFIED
from equity.suppression import Key
from requests_app.lifecycle import Status
from requests_app.models import TTARequest
from requests_app.models.requests import TTARequestQuerySet
from requests_app.queue import is_under_served
from tta_portal.directory.models import PopulationBand

MOST = 20_000
"""Requests that are replayed at once: the latest, if there were more."""
FIELDS = (
    "submitted_at", "reply_due_at", "first_reply_at", "ended_at", "organization_id", "is_under_served", "status",
    "held_since", "organization__jurisdiction_id", "population_band", *(dimension.field for dimension in DIMENSIONS),
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """A request of the year: as the queue sees it, its groups, when a reply was due, and when there was one."""

    asked: Asked
    groups: Key
    due_at: datetime | None
    replied_at: datetime | None
    is_due: bool


@dataclass(frozen=True)
class Year:
    """Requests in the order in which they came, out of `of` in the period; and what departments waited before."""

    facts: list[Fact]
    of: int
    waited_before: dict[int, tuple[float, int]]

    @property
    def replies(self) -> list[datetime]:
        """The moments at which somebody replied: the year's real capacity."""
        return sorted(fact.replied_at for fact in self.facts if fact.replied_at)


def year(period: Period) -> Year:
    """What is replayed: at most the last 20,000 requests of the period. Three queries."""
    requests = _counted().filter(submitted_at__gte=period.starts_at, submitted_at__lt=period.ends_before)
    newest = requests.annotate(is_under_served=is_under_served()).order_by("-submitted_at", "-pk")
    rows = list(newest.values_list(*FIELDS)[:MOST])
    facts = [_fact(dict(zip(FIELDS, row, strict=True)), period) for row in reversed(rows)]
    before = facts[0].asked.at if facts else period.starts_at
    return Year(facts, requests.count(), _waited(before))


def _counted() -> TTARequestQuerySet:
    """Sent, by organizations that may be counted."""
    sent: TTARequestQuerySet = TTARequest.objects.sent().counted_in_equity()
    return sent


def _fact(row: dict[str, Any], period: Period) -> Fact:
    at, due_at, replied_at, ended_at = (row[name] for name in FIELDS[:4])
    asked = Asked(
        at=at,
        due_on=(due_at or at).astimezone(ZoneInfo(period.zone)).toordinal(),
        organization=row["organization_id"],
        is_under_served=row["is_under_served"],
        left_at=ended_at if replied_at is None else None,
    )
    return Fact(asked, _groups(row), due_at, replied_at, _is_due(row, period))


def _is_due(row: dict[str, Any], period: Period) -> bool:
    """Whether a reply was due by now, as the published share counts it."""
    due_at, ended_at, held_since = row["reply_due_at"], row["ended_at"], row["held_since"]
    if due_at is None or due_at > period.seen_at:
        return False
    if row["status"] == Status.ON_HOLD and held_since is not None and held_since < due_at:
        return False
    return not (row["first_reply_at"] is None and ended_at is not None and ended_at < due_at)


def _groups(row: dict[str, Any]) -> Key:
    groups = tuple(str(row[dimension.field]) for dimension in DIMENSIONS)
    is_unknown = row["rural_urban"] == row["vulnerability"] == NOT_CLASSIFIED
    if is_unknown and row["population_band"] == PopulationBand.UNKNOWN and not row["organization__jurisdiction_id"]:
        return (NOT_CLASSIFIED,) * len(DIMENSIONS)
    return groups


def _waited(before: datetime) -> dict[int, tuple[float, int]]:
    """Hours each department waited for first answers before that moment, in all, and how often."""
    wait = ExpressionWrapper(F("first_reply_at") - F("submitted_at") - F("held_time"), output_field=DurationField())
    rows = (
        _counted()
        .filter(submitted_at__lt=before, first_reply_at__isnull=False)
        .order_by()
        .values_list("organization_id")
        .annotate(waited=Sum(wait), times=Count("pk"))
    )
    return {organization: (waited.total_seconds() / 3600, times) for organization, waited, times in rows}
