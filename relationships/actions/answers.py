"""Answering: one answer counts, correcting it is welcome, and every answer sets something in motion."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.actions import consequences, schedule
from relationships.lifecycle import CheckInState
from relationships.models import Channel, CheckIn, CheckInAnswer, Consequence
from relationships.signals import check_in_answered
from requests_app import actions as request_actions
from requests_app.library import actions as library
from requests_app.models import Task, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.outbox.suppression import suppress

CLOSED = _(
    "This check-in is closed, so the answer was not saved. "
    "You can still tell us: write a message on the request's page."
)


@transaction.atomic
def answer(
    check_in: CheckIn, *, by: Membership, answers: dict[str, Any], channel: str = Channel.LINK
) -> CheckInAnswer:
    """Save the answer, or correct it. `by` is the person asked, or the team member who keyed it in."""
    locked: CheckIn = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if not locked.is_answerable:
        raise Refused(CLOSED)
    now = timezone.now()
    answers = {**answers, "channel": channel, "keyed_in_by": by if by.pk != locked.person_id else None}
    saved, created = CheckInAnswer.objects.get_or_create(check_in=locked, defaults=answers)
    if not created:
        for name, value in answers.items():
            setattr(saved, name, value)
        saved.changed_at = now
        saved.save(update_fields=[*answers, "changed_at"])
    locked.state = CheckInState.ANSWERED
    locked.finished_at = locked.finished_at or now
    locked.save(update_fields=["state", "finished_at"])
    asked_for = [f"check-in:{locked.pk}:{why}" for why in ("phone", "mail")]
    Task.objects.filter(key__in=asked_for, done_at=None).update(done_at=now, done_by=by, outcome="Answered.")
    if locked.tta_request is not None:
        library.note_helpful(locked.tta_request, score=saved.useful)
    consequences.set_in_motion(locked, saved, by)
    schedule.schedule_next(locked, at=now)
    check_in_answered.send(CheckIn, check_in=locked, answer=saved, by=by)
    return saved


@transaction.atomic
def ask_again_as_request(check_in: CheckIn) -> TTARequest:
    """The need that remains becomes a linked request, by one tap of the person who was asked."""
    locked: CheckIn = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    saved = CheckInAnswer.objects.filter(check_in=locked).first()
    if saved is None or not saved.remaining_need or locked.tta_request is None:
        raise Refused(_("Tell us first which need remains; then one tap makes it a request."))
    if saved.follow_on is None:
        saved.follow_on = request_actions.follow_on(locked.tta_request, by=locked.person, need=saved.remaining_need)
        saved.save(update_fields=["follow_on"])
        consequences.note(
            saved, Consequence.Kind.REQUEST, "Your need became a new request.", tta_request=saved.follow_on
        )
    follow_on: TTARequest = saved.follow_on
    return follow_on


@transaction.atomic
def mark_unreachable(check_in: CheckIn, *, by: Membership) -> None:
    """A person phoned and reached nobody; that ends the question, and is on the record."""
    must(by, Permission.WORK_REQUESTS)
    changed = CheckIn.objects.filter(pk=check_in.pk, state=CheckInState.TO_PHONE).update(
        state=CheckInState.UNREACHABLE, finished_at=timezone.now()
    )
    if not changed:
        raise Refused("A person phones after the reminder; this check-in is not there yet, or was answered since.")
    Task.objects.filter(key=f"check-in:{check_in.pk}:phone", done_at=None).update(
        done_at=timezone.now(), done_by=by, outcome="Nobody could be reached."
    )
    if check_in.is_final and check_in.tta_request is not None:
        request_actions.record_follow_up(check_in.tta_request, outcome="unreachable", by=by)
    schedule.schedule_next(check_in, at=timezone.now())


@transaction.atomic
def stop_check_ins(check_in: CheckIn) -> None:
    """The person asked not to be asked: no more check-ins by mail, and somebody is told."""
    suppress(check_in.person.email, reason="Asked to get no more check-ins.", check_ins_only=True)
    consequences.task(
        check_in, "unsubscribed", "They would rather not be asked by mail", "Find out how they like to stay in touch."
    )
