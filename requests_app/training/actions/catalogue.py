"""What is offered: series and their sessions."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from requests_app.training.actions import letters, seats
from requests_app.training.models import Registration, Series, Session
from tta_portal.accounts.access import must
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.errors import Refused

WHERE_AND_WHEN = ("starts_at", "ends_at", "time_zone", "place", "link")


@transaction.atomic
def add_series(*, by: Membership, **fields: Any) -> Series:
    """Offer a new training."""
    must(by, Permission.MANAGE_TRAINING)
    series: Series = Series.objects.create(**fields)
    return series


@transaction.atomic
def change_series(series: Series, *, by: Membership, **fields: Any) -> None:
    """Say something else about a training."""
    must(by, Permission.MANAGE_TRAINING)
    for name, value in fields.items():
        setattr(series, name, value)
    series.save(update_fields=list(fields))


@transaction.atomic
def add_session(series: Series, *, by: Membership, **fields: Any) -> Session:
    """Put a date on the calendar."""
    must(by, Permission.MANAGE_TRAINING)
    session: Session = Session.objects.create(series=series, **fields)
    return session


@transaction.atomic
def change_session(session: Session, *, by: Membership, **fields: Any) -> None:
    """Change a session that has not begun: whoever has a seat or waits is told, and new seats are filled."""
    must(by, Permission.MANAGE_TRAINING)
    locked = seats.lock(session)
    if locked.is_called_off:
        raise Refused("This session was called off, so it can no longer be changed. Add a new one instead.")
    if locked.has_begun:
        raise Refused("This session has begun, so it can no longer be changed. Add a new one instead.")
    taken = locked.seats_taken
    if fields.get("capacity", locked.capacity) < taken:
        raise Refused(f"{taken} people have a seat already, so there must be at least {taken}.")
    moved = any(getattr(locked, name) != fields.get(name, getattr(locked, name)) for name in WHERE_AND_WHEN)
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.revision += 1
    locked.changed_at = timezone.now()
    locked.save(update_fields=[*fields, "revision", "changed_at"])
    if moved:
        _tell_everybody(locked)
    seats.fill_seats(locked)


@transaction.atomic
def call_off(session: Session, *, by: Membership, reason: str) -> None:
    """It will not be held: whoever has a seat or waits is told, and nothing more goes out about it."""
    must(by, Permission.MANAGE_TRAINING)
    locked = seats.lock(session)
    if locked.is_called_off:
        raise Refused("This session was called off already. There is nothing more to do.")
    if locked.has_begun:
        raise Refused("This session has begun. If nobody was there, say so on the list of who was there.")
    locked.called_off_at = locked.changed_at = timezone.now()
    locked.called_off_why = reason
    locked.revision += 1
    locked.save(update_fields=["called_off_at", "called_off_why", "changed_at", "revision"])
    for registration in _everybody(locked):
        letters.called_off(registration)


def _tell_everybody(session: Session) -> None:
    for registration in _everybody(session):
        letters.session_changed(registration)


def _everybody(session: Session) -> list[Registration]:
    """Those with a seat and those who wait."""
    people = session.registrations.active().select_related("member__user", "member__organization", "member__network")
    found = list(people)
    for registration in found:
        registration.session = session
    return found
