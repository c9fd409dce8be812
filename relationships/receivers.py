"""News from requests, each passed on in one line."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from relationships import actions
from requests_app.lifecycle import ENDED, Status
from requests_app.models import TTARequest
from requests_app.signals import contact_made, request_moved
from requests_app.training.models import Registration
from requests_app.training.signals import attendance_taken_back, attended


@receiver(request_moved)
def begin_or_stop_asking(tta_request: TTARequest, move: str, **kwargs: Any) -> None:
    """Delivery starts the check-ins; an end, or a new beginning, stops them."""
    if tta_request.status == Status.FOLLOWING_UP and tta_request.delivered_at and move != "resume":
        actions.begin_check_ins(tta_request, at=tta_request.delivered_at)
    elif tta_request.status == Status.IN_DELIVERY and move != "resume":
        actions.begin_monthly_check_ins(tta_request, at=timezone.now())
    elif tta_request.status in ENDED or move == "reopen":
        actions.cancel_check_ins(tta_request)


@receiver(contact_made)
def make_room(tta_request: TTARequest, at: datetime, **kwargs: Any) -> None:
    """A conversation moves a check-in that would follow too soon."""
    actions.make_room_for_contact(tta_request.organization_id, at=at, tta_request=tta_request)


@receiver(attended)
def ask_how_the_training_was(registration: Registration, **kwargs: Any) -> None:
    """Whoever came is asked two days later."""
    actions.begin_training_check_in(registration)


@receiver(attendance_taken_back)
def do_not_ask_who_was_not_there(registration: Registration, **kwargs: Any) -> None:
    """The list was wrong; a question not asked yet is not asked."""
    actions.cancel_training_check_in(registration)
