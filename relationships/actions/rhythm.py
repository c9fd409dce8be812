"""How often somebody is asked, when nobody is, and what they ask of us."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from relationships.actions.schedule import begin_check_ins, cancel_scheduled, make_room_for_contact
from relationships.models import CheckIn, Engagement, Kind, Pause, ReverseCheckIn, Rhythm, Touch, Wish
from relationships.signals import touched
from requests_app.actions import open_task
from requests_app.actions.notices import recipient
from requests_app.lifecycle import Status
from requests_app.models import Task, TTARequest
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.business_time import add_working_days
from tta_portal.directory.models import Organization
from tta_portal.errors import Refused
from tta_portal.outbox import actions as outbox
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

ANSWER_IN_WORKING_DAYS = 5


@transaction.atomic
def wish_for(organization: Organization, *, by: Membership, rhythm: str) -> Wish:
    """How often an organization wants to be asked. What is scheduled already follows the wish."""
    if not (by.speaks_for(organization.pk) or by.can(Permission.WORK_REQUESTS)):
        raise PermissionDenied(_("Only the health department itself, or the TTA team for it, chooses this."))
    wish: Wish
    wish, _new = Wish.objects.update_or_create(
        organization=organization, defaults={"rhythm": Rhythm(rhythm), "changed_by": by, "changed_at": timezone.now()}
    )
    following = TTARequest.objects.filter(organization=organization, status=Status.FOLLOWING_UP, follow_up="")
    for tta_request in following.exclude(delivered_at=None):
        cancel_scheduled(CheckIn.objects.filter(tta_request=tta_request, kind=Kind.REQUEST))
        begin_check_ins(tta_request, at=tta_request.delivered_at)
    return wish


@transaction.atomic
def pause_check_ins(
    *,
    by: Membership,
    reason: str,
    state: str = "",
    organization: Organization | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Pause:
    """Ask nobody there while an emergency lasts. Nothing is lost: what falls due meanwhile is asked afterwards."""
    must(by, Permission.WORK_REQUESTS if organization else Permission.MANAGE_NETWORK)
    starts_on = starts_on or timezone.localdate()
    if ends_on is not None and ends_on < starts_on:
        raise Refused("The pause would end before it begins. Give a later last day, or none.")
    pause: Pause = Pause.objects.create(
        reason=reason, state=state, organization=organization, starts_on=starts_on, ends_on=ends_on, made_by=by
    )
    return pause


@transaction.atomic
def lift_pause(pause: Pause, *, by: Membership) -> None:
    """The emergency is over: from now on what is due is asked."""
    must(by, Permission.WORK_REQUESTS if pause.organization_id else Permission.MANAGE_NETWORK)
    Pause.objects.filter(pk=pause.pk, lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by)


@transaction.atomic
def ask_us(
    organization: Organization,
    *,
    by: Membership,
    question: str,
    tta_request: TTARequest | None = None,
    engagement: Engagement | None = None,
) -> ReverseCheckIn:
    """A reverse check-in: the recipient asks, and somebody owes an answer within five working days."""
    if not by.speaks_for(organization.pk):
        raise PermissionDenied(_("This question is the health department's to ask."))
    owed_by = _who_owes(organization, tta_request, engagement)
    asked: ReverseCheckIn = ReverseCheckIn.objects.create(
        organization=organization,
        asked_by=by,
        tta_request=tta_request,
        engagement=engagement,
        owed_by=owed_by,
        question=question,
        due_on=add_working_days(timezone.localdate(), ANSWER_IN_WORKING_DAYS),
    )
    open_task(
        key=f"reverse-check-in:{asked.pk}",
        title=f"{organization.name} asks us something",
        reason="They ask how it stands. Answer on the organization's page.",
        organization=organization,
        tta_request=tta_request,
        assigned_to=owed_by,
        due_on=asked.due_on,
    )
    _write_to(owed_by, asked, "A health department asks us something", f"{by.user.name} of {organization.name} asks.")
    return asked


def _who_owes(
    organization: Organization, tta_request: TTARequest | None, engagement: Engagement | None
) -> Membership | None:
    """The lead of what it is about; else whoever led their latest request."""
    lead: Membership | None = tta_request.lead if tta_request else engagement.provider_lead if engagement else None
    if lead is None:
        led = TTARequest.objects.filter(organization=organization).exclude(lead=None)
        latest = led.select_related("lead__user").order_by("-touched_at").first()
        lead = latest.lead if latest else None
    return lead if lead is not None and lead.is_active else None


@transaction.atomic
def answer_them(asked: ReverseCheckIn, *, by: Membership, answer: str) -> None:
    """Answer what a recipient asked us; the first answer is the one that is sent."""
    must(by, Permission.WORK_REQUESTS)
    now = timezone.now()
    changed = ReverseCheckIn.objects.filter(pk=asked.pk, answered_at=None).update(
        answer=answer, answered_by=by, answered_at=now
    )
    if not changed:
        raise Refused("A colleague has answered this already. Reload to read it.")
    Task.objects.filter(key=f"reverse-check-in:{asked.pk}", done_at=None).update(
        done_at=now, done_by=by, outcome="Answered."
    )
    words = format_lazy(_("{name} answered: {answer}"), name=by.user.name, answer=answer)
    _write_to(asked.asked_by, asked, _("An answer to what you asked us"), words)
    make_room_for_contact(asked.organization_id, at=now)


def _write_to(member: Membership | None, asked: ReverseCheckIn, subject: str, words: str) -> None:
    if member is None or not member.is_active:
        return
    outbox.post(
        to=recipient(member),
        subject=subject,
        paragraphs=[words],
        links=[outbox.Link(_("Open the page"), f"{settings.SITE_URL}{asked.organization.get_absolute_url()}")],
        about=asked,
        dedupe_key=f"reverse-check-in:{asked.pk}:{'asked' if asked.owed_by_id == member.pk else 'answered'}",
    )


@transaction.atomic
def log_touch(organization: Organization, *, by: Membership, **facts: Any) -> Touch:
    """Log a contact in ten seconds. A conversation of both sides moves what would be asked within a week."""
    must(by, Permission.WORK_REQUESTS)
    happened_at = facts.get("happened_at") or timezone.now()
    if happened_at > timezone.now():
        raise Refused("This contact would be in the future. Use the time at which it happened.")
    touch: Touch = Touch.objects.create(organization=organization, logged_by=by, **facts)
    if touch.is_two_way:
        make_room_for_contact(organization.pk, at=touch.happened_at)
    touched.send(Touch, organization=organization, at=touch.happened_at)
    return touch
