"""How often somebody is asked: the recipient's own wish first, then the topic, then the network."""

from __future__ import annotations

from datetime import timedelta

from relationships.models import Rhythm, Wish
from requests_app.models import TTARequest

WISHED = {Rhythm.FEWER: [30, 180], Rhythm.ONCE: [90]}
MONTH = 30
DAYS_BETWEEN = {1: 180, 2: 180, 3: 90, 4: 90}


def cadence_for(tta_request: TTARequest) -> list[int]:
    """Days after delivery on which this request's check-ins fall due, the first first."""
    wish = Wish.objects.filter(organization_id=tta_request.organization_id).values_list("rhythm", flat=True).first()
    if wish in WISHED:
        return WISHED[Rhythm(wish)]
    return sorted(topic_days(tta_request) or tta_request.network.cadence)


def topic_days(tta_request: TTARequest) -> list[int]:
    """The days of the topic, else of the one above it."""
    lineage = tta_request.topic.lineage if tta_request.topic else []
    return next((topic.check_in_days for topic in lineage if topic.check_in_days), [])


def rest_between(level: int) -> timedelta | None:
    """How long a relationship of this depth goes without being asked, once the last follow-up is over."""
    days = DAYS_BETWEEN.get(level)
    return timedelta(days=days) if days else None
