"""Answering: one answer counts, correcting it is welcome, and every answer sets something in motion."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from relationships.actions import engagements, schedule
from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, CheckInAnswer
from relationships.questions import NextStep, Promises
from requests_app import actions as request_actions
from requests_app.library import actions as library
from requests_app.models import Task, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.outbox.suppression import suppress

CLOSED = (
    "This check-in is closed, so the answer was not saved. "
    "You can still tell us: write a message on the request's page."
)


@transaction.atomic
def answer(check_in: CheckIn, *, by: Membership, answers: dict[str, Any]) -> CheckInAnswer:
    """Save the answer, or correct it. `by` is the person asked, or the team member who keyed it in."""
    locked: CheckIn = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    if not locked.is_answerable:
        raise Refused(CLOSED)
    now = timezone.now()
    answers = {**answers, "keyed_in_by": by if by.pk != locked.person_id else None}
    saved, created = CheckInAnswer.objects.get_or_create(check_in=locked, defaults=answers)
    if not created:
        for name, value in answers.items():
            setattr(saved, name, value)
        saved.changed_at = now
        saved.save(update_fields=[*answers, "changed_at"])
    locked.state = CheckInState.ANSWERED
    locked.finished_at = locked.finished_at or now
    locked.save(update_fields=["state", "finished_at"])
    if locked.tta_request is not None:
        library.note_helpful(locked.tta_request, score=saved.useful)
    _set_in_motion(locked, saved, by)
    return saved


def _set_in_motion(check_in: CheckIn, saved: CheckInAnswer, by: Membership) -> None:
    """Tasks for people, an engagement, the end of follow-up. Safe to run again after a correction."""
    if saved.low_scores() or saved.promises == Promises.NONE:
        _task(check_in, "unhappy", "An answer needs a talk", _unhappy_words(saved))
    if saved.need_remains:
        _task(check_in, "need", "A need remains", saved.remaining_need or "They say there is still a need.")
    if saved.next_step == NextStep.HELP_A_PEER:
        _task(check_in, "peer", "They offer to help another health department", "Thank them, and note their topic.")
    if saved.next_step == NextStep.KEEP_WORKING and check_in.tta_request is not None:
        engagements.propose(check_in.tta_request, by=check_in.person)
    if saved.next_step == NextStep.KEEP_WORKING and check_in.registration is not None:
        _task(check_in, "keep-working", "They would like to keep working together", "Call them, and plan how.")
    if check_in.is_final and check_in.tta_request is not None:
        request_actions.record_follow_up(check_in.tta_request, outcome="answered", by=by)
    if check_in.engagement is not None:
        schedule.schedule_engagement_check_in(check_in.engagement, at=timezone.now())


def _unhappy_words(saved: CheckInAnswer) -> str:
    words = [f"{name}: {score} of 5" for name, score in saved.low_scores().items()]
    if saved.promises == Promises.NONE:
        words.append("did we do what we said: none of it")
    return "They answered: " + "; ".join(words) + ". Please talk to them before anything else."


def _task(check_in: CheckIn, kind: str, title: str, reason: str) -> None:
    lead = check_in.tta_request.lead if check_in.tta_request else None
    request_actions.open_task(
        key=f"check-in:{check_in.pk}:{kind}",
        title=f"{title}: {check_in.organization.name}",
        reason=reason,
        organization=check_in.organization,
        tta_request=check_in.tta_request,
        assigned_to=lead,
    )


@transaction.atomic
def ask_again_as_request(check_in: CheckIn) -> TTARequest:
    """The need that remains becomes a linked request, by one tap of the person who was asked."""
    locked: CheckIn = CheckIn.objects.select_for_update().get(pk=check_in.pk)
    saved = CheckInAnswer.objects.filter(check_in=locked).first()
    if saved is None or not saved.remaining_need or locked.tta_request is None:
        raise Refused("Tell us first which need remains; then one tap makes it a request.")
    if saved.follow_on is None:
        saved.follow_on = request_actions.follow_on(locked.tta_request, by=locked.person, need=saved.remaining_need)
        saved.save(update_fields=["follow_on"])
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


@transaction.atomic
def stop_check_ins(check_in: CheckIn) -> None:
    """The person asked not to be asked: no more check-ins by mail, and somebody is told."""
    suppress(check_in.person.email, reason="Asked to get no more check-ins.", check_ins_only=True)
    _task(
        check_in, "unsubscribed", "They would rather not be asked by mail", "Find out how they like to stay in touch."
    )
