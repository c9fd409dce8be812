"""What became of a mail, for the tests beside."""

from __future__ import annotations

from tta_portal.notifications.models import Notification
from tta_portal.outbox.models import Message


def by_mail(tta_request):
    return list(tta_request.messages.filter(via="mail"))


def told(member, key="thread:"):
    return Notification.objects.filter(member=member, key__startswith=key)


def message_to(member):
    return Message.objects.filter(to_email=member.email).last()
