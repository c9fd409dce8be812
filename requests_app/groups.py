"""Requests by the group their place was in when they were sent, and as the equity pages count them.

So a number there leads to the requests behind it. Whoever follows sees those that they may read.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q
from django.utils import timezone

from requests_app.lifecycle import Status
from tta_portal.directory.models import JurisdictionType, PopulationBand, RuralUrban, VulnerabilityQuartile
from tta_portal.tenancy.models import current_network

NOT_CLASSIFIED = "not_classified"
NO_PLACE = Q(
    organization__jurisdiction=None,
    rural_urban=NOT_CLASSIFIED,
    vulnerability=NOT_CLASSIFIED,
    population_band=PopulationBand.UNKNOWN,
)
"""Frozen with defaults: in no group, whatever the type says."""
GROUPS = {
    "rural_urban": RuralUrban.choices,
    "vulnerability": VulnerabilityQuartile.choices,
    "jurisdiction_type": [*JurisdictionType.choices, (NOT_CLASSIFIED, "Not classified")],
}
COUNTED = [
    ("", "Any"), ("due", "Reply due"), ("in_time", "Reply due, and in time"), ("open", "Reply due, none yet"),
]  # fmt: skip


def in_group(field: str) -> Callable[[Any, str], Any]:
    """Narrow to a group, by the field it is frozen in."""

    def narrow(requests: Any, group: str) -> Any:
        if group == NOT_CLASSIFIED:
            return requests.filter(NO_PLACE | Q(**{field: group}))
        return requests.filter(~NO_PLACE, **{field: group})

    return narrow


def counted(requests: Any, how: str) -> Any:
    """Those whose reply was due by now, as `equity.queries` says it; or of these the ones in time, or without any."""
    due = (
        requests.exclude(status__in=[Status.DRAFT, Status.MERGED])
        .filter(reply_due_at__lte=timezone.now())
        .exclude(status=Status.ON_HOLD, held_since__lt=F("reply_due_at"))
        .exclude(first_reply_at=None, ended_at__lt=F("reply_due_at"))
        .exclude(
            organization__jurisdiction__jurisdiction_type=JurisdictionType.TRIBAL,
            organization__counts_in_equity=False,
        )
    )
    if how == "in_time":
        return due.filter(first_reply_at__lte=F("reply_due_at"))
    return due.filter(first_reply_at=None, ended_at=None) if how == "open" else due


def sent_from(requests: Any, day: date) -> Any:
    return requests.filter(submitted_at__gte=_midnight(day))


def sent_until(requests: Any, day: date) -> Any:
    return requests.filter(submitted_at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    """By the network's clock, as periods are counted."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(current_network().time_zone))
