"""Mail about a seat. A subject names the day alone: what somebody learns is their own affair."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from requests_app.actions.notices import recipient
from requests_app.training.models import Registration, Session, State
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Mail
from tta_portal.outbox import actions as outbox


def page_of(session: Session) -> str:
    return f"{settings.SITE_URL}{session.get_absolute_url()}"


def calendar_of(session: Session) -> str:
    path = reverse("session_calendar", kwargs={"network": session.network.slug, "pk": session.pk})
    return f"{settings.SITE_URL}{path}"


def confirm(registration: Registration) -> None:
    """They have a seat, or wait for one."""
    session = registration.session
    if registration.state == State.WAITING:
        words = [f"“{session.series}” on {session.when} is full. You are on the waiting list."]
        words += ["When somebody cancels, the seat goes to the next in line, and we write to you at once."]
        _tell(registration, f"You are on the waiting list for {session.day}", words, "waiting")
    else:
        _tell(registration, f"You have a seat on {session.day}", [_facts(session), CANCEL], "seat")


def moved_up(registration: Registration) -> None:
    """Somebody cancelled, and this one is next."""
    session = registration.session
    words = ["Somebody cancelled, so their seat is yours.", _facts(session), CANCEL]
    _tell(registration, f"A seat is free: you are in on {session.day}", words, "moved-up")


def session_changed(registration: Registration) -> None:
    """Another time or another place."""
    session = registration.session
    words = [f"Something changed for “{session.series}”. This is how it stands now:", _facts(session), CANCEL]
    _tell(registration, "Your training changed: a new time or place", words, f"changed-{session.revision}")


def reminder(registration: Registration) -> None:
    """The working day before."""
    session = registration.session
    words = ["This is a reminder.", _facts(session), CANCEL]
    _tell(registration, f"Your training on {session.day}", words, f"reminder-{session.starts_at:%Y%m%d%H%M}")


def called_off(registration: Registration) -> None:
    """It is not held. That cannot wait for a daily mail, so it comes at once, and stands in the portal, too."""
    session = registration.session
    words = [
        f"“{session.series}” on {session.when} was called off.",
        session.called_off_why,
        f"Take it out of your calendar: {calendar_of(session)}",
        "You do not need to do anything else.",
    ]
    if registration.member.is_active:
        notifications.notify(
            registration.member,
            words=f"Your training on {session.day} was called off",
            paragraphs=[word for word in words if word],
            path=session.get_absolute_url(),
            key=f"training:{registration.pk}:called-off",
            about=registration,
            label="Look for another date",
            mail=Mail.NOW,
        )


CANCEL = "If you cannot come, please cancel on its page: somebody else may be waiting."


def _facts(session: Session) -> str:
    where = [f" At: {session.place}." if session.place else "", f" Join at {session.link}" if session.link else ""]
    return f"“{session.series}”: {session.when}.{''.join(where)}"


def _tell(registration: Registration, subject: str, paragraphs: Sequence[str], key: str) -> None:
    if not registration.member.is_active:
        return
    session = registration.session
    links = [outbox.Link("Open the training", page_of(session))]
    if registration.is_seated:
        links.append(outbox.Link("Put it into my calendar", calendar_of(session)))
    outbox.post(
        to=recipient(registration.member),
        subject=subject,
        paragraphs=paragraphs,
        links=links,
        about=registration,
        dedupe_key=f"training:{registration.pk}:{key}",
    )
