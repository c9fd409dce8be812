"""Things that need a person."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from requests_app.models import Task, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.business_time import add_working_days
from tta_portal.directory.models import Organization


@transaction.atomic
def open_task(
    *,
    key: str,
    title: str,
    reason: str,
    organization: Organization,
    tta_request: TTARequest | None = None,
    assigned_to: Membership | None = None,
    due_on: date | None = None,
) -> Task:
    """Ask a person to do something, by the next working day unless said; the same key opens one task only."""
    task: Task
    task, _ = Task.objects.get_or_create(
        key=key,
        defaults={
            "title": title[:200],
            "reason": reason,
            "organization": organization,
            "tta_request": tta_request,
            "assigned_to": assigned_to if assigned_to and assigned_to.is_active else None,
            "due_on": due_on or add_working_days(timezone.localdate(), 1),
        },
    )
    return task


@transaction.atomic
def finish_task(task: Task, *, by: Membership, outcome: str = "", told: str = "") -> None:
    """A person did it. `told` is what those whom it is about may read of it."""
    if not by.can(Permission.WORK_REQUESTS):
        raise PermissionDenied("Only the TTA team can finish a task.")
    done = Task.objects.filter(pk=task.pk, done_at=None)
    done.update(done_at=timezone.now(), done_by=by, outcome=outcome, told=told)
