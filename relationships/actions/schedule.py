"""When check-ins fall due. The schedule lives in Postgres; the clock only looks at it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest, Least
from django.utils import timezone

from relationships.cadence import MONTH, cadence_for, rest_between
from relationships.lifecycle import CheckInState, EngagementStatus
from relationships.models import CheckIn, Engagement, Kind
from requests_app.lifecycle import Status
from requests_app.models import Intensity, TTARequest
from requests_app.training.models import Registration
from tta_portal.outbox import actions as outbox
from tta_portal.outbox.models import Message

QUIET_AFTER_CONTACT, AT_MOST_MOVED = timedelta(days=7), timedelta(days=21)
IN_A_RHYTHM = (Kind.ENGAGEMENT, Kind.RELATIONSHIP)
DAYS_AFTER_TRAINING = 2


@transaction.atomic
def begin_check_ins(tta_request: TTARequest, *, at: datetime) -> None:
    """Schedule what cadence is in force, counted from delivery; running it again adds nothing."""
    cadence = cadence_for(tta_request)
    cancel_scheduled(CheckIn.objects.filter(tta_request=tta_request, kind=Kind.DELIVERY))
    _bring_back(tta_request, cadence, at)
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


def _bring_back(tta_request: TTARequest, cadence: list[int], at: datetime) -> None:
    """What was called off for another rhythm, and never asked, is scheduled again."""
    known = CheckIn.objects.filter(tta_request=tta_request, kind=Kind.REQUEST, anchored_at=at)
    called_off = known.filter(offset_days__in=cadence, state=CheckInState.CANCELLED, asked_at=None)
    called_off.update(
        state=CheckInState.SCHEDULED, finished_at=None, due_at=F("anchored_at") + F("offset_days") * timedelta(days=1)
    )
    known.update(is_final=Q(offset_days=cadence[-1]))


@transaction.atomic
def begin_monthly_check_ins(tta_request: TTARequest, *, at: datetime) -> None:
    """While an intensive plan is under way, ask every month; running it again adds nothing."""
    if tta_request.intensity != Intensity.INTENSIVE:
        return
    if CheckIn.objects.filter(tta_request=tta_request, kind=Kind.DELIVERY, state=CheckInState.SCHEDULED).exists():
        return
    CheckIn.objects.bulk_create(
        [
            CheckIn(
                kind=Kind.DELIVERY,
                organization_id=tta_request.organization_id,
                person_id=tta_request.requester_id,
                tta_request=tta_request,
                offset_days=MONTH,
                anchored_at=at,
                due_at=at + timedelta(days=MONTH),
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def schedule_next(check_in: CheckIn, *, at: datetime) -> None:
    """One of a rhythm is over: the next of the same rhythm falls due."""
    tta_request, engagement = check_in.tta_request, check_in.engagement
    if check_in.kind == Kind.DELIVERY and tta_request is not None and tta_request.status == Status.IN_DELIVERY:
        begin_monthly_check_ins(tta_request, at=at)
    elif engagement is not None and engagement.status == EngagementStatus.ACTIVE:
        schedule_engagement_check_in(engagement, at=at)


@transaction.atomic
def stay_in_touch(organization_id: int, person_id: int, *, last_contact: datetime, level: int) -> None:
    """Every 90 or 180 days, by depth, ask how things are; unless something is scheduled for them already."""
    rest = rest_between(level)
    scheduled = CheckIn.objects.filter(organization_id=organization_id, state=CheckInState.SCHEDULED)
    if rest is None or scheduled.exists():
        return
    due_at = max(last_contact + rest, timezone.now())
    CheckIn.objects.bulk_create(
        [
            CheckIn(
                kind=Kind.RELATIONSHIP,
                organization_id=organization_id,
                person_id=person_id,
                offset_days=rest.days,
                anchored_at=last_contact,
                due_at=due_at,
            )
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def schedule_engagement_check_in(engagement: Engagement, *, at: datetime) -> None:
    """Schedule the next check-in of an engagement, unless one is waiting already."""
    if engagement.contact_id is None or engagement.check_ins.filter(state=CheckInState.SCHEDULED).exists():
        return
    CheckIn.objects.create(
        kind=Kind.ENGAGEMENT,
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
            "kind": Kind.TRAINING,
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
    cancel_scheduled(CheckIn.objects.filter(registration=registration))


@transaction.atomic
def make_room_for_contact(organization_id: int, *, at: datetime, tta_request: TTARequest | None = None) -> None:
    """A conversation moves what would be asked within a week; it does not add to it.

    A conversation about one request moves that request's check-ins, any conversation those of a rhythm;
    but none by more than three weeks in all: whoever talks every week is asked, too.
    """
    soon = CheckIn.objects.filter(
        Q(kind__in=IN_A_RHYTHM) | Q(tta_request=tta_request, tta_request__isnull=False),
        organization_id=organization_id,
        state=CheckInState.SCHEDULED,
        anchored_at__lt=at,
        due_at__gte=at,
        due_at__lt=at + QUIET_AFTER_CONTACT,
    )
    latest = F("anchored_at") + F("offset_days") * timedelta(days=1) + AT_MOST_MOVED
    soon.update(due_at=Greatest("due_at", Least(Value(at + QUIET_AFTER_CONTACT), latest)))


def cancel_scheduled(check_ins: QuerySet[CheckIn]) -> None:
    """Ask nothing of these any more; what was asked already may still be answered."""
    check_ins.filter(state=CheckInState.SCHEDULED).update(state=CheckInState.CANCELLED, finished_at=timezone.now())


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
