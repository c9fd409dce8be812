"""The order in which new requests are taken up: by target, then by who waited longest before.

The fair order does not move a target. Among requests due on the same day, those come first whose
department waited longest for first answers in the past, then places that are under-served, then by arrival.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import (
    Avg,
    BooleanField,
    Case,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce, Greatest, TruncDate
from django.utils import timezone

from requests_app.models import TTARequest
from tta_portal.directory.models import JurisdictionType, RuralUrban, VulnerabilityQuartile

UNDER_SERVED = {
    "is remote": Q(rural_urban=RuralUrban.RURAL_REMOTE),
    "has high social vulnerability": Q(vulnerability=VulnerabilityQuartile.Q4),
    "is a tribal department": Q(jurisdiction_type=JurisdictionType.TRIBAL),
    "is a territory or freely associated state": Q(
        jurisdiction_type__in=[JurisdictionType.TERRITORIAL, JurisdictionType.FREELY_ASSOCIATED]
    ),
}
A_DAY = timedelta(days=1)


def waiting(requests: QuerySet[TTARequest]) -> Any:
    """New requests and those without a lead, with what the order and its reasons need."""
    replied = TTARequest.objects.filter(
        organization=OuterRef("organization"), submitted_at__lt=OuterRef("submitted_at"), first_reply_at__isnull=False
    )
    wait = ExpressionWrapper(F("first_reply_at") - F("submitted_at") - F("held_time"), output_field=DurationField())
    past = replied.order_by().values("organization").annotate(mean=Avg(wait)).values("mean")
    return requests.annotate(
        due_on=Greatest(TruncDate(Coalesce("reply_due_at", "submitted_at")), Value(timezone.localdate())),
        waited_before=Coalesce(Subquery(past), Value(timedelta(0)), output_field=DurationField()),
        is_under_served=is_under_served(),
    )


def is_under_served() -> Case:
    """Whether the place was remote, highly vulnerable, tribal, territorial or freely associated, as frozen."""
    any_of = Q()
    for condition in UNDER_SERVED.values():
        any_of |= condition
    return Case(When(any_of, then=True), default=False, output_field=BooleanField())


def fair(requests: QuerySet[TTARequest], *, head_start: int = 0) -> Any:
    """By target; on one day who waited longest before, then under-served places, then by arrival.

    With a head start, an under-served place stands among those due so many days earlier; today at the earliest.
    """
    earlier = Case(
        When(is_under_served=True, then=Greatest(F("due_on") - Value(head_start), Value(timezone.localdate()))),
        default=F("due_on"),
        output_field=DateField(),
    )
    ordered = waiting(requests).annotate(stands_on=earlier)
    return ordered.order_by("stands_on", "-waited_before", "-is_under_served", "submitted_at", "pk")


def by_arrival(requests: QuerySet[TTARequest]) -> Any:
    """By target and arrival alone: what the queue is when a network switches fairness off."""
    return waiting(requests).order_by("due_on", "submitted_at", "pk")


def reason(tta_request: Any, *, is_fair: bool, head_start: int = 0) -> str:
    """Why it stands where it stands, in words for the row."""
    today = timezone.localdate()
    due = (
        "overdue or due today"
        if tta_request.due_on <= today
        else f"due {tta_request.due_on:%A, %b} {tta_request.due_on.day}"
    )
    parts = [due]
    if is_fair and tta_request.waited_before >= A_DAY:
        days = round(tta_request.waited_before / A_DAY)
        parts.append(f"they waited {days} day{'' if days == 1 else 's'} for first answers before, on average")
    if is_fair and tta_request.is_under_served:
        parts.append(under_served_words(tta_request))
        if head_start:
            parts.append(f"a head start of {head_start} day{'' if head_start == 1 else 's'}")
    words = "; ".join(parts)
    return f"{words[0].upper()}{words[1:]}."


def under_served_words(tta_request: TTARequest) -> str:
    """Which of the marks of an under-served place it carries."""
    marks = {
        "is remote": tta_request.rural_urban == RuralUrban.RURAL_REMOTE,
        "has high social vulnerability": tta_request.vulnerability == VulnerabilityQuartile.Q4,
        "is a tribal department": tta_request.jurisdiction_type == JurisdictionType.TRIBAL,
        "is a territory or freely associated state": tta_request.jurisdiction_type
        in (JurisdictionType.TERRITORIAL, JurisdictionType.FREELY_ASSOCIATED),
    }
    return "the place " + " and ".join(words for words, holds in marks.items() if holds)
