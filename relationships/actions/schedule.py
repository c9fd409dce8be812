"""When check-ins fall due. The schedule lives in Postgres; the clock only looks at it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, Engagement
from requests_app.models import TTARequest
from requests_app.training.models import Registration
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message

QUIET_AFTER_CONTACT = timedelta(days=7)
DAYS_AFTER_TRAINING = 2


@transaction.atomic
def begin_check_ins(tta_request: TTARequest, *, at: datetime) -> None:
    """Schedule the network's cadence, counted from delivery; running it again adds nothing."""
    cadence = sorted(tta_request.network.cadence)
    CheckIn.objects.bulk_create(
        [
            CheckIn(
                organization_id=tta_request.organization_id,
                person_id=tta_request.requester_id,
                tta_request=tta_request,
                offset_days=days,
                is_final=days == cadence[-1],
                anchored_at=at,
                due_at=at + timedelta(days=days),
            )
            for days in cadence
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def schedule_engagement_check_in(engagement: Engagement, *, at: datetime) -> None:
    """Schedule the next check-in of an engagement, unless one is waiting already."""
    if engagement.contact_id is None or engagement.check_ins.filter(state=CheckInState.SCHEDULED).exists():
        return
    CheckIn.objects.create(
        organization_id=engagement.recipient_id,
        person_id=engagement.contact_id,
        engagement=engagement,
        offset_days=engagement.cadence_days,
        anchored_at=at,
        due_at=at + timedelta(days=engagement.cadence_days),
    )


@transaction.atomic
def begin_training_check_in(registration: Registration) -> None:
    """Ask whoever was there two days after the session; running it again adds nothing, or brings it back."""
    if registration.organization_id is None:
        return
    ended_at = registration.session.ends_at
    due_at = max(ended_at + timedelta(days=DAYS_AFTER_TRAINING), timezone.now())
    check_in, is_new = CheckIn.objects.get_or_create(
        registration=registration,
        defaults={
            "organization_id": registration.organization_id,
            "person_id": registration.member_id,
            "offset_days": DAYS_AFTER_TRAINING,
            "anchored_at": ended_at,
            "due_at": due_at,
        },
    )
    if not is_new and check_in.state == CheckInState.CANCELLED:
        check_in.state, check_in.due_at, check_in.finished_at = CheckInState.SCHEDULED, due_at, None
        check_in.save(update_fields=["state", "due_at", "finished_at"])


@transaction.atomic
def cancel_training_check_in(registration: Registration) -> None:
    """They were not there: what was not asked yet is not asked. A question that went out may still be answered."""
    scheduled = CheckIn.objects.filter(registration=registration, state=CheckInState.SCHEDULED)
    scheduled.update(state=CheckInState.CANCELLED, finished_at=timezone.now())


@transaction.atomic
def make_room_for_contact(tta_request: TTARequest, *, at: datetime) -> None:
    """A conversation moves a check-in that would follow within a week; it does not add to it."""
    soon = CheckIn.objects.filter(
        tta_request=tta_request,
        state=CheckInState.SCHEDULED,
        anchored_at__lt=at,
        due_at__gte=at,
        due_at__lt=at + QUIET_AFTER_CONTACT,
    )
    soon.update(due_at=at + QUIET_AFTER_CONTACT)


@transaction.atomic
def cancel_check_ins(tta_request: TTARequest) -> None:
    """The request was withdrawn, declined, closed or opened again: ask nothing more about this round."""
    pending = CheckIn.objects.filter(tta_request=tta_request).exclude(
        state__in=[CheckInState.ANSWERED, CheckInState.UNREACHABLE, CheckInState.CANCELLED]
    )
    for message in Message.objects.filter(check_ins__in=pending):
        if message.check_ins.exclude(tta_request=tta_request).exists():
            continue
        outbox.cancel(Message.objects.filter(pk=message.pk))
    pending.update(state=CheckInState.CANCELLED, finished_at=timezone.now())
