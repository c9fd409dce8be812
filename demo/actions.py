"""What the demo can do that a real portal cannot: let time pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from relationships.lifecycle import WAITING_FOR_ANSWER, CheckInState
from relationships.models import CheckIn, CheckInLink, Pause, ReverseCheckIn
from requests_app.lifecycle import OPEN
from requests_app.models import Commitment, Task, TTARequest
from requests_app.models.commitments import UNKEPT
from tta_portal.outbox.models import WAITING, Message


@dataclass(frozen=True)
class FellDue:
    """What the clock will find at its next tick."""

    check_ins: int
    mails: int


@transaction.atomic
def fast_forward(*, days: int, at: datetime) -> FellDue:
    """Set back every date that the clock reads, so that what falls due in so many days is due now.

    The history of what happened is not touched: events keep their dates.
    """
    _set_back(
        CheckIn.objects.all(), days, "anchored_at", "due_at", "asked_at", "reminded_at", "closes_at", "finished_at"
    )
    _set_back(CheckInLink.objects.all(), days, "expires_at")
    _set_back(Message.objects.filter(kind=Message.Kind.CHECK_IN), days, "date", "sent_at")
    _set_back(Message.objects.filter(state__in=WAITING) | _check_in_mail(), days, "due_at")
    _set_back(Commitment.objects.filter(state__in=UNKEPT), days, "due_on", "said_kept_on")
    _set_back(Task.objects.filter(done_at=None), days, "due_on")
    _set_back(TTARequest.objects.filter(status__in=OPEN), days, "discovery_due_at", "held_since")
    _set_back(TTARequest.objects.filter(status__in=OPEN, first_reply_at=None), days, "reply_due_at")
    _set_back(Pause.objects.filter(lifted_at=None).exclude(ends_on=None), days, "starts_on", "ends_on")
    _set_back(ReverseCheckIn.objects.waiting(), days, "due_on")
    return _send_at_any_hour(at)


def _check_in_mail() -> QuerySet[Message]:
    return Message.objects.filter(kind=Message.Kind.CHECK_IN)


def _set_back(rows: QuerySet, days: int, *names: str) -> None:
    """In one statement; what is empty stays empty."""
    rows.update(**{name: F(name) - timedelta(days=days) for name in names})


def _send_at_any_hour(at: datetime) -> FellDue:
    """Whoever moves time on a Sunday night wants to see the mail on a Sunday night."""
    due = CheckIn.objects.filter(state=CheckInState.SCHEDULED, due_at__lte=at)
    count = due.update(any_hour=True)
    CheckIn.objects.filter(state__in=WAITING_FOR_ANSWER).update(any_hour=True)
    mails = Message.objects.filter(state__in=WAITING, due_at__lte=at).update(any_hour=True, due_at=at)
    return FellDue(check_ins=count, mails=mails)
