"""Which request stands behind a letter about a training."""

from __future__ import annotations

from requests_app.mail_in.places import stands_behind
from requests_app.training.models import Registration


@stands_behind("training", "session")
def request_of_seat(session_id: int, member_id: int | None) -> int | None:
    """The request for whose sake this member was given a seat."""
    seats = Registration.objects.filter(session=session_id, member=member_id).exclude(tta_request=None)
    found: int | None = seats.values_list("tta_request", flat=True).last()
    return found
