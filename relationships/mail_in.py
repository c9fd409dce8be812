"""Which request stands behind a check-in or an engagement."""

from __future__ import annotations

from relationships.models import CheckIn, EngagementRequest
from requests_app.mail_in.places import stands_behind


@stands_behind("check_in", "checkin")
def request_of_check_in(number: int, member_id: int | None) -> int | None:
    """What it asks about; for a training, what the seat was given for."""
    about = CheckIn.objects.filter(pk=number).values_list("tta_request", "registration__tta_request").first()
    return next((pk for pk in about or () if pk), None)


@stands_behind("engagement")
def request_of_engagement(number: int, member_id: int | None) -> int | None:
    """Its request, if it has just one; of several, a person chooses."""
    requests = list(EngagementRequest.objects.filter(engagement=number).values_list("tta_request", flat=True)[:2])
    return requests[0] if len(requests) == 1 else None
