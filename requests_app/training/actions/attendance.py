"""Who was there, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from requests_app import actions as request_actions
from requests_app.lifecycle import Status
from requests_app.models import Activity
from requests_app.models.work import Mode, Strategy
from requests_app.training.actions import seats
from requests_app.training.models import Certificate, Registration, Session, State
from requests_app.training.signals import attendance_taken_back, attended
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused
from tta_portal.tenancy.models import Sequence

UNDER_WAY = (Status.IN_DELIVERY, Status.FOLLOWING_UP)
NUMBERED = "certificate"


@transaction.atomic
def mark_attendance(session: Session, *, by: Membership, present: Collection[int]) -> None:
    """Keep the whole list at once: those whose registration is in `present` were there, the others were not.

    Keeping the same list again changes nothing; a correction takes back what followed.
    """
    must(by, Permission.MANAGE_TRAINING)
    locked = seats.lock(session)
    if locked.is_called_off:
        raise Refused("This session was called off, so nobody was there.")
    if not locked.has_begun:
        raise Refused(f"This session begins on {locked.when}. Mark who was there after that.")
    if not locked.can_be_marked:
        raise Refused("This list was closed 30 days after the session, so that certificates stay what they are.")
    people = locked.registrations.with_a_seat().select_related("member__user", "organization", "tta_request")
    for registration in people:
        registration.session = locked
        was_there = registration.pk in present
        if was_there and registration.state != State.ATTENDED:
            _was_there(registration, by)
        elif not was_there and registration.state != State.MISSED:
            _was_not_there(registration)


def _was_there(registration: Registration, by: Membership) -> None:
    registration.state = State.ATTENDED
    registration.activity = _log(registration, by)
    registration.save(update_fields=["state", "activity"])
    if registration.session.series.has_certificate:
        _issue(registration)
    if registration.organization is not None and registration.organization.is_recipient:
        attended.send(Registration, registration=registration)


def _was_not_there(registration: Registration) -> None:
    """Nothing more than a mark, unless the list said otherwise before."""
    was_marked, logged = registration.state == State.ATTENDED, registration.activity_id
    registration.state, registration.activity = State.MISSED, None
    registration.save(update_fields=["state", "activity"])
    if not was_marked:
        return
    Activity.objects.filter(pk=logged).delete()
    Certificate.objects.filter(registration=registration).update(withdrawn_at=timezone.now())
    attendance_taken_back.send(Registration, registration=registration)


def _log(registration: Registration, by: Membership) -> Activity | None:
    """A seat that answered a request is work on that request, if it is under way."""
    tta_request, session = registration.tta_request, registration.session
    if tta_request is None or tta_request.status not in UNDER_WAY:
        return None
    return request_actions.log_activity(
        tta_request,
        by=by,
        held_on=min(session.local_start.date(), timezone.localdate()),
        mode=Mode.IN_PERSON if session.place else Mode.VIDEO,
        strategy=Strategy.TRAINING,
        hours=session.series.hours,
        people=registration.member.user.name,
        summary=_("Took part in “{series}”.").format(series=session.series),
    )


def _issue(registration: Registration) -> None:
    """One certificate for each registration; taken back and given again, it keeps its number."""
    if Certificate.objects.filter(registration=registration).update(withdrawn_at=None):
        return
    name = registration.member.user.name or registration.member.email
    Certificate.objects.create(registration=registration, number=Sequence.next(NUMBERED), name=name[:120])
