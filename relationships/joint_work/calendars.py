"""A meeting as an iCalendar file (RFC 5545), for people's own calendars."""

from __future__ import annotations

from datetime import UTC

from django.conf import settings
from icalendar import Calendar, Event

from relationships.joint_work.models import Meeting


def calendar_file(meeting: Meeting) -> bytes:
    """The same meeting always has the same UID, and a higher SEQUENCE after each change. Times are UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Thread//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(_event(meeting))
    content: bytes = calendar.to_ical()
    return content


def _event(meeting: Meeting) -> Event:
    page = f"{settings.SITE_URL}{meeting.get_absolute_url()}"
    event = Event()
    event.add("uid", f"meeting-{meeting.network_id}-{meeting.pk}@{settings.MAIL_DOMAIN}")
    event.add("sequence", meeting.revision)
    event.add("dtstamp", meeting.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", meeting.title)
    event.add("description", "\n".join(part for part in (meeting.agenda, meeting.link, page) if part))
    if meeting.place or meeting.link:
        event.add("location", meeting.place or meeting.link)
    event.add("url", page)
    if meeting.called_off_at is not None:
        event.add("status", "CANCELLED")
    return event
