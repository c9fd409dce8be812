"""Reaching out. Call through the module: `actions.plan(…)`."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from relationships import actions as relationships
from relationships.radar.models import Outreach, State
from requests_app.actions import open_task
from requests_app.models import Task
from requests_app.models.work import Mode
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.business_time import add_working_days
from tta_portal.directory.models import Organization

WITHIN_WORKING_DAYS = 5


@transaction.atomic
def plan(organization: Organization, *, by: Membership, assigned_to: Membership, note: str = "") -> Outreach:
    """Say who reaches out; asked again, it is given to somebody else."""
    must(by, Permission.WORK_REQUESTS)
    outreach = _under_way(organization, by)
    outreach.assigned_to, outreach.note = assigned_to, note or outreach.note
    outreach.save(update_fields=["assigned_to", "note"])
    task = open_task(
        key=f"outreach:{outreach.pk}",
        title=f"Reach out to {organization.name}",
        reason=note or "They are quiet. Find out how they are, and what would help.",
        organization=organization,
        assigned_to=assigned_to,
        due_on=add_working_days(timezone.localdate(), WITHIN_WORKING_DAYS),
    )
    Task.objects.filter(pk=task.pk).update(assigned_to=assigned_to)
    return outreach


@transaction.atomic
def give(organizations: Iterable[Organization], *, by: Membership, assigned_to: Membership, note: str = "") -> int:
    """Give several to one person in one go; returns how many."""
    given = [plan(one, by=by, assigned_to=assigned_to, note=note) for one in organizations]
    return len(given)


@transaction.atomic
def log(
    organization: Organization, *, by: Membership, answered: bool, mode: str = Mode.PHONE, note: str = ""
) -> Outreach:
    """One attempt: “I tried” or “we talked”. It stands in the thread as a contact, too."""
    must(by, Permission.WORK_REQUESTS)
    relationships.log_touch(organization, by=by, mode=mode, words=note, is_two_way=answered, is_outreach=True)
    outreach, now = _under_way(organization, by), timezone.now()
    outreach.assigned_to = outreach.assigned_to or by
    outreach.made_at = outreach.made_at or now
    outreach.state, outreach.answered_at = (State.ANSWERED, now) if answered else (State.MADE, None)
    outreach.note = note or outreach.note
    outreach.save(update_fields=["assigned_to", "made_at", "state", "answered_at", "note"])
    if answered:
        Task.objects.filter(key=f"outreach:{outreach.pk}", done_at=None).update(
            done_at=now, done_by=by, outcome="They answered."
        )
    return outreach


def _under_way(organization: Organization, by: Membership) -> Outreach:
    """The outreach to them that is not over; locked, so that two colleagues log into the same."""
    Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    outreach: Outreach | None = Outreach.objects.under_way().filter(organization=organization).first()
    return outreach or Outreach.objects.create(organization=organization, planned_by=by)
