"""Counts from the database, whatever the amount of data: sums that the summaries keep, and what changed since.

Only sums come back, by groups and lengths of waiting; no organization and no request is read.
Confidential requests are counted like all others.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from equity import reach_counts
from equity.dimensions import DIMENSIONS, Dimension
from equity.periods import Period
from equity.splits import NOT_CLASSIFIED, RURAL_URBAN
from equity.statistics import Spell, Waits
from equity.summaries import reading
from equity.summaries.reading import Cover
from equity.summaries.sources import REPLIES
from equity.suppression import Cell, Cells, Key
from requests_app.models import TTARequest
from requests_app.models.requests import TTARequestQuerySet
from tta_portal.directory.models import JurisdictionType, Organization

IN_TIME = {"due": Count("pk"), "within": Count("pk", filter=Q(first_reply_at__lte=F("reply_due_at")))}


@dataclass(frozen=True)
class Replies:
    """Requests whose reply was due, and how many of them got it in time, by groups."""

    due: Cells
    within: Cells


def reached(period: Period) -> Cells:
    """Organizations on the roster that sent a request, out of all on it, by the groups they are in now."""
    if period.split != RURAL_URBAN:
        return reach_counts.asking(period).asked
    sent = TTARequest.objects.sent().filter(
        organization=OuterRef("pk"), submitted_at__gte=period.starts_at, submitted_at__lt=period.ends_before
    )
    groups = {
        _name(d): Coalesce(F(f"jurisdiction__{d.field}"), Value(NOT_CLASSIFIED), output_field=CharField())
        for d in DIMENSIONS
    }
    rows = (
        Organization.objects.roster(on=period.ends_on)
        .counted_in_equity()
        .annotate(has_asked=Exists(sent), **groups)
        .values_list(*groups)
        .annotate(eligible=Count("pk"), reached=Count("pk", filter=Q(has_asked=True)))
        .order_by(*groups)
    )
    return {tuple(key): Cell(count=asked, ceiling=eligible) for *key, eligible, asked in rows}


def replies(period: Period, cover: Cover | None = None) -> Replies:
    """Requests whose reply was due by now and those answered in time, by the groups frozen on them."""
    due: dict[Key, Cell] = {}
    within: dict[Key, Cell] = {}
    for *key, n, answered in reading.numbers(REPLIES, period, cover):
        due[tuple(key)] = Cell(count=n)
        within[tuple(key)] = Cell(count=answered, ceiling=n)
    return Replies(due=due, within=within)


@dataclass(frozen=True)
class Recipient:
    """One recipient's replies due and in time."""

    pk: int
    name: str
    due: int
    within: int


def replies_by_recipient(period: Period) -> list[Recipient]:
    """Of each recipient on the roster the replies due by now and those in time; one row a recipient, by name."""
    rows = (
        _replies_due(period)
        .filter(organization__in=Organization.objects.roster(on=period.ends_on))
        .values_list("organization_id", "organization__name")
        .annotate(**IN_TIME)
        .order_by("organization__name", "organization_id")
    )
    return [Recipient(*row) for row in rows]


def _replies_due(period: Period) -> TTARequestQuerySet:
    """Requests of the period whose reply was due by now, and whose clock did not stand still before."""
    sent: TTARequestQuerySet = TTARequest.objects.reply_due(at=period.seen_at).counted_in_equity()
    return sent.filter(submitted_at__gte=period.starts_at, submitted_at__lt=period.ends_before)


def waits(period: Period, *, by: Dimension, cover: Cover | None = None) -> dict[str, Waits]:
    """How long the requests of each group waited for a person: by hour up to three days, then by day.

    A wait that ended with a reply is rounded up, one that is still going on is rounded down.
    """
    found: dict[str, dict[float, Spell]] = {}
    for group, time, replied, unwatched in reading.lengths(period, by, cover):
        found.setdefault(group, {})[time] = Spell(replied=replied, unwatched=unwatched)
    return dict(found)


def not_counted(period: Period) -> int:
    """How many Tribes' departments on the roster have not said that they may be counted."""
    roster = Organization.objects.roster(on=period.ends_on)
    return int(roster.filter(jurisdiction__jurisdiction_type=JurisdictionType.TRIBAL, counts_in_equity=False).count())


def _name(dimension: Dimension) -> str:
    return f"by_{dimension.field}"
