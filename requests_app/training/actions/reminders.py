"""The day before a session: those who have a seat are reminded, once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from requests_app.actions.targets import holidays
from requests_app.training.actions import letters, seats
from requests_app.training.models import Session, State
from tta_portal.business_time import is_opening_hours, opening_before
from tta_portal.tenancy.models import Network

LOOKED_AHEAD = timedelta(days=10)


def remind(network: Network, *, at: datetime) -> int:
    """Remind of the sessions whose day before has come, in the network's working hours; return how many."""
    zone, starts, days_off = network.time_zone, network.day_starts_at, holidays(at)
    if not is_opening_hours(at, zone=zone, starts=starts, ends=network.day_ends_at, holidays=days_off):
        return 0
    count = 0
    for session in Session.objects.to_remind_of(at=at, until=at + LOOKED_AHEAD):
        due = opening_before(session.local_start.date(), zone=zone, starts=starts, holidays=days_off)
        if due <= at:
            count += _remind_of(session, at=at, due=due)
    return count


@transaction.atomic
def _remind_of(session: Session, *, at: datetime, due: datetime) -> bool:
    """Who registered after the reminders were due has just read when it is."""
    locked = seats.lock(session)
    if locked.is_called_off or locked.starts_at <= at or locked.reminded_of == locked.starts_at:
        return False
    locked.reminded_of = locked.starts_at
    locked.save(update_fields=["reminded_of"])
    seated = locked.registrations.filter(state=State.REGISTERED, registered_at__lt=due)
    for registration in seated.select_related("member__user", "member__organization", "member__network"):
        registration.session = locked
        letters.reminder(registration)
    return True
