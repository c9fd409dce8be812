"""Requests by the group their place was in when they were sent, by the day, and by their first reply."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q

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


def in_group(field: str) -> Callable[[Any, str], Any]:
    """Narrow to a group, by the field it is frozen in."""

    def narrow(requests: Any, group: str) -> Any:
        if group == NOT_CLASSIFIED:
            return requests.filter(NO_PLACE | Q(**{field: group}))
        return requests.filter(~NO_PLACE, **{field: group})

    return narrow


def in_time(due: Any) -> Any:
    return due.filter(first_reply_at__lte=F("reply_due_at"))


def no_reply(due: Any) -> Any:
    """Still open, and nobody has written."""
    return due.filter(first_reply_at=None, ended_at=None)


def sent_from(requests: Any, day: date) -> Any:
    return requests.filter(submitted_at__gte=_midnight(day))


def sent_until(requests: Any, day: date) -> Any:
    return requests.filter(submitted_at__lt=_midnight(day + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    """By the network's clock, as periods are counted."""
    return datetime.combine(day, time(), tzinfo=ZoneInfo(current_network().time_zone))
