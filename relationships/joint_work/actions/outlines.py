"""Outlines: made by administrators, used once on an engagement from a chosen day on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships import actions as relationships
from relationships.joint_work.actions.telling import note, tell
from relationships.joint_work.models import Goal, Meeting, Outline, OutlineStep, OutlineUse, StepKind
from relationships.joint_work.parties import must_lead
from relationships.models import Engagement
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.business_time import is_working_day
from tta_portal.directory.models import Holiday
from tta_portal.errors import Refused
from tta_portal.tenancy.models import current_network

Steps = Sequence[dict[str, Any]]
TEN, AN_HOUR = time(10), timedelta(hours=1)


@dataclass(frozen=True)
class Dated:
    """A step of an outline with the day it would fall on."""

    step: OutlineStep
    on: date


@transaction.atomic
def make_outline(*, by: Membership, name: str, about: str, steps: Steps) -> Outline:
    """A new outline."""
    must(by, Permission.MANAGE_NETWORK)
    outline: Outline = Outline.objects.create(name=name, about=about, made_by=by)
    _write(outline, steps)
    return outline


@transaction.atomic
def change_outline(outline: Outline, *, by: Membership, name: str, about: str, steps: Steps) -> None:
    """Change an outline for those who use it from now on; what was made from it stays."""
    must(by, Permission.MANAGE_NETWORK)
    outline.name, outline.about = name, about
    outline.save(update_fields=["name", "about"])
    outline.steps.all().delete()
    _write(outline, steps)


@transaction.atomic
def retire_outline(outline: Outline, *, by: Membership) -> None:
    """Offer it no longer."""
    must(by, Permission.MANAGE_NETWORK)
    outline.retired_on = timezone.localdate()
    outline.save(update_fields=["retired_on"])


def preview(outline: Outline, *, starts_on: date) -> list[Dated]:
    """What using it from that day would make. A step on a day off moves to the next working day."""
    last = starts_on + timedelta(days=1000)
    holidays = set(Holiday.objects.filter(day__range=(starts_on, last)).values_list("day", flat=True))
    return [
        Dated(step, _working(starts_on + timedelta(days=step.offset_days), holidays)) for step in outline.steps.all()
    ]


def _working(day: date, holidays: set[date]) -> date:
    while not is_working_day(day, holidays=holidays):
        day += timedelta(days=1)
    return day


@transaction.atomic
def use_outline(engagement: Engagement, outline: Outline, *, by: Membership, starts_on: date) -> None:
    """Make the promises, meetings and goals of an outline; once in an engagement."""
    must_lead(engagement, by)
    if starts_on < timezone.localdate():
        raise Refused(_("This day is over. Choose today or a later day to count from."))
    if outline.retired_on is not None:
        raise Refused(_("This template is no longer offered. Choose another one."))
    try:
        with transaction.atomic():
            OutlineUse.objects.create(engagement=engagement, outline=outline, starts_on=starts_on, used_by=by)
    except IntegrityError as twice:
        raise Refused(_("This template was used in this engagement already. What it made is on its page.")) from twice
    dated = preview(outline, starts_on=starts_on)
    steps = [(one.step, one.on) for one in dated]
    relationships.promise(
        engagement, [(step.side, step.words, on) for step, on in steps if step.kind == StepKind.PROMISE]
    )
    Meeting.objects.bulk_create(
        _meeting(engagement, step, on, by) for step, on in steps if step.kind == StepKind.MEETING
    )
    Goal.objects.bulk_create(
        Goal(engagement=engagement, words=step.words, due_on=on, set_by=by)
        for step, on in steps
        if step.kind == StepKind.GOAL
    )
    note(engagement, _("Template used: %(name)s") % {"name": outline}, by=by)
    tell(
        engagement,
        lambda: _("new dates for our work"),
        lambda: [_("%(name)s put dates into our work. Please look whether they suit you.") % {"name": by}],
        by=by,
        key=f"outline:{outline.pk}:{engagement.pk}",
    )


def _meeting(engagement: Engagement, step: OutlineStep, on: date, by: Membership) -> Meeting:
    zone = engagement.recipient.time_zone or current_network().time_zone
    starts_at = datetime.combine(on, TEN, tzinfo=ZoneInfo(zone))
    return Meeting(
        engagement=engagement,
        title=step.words[:160],
        starts_at=starts_at,
        ends_at=starts_at + AN_HOUR,
        time_zone=zone,
        arranged_by=by,
    )


def _write(outline: Outline, steps: Steps) -> None:
    OutlineStep.objects.bulk_create(OutlineStep(outline=outline, **step) for step in steps)
