"""Goals: set, measured, changed and dropped by those who take part."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.joint_work.actions.telling import note
from relationships.joint_work.models import Goal, Progress
from relationships.joint_work.parties import must_lead, must_take_part
from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.errors import Refused


@transaction.atomic
def set_goal(
    engagement: Engagement, *, by: Membership, words: str, measure: str, target: Decimal | None, due_on: date
) -> Goal:
    """Write down what we want to reach, and by what we will know."""
    must_lead(engagement, by)
    goal: Goal = Goal.objects.create(
        engagement=engagement, words=words, measure=measure, target=target, due_on=due_on, set_by=by
    )
    note(engagement, _("Goal set"), by=by, words=words)
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, by: Membership, words: str, measure: str, target: Decimal | None, due_on: date) -> None:
    """Change a goal; its history keeps what it was."""
    must_lead(goal.engagement, by)
    goal.words, goal.measure, goal.target, goal.due_on = words, measure, target, due_on
    goal.save(update_fields=["words", "measure", "target", "due_on"])
    note(goal.engagement, _("Goal changed"), by=by, words=words)


@transaction.atomic
def drop_goal(goal: Goal, *, by: Membership, reason: str) -> None:
    """Give a goal up, and say why."""
    must_lead(goal.engagement, by)
    if not Goal.objects.in_force().filter(pk=goal.pk).update(dropped_at=timezone.now()):
        raise Refused(_("This goal was given up already. Reload to see the goals."))
    note(goal.engagement, _("Goal given up"), by=by, words=f"{goal.words}: {reason}")


@transaction.atomic
def note_progress(goal: Goal, *, by: Membership, value: Decimal, on: date, words: str = "") -> Progress:
    """Say how far a goal was on a day."""
    must_take_part(goal.engagement, by)
    if goal.dropped_at is not None:
        raise Refused(_("This goal was given up. Set a new one to measure it again."))
    if goal.target is None:
        raise Refused(_("Say first by what this goal is measured: change the goal, then note how far you are."))
    if on > timezone.localdate():
        raise Refused(_("This day lies in the future. Note how far you are when it has come."))
    noted: Progress = Progress.objects.create(goal=goal, value=value, on=on, words=words, noted_by=by)
    return noted
