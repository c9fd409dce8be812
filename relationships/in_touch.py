"""How an organization and the network stand: who spoke last, how long it has been quiet, what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Max
from django.utils import timezone

from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, CheckInAnswer, Pause, ReverseCheckIn, Touch
from requests_app.models import Activity, Commitment, Conversation, LeadChange, Task, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.words import format_lazy
from tta_portal.words import gettext_lazy as _

QUIET_DAYS = 60


@dataclass(frozen=True)
class Quiet:
    """Since when nobody of both sides has spoken; `is_long`: longer than two months."""

    since: datetime | None
    days: int

    @property
    def is_long(self) -> bool:
        return self.since is not None and self.days > QUIET_DAYS


@dataclass(frozen=True)
class NextTouch:
    """What happens next between both sides, and when."""

    what: str
    on: date
    url: str = ""


def last_contact(organization: Organization) -> datetime | None:
    """The last time both sides spoke: a conversation, shared work, a call, an answered check-in."""
    theirs = {"tta_request__organization": organization}
    worked = Activity.objects.filter(**theirs, with_recipient=True).aggregate(at=Max("held_on"))["at"]
    moments = [
        Conversation.objects.filter(**theirs).aggregate(at=Max("held_at"))["at"],
        datetime.combine(worked, time(12), tzinfo=timezone.get_current_timezone()) if worked else None,
        Touch.objects.filter(organization=organization, is_two_way=True).aggregate(at=Max("happened_at"))["at"],
        CheckInAnswer.objects.filter(check_in__organization=organization).aggregate(at=Max("answered_at"))["at"],
    ]
    return max((moment for moment in moments if moment is not None), default=None)


def quiet(organization: Organization) -> Quiet:
    """How long it has been quiet."""
    since = last_contact(organization)
    return Quiet(since, max((timezone.now() - since).days, 0) if since else 0)


def next_touch(organization: Organization, member: Membership) -> NextTouch | None:
    """The first of what is coming: an answer owed, a promise, a task of the team, a check-in."""
    coming: list[NextTouch] = []
    owed = (
        ReverseCheckIn.objects.waiting()
        .visible_to(member)
        .filter(organization=organization)
        .order_by("due_on")
        .first()
    )
    if owed is not None:
        coming.append(NextTouch(_("We owe an answer to their question"), owed.due_on))
    promise = Commitment.objects.in_force().unkept().filter(organization=organization).order_by("due_on").first()
    if promise is not None and promise.tta_request_id is None:
        coming.append(NextTouch(format_lazy(_("A promise falls due: {text}"), text=promise.text), promise.due_on))
    if member.is_staff:
        task = Task.objects.open().visible_to(member).filter(organization=organization).order_by("due_on").first()
        if task is not None:
            coming.append(NextTouch(task.title, task.due_on))
    check_in = (
        CheckIn.objects.visible_to(member).filter(organization=organization, state=CheckInState.SCHEDULED)
        .order_by("due_at").first()
    )  # fmt: skip
    if check_in is not None:
        coming.append(NextTouch(_("We ask how it went"), timezone.localdate(check_in.due_at)))
    return min(coming, key=lambda touch: touch.on, default=None)


def leads(organization: Organization, member: Membership) -> list[dict[str, Any]]:
    """Who led the work with an organization, the latest first, and whether a change came with an introduction."""
    visible = TTARequest.objects.visible_to(member).filter(organization=organization)
    changes = LeadChange.objects.filter(tta_request__in=visible).exclude(from_lead=None)
    rows = changes.select_related("from_lead__user", "to_lead__user").order_by("-changed_at")[:10]
    return [
        {"before": row.from_lead, "after": row.to_lead, "at": row.changed_at, "introduced": row.introduced_at}
        for row in rows
    ]


def pause_of(organization: Organization) -> Pause | None:
    """The emergency that spares this organization check-ins now."""
    pauses = Pause.objects.in_force(on=timezone.localdate()).select_related("organization")
    state = organization.jurisdiction.state if organization.jurisdiction else ""
    return next(
        (
            pause
            for pause in pauses
            if pause.organization_id == organization.pk
            or (pause.organization_id is None and pause.state in ("", state))
        ),
        None,
    )
