"""A session as an iCalendar file (RFC 5545), for people's own calendars."""

from __future__ import annotations

from datetime import UTC

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from requests_app.training.models import Session


def calendar_file(session: Session, *, with_link: bool) -> bytes:
    """The same session always has the same UID, and a higher SEQUENCE after each change. Times are UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Thread//Training//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(session, session.link if with_link else ""))
    content: bytes = calendar.to_ical()
    return content


def _event(session: Session, link: str) -> Event:
    page = f"{settings.SITE_URL}{session.get_absolute_url()}"
    event = Event()
    event.add("uid", f"training-{session.network_id}-{session.pk}@{settings.MAIL_DOMAIN}")
    event.add("sequence", session.revision)
    event.add("dtstamp", session.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", session.starts_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", session.series.title)
    event.add(
        "description", "\n".join(part for part in (_("Join: {link}").format(link=link) if link else "", page) if part)
    )
    if session.place or link:
        event.add("location", session.place or link)
    event.add("url", page)
    if session.is_called_off:
        event.add("status", "CANCELLED")
    return event
