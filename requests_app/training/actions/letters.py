"""Mail about a seat. A subject names the day alone: what somebody learns is their own affair."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from requests_app.actions.notices import recipient
from requests_app.training.models import Registration, Session, State
from tta_portal.notifications import actions as notifications
from tta_portal.notifications.models import Mail
from tta_portal.outbox import actions as outbox
from tta_portal.words import gettext_lazy as _


def page_of(session: Session) -> str:
    return f"{settings.SITE_URL}{session.get_absolute_url()}"


def calendar_of(session: Session) -> str:
    path = reverse("session_calendar", kwargs={"network": session.network.slug, "pk": session.pk})
    return f"{settings.SITE_URL}{path}"


def _in_their_language(letter: Callable[[Registration], None]) -> Callable[[Registration], None]:
    """Days and hours have their language, too."""

    @wraps(letter)
    def written(registration: Registration) -> None:
        with translation.override(registration.member.language):
            letter(registration)

    return written


@_in_their_language
def confirm(registration: Registration) -> None:
    """They have a seat, or wait for one."""
    session = registration.session
    if registration.state == State.WAITING:
        words = [
            _("“{series}” on {when} is full. You are on the waiting list.").format(
                series=session.series, when=session.when
            )
        ]
        words += [_("When somebody cancels, the seat goes to the next in line, and we write to you at once.")]
        _tell(registration, _("You are on the waiting list for {day}").format(day=session.day), words, "waiting")
    else:
        _tell(registration, _("You have a seat on {day}").format(day=session.day), [_facts(session), CANCEL], "seat")


@_in_their_language
def moved_up(registration: Registration) -> None:
    """Somebody cancelled, and this one is next."""
    session = registration.session
    words = [_("Somebody cancelled, so their seat is yours."), _facts(session), CANCEL]
    _tell(registration, _("A seat is free: you are in on {day}").format(day=session.day), words, "moved-up")


@_in_their_language
def session_changed(registration: Registration) -> None:
    """Another time or another place."""
    session = registration.session
    words = [
        _("Something changed for “{series}”. This is how it stands now:").format(series=session.series),
        _facts(session),
        CANCEL,
    ]
    _tell(registration, _("Your training changed: a new time or place"), words, f"changed-{session.revision}")


@_in_their_language
def reminder(registration: Registration) -> None:
    """The working day before."""
    session = registration.session
    words = [_("This is a reminder."), _facts(session), CANCEL]
    _tell(
        registration,
        _("Your training on {day}").format(day=session.day),
        words,
        f"reminder-{session.starts_at:%Y%m%d%H%M}",
    )


@_in_their_language
def called_off(registration: Registration) -> None:
    """It is not held. That cannot wait for a daily mail, so it comes at once, and stands in the portal, too."""
    session = registration.session
    words = [
        _("“{series}” on {when} was called off.").format(series=session.series, when=session.when),
        session.called_off_why,
        _("Take it out of your calendar: {address}").format(address=calendar_of(session)),
        _("You do not need to do anything else."),
    ]
    if registration.member.is_active:
        notifications.notify(
            registration.member,
            words=_("Your training on {day} was called off").format(day=session.day),
            paragraphs=[word for word in words if word],
            path=session.get_absolute_url(),
            key=f"training:{registration.pk}:called-off",
            about=registration,
            label=_("Look for another date"),
            mail=Mail.NOW,
        )


CANCEL = _("If you cannot come, please cancel on its page: somebody else may be waiting.")


def _facts(session: Session) -> str:
    where = [
        _(" At: {place}.").format(place=session.place) if session.place else "",
        _(" Join at {link}").format(link=session.link) if session.link else "",
    ]
    return f"“{session.series}”: {session.when}.{''.join(where)}"


def _tell(registration: Registration, subject: str, paragraphs: Sequence[str], key: str) -> None:
    if not registration.member.is_active:
        return
    session = registration.session
    links = [outbox.Link(_("Open the training"), page_of(session))]
    if registration.is_seated:
        links.append(outbox.Link(_("Put it into my calendar"), calendar_of(session)))
    outbox.post(
        to=recipient(registration.member),
        subject=subject,
        paragraphs=paragraphs,
        links=links,
        about=registration,
        dedupe_key=f"training:{registration.pk}:{key}",
    )
