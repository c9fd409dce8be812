"""What a person is told, and how they want to hear of it."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _


class Mail(models.TextChoices):
    NOW = "now", _("At once")
    DAILY = "daily", _("Once a day, together")
    NONE = "none", _("Not by mail: I look here")


class NotificationQuerySet(NetworkQuerySet):
    def told(self) -> Self:
        """Not those of the next seconds: what can still be taken back has not been said."""
        return self.filter(created_at__lte=timezone.now())

    def unread(self) -> Self:
        return self.filter(read_at=None)

    def waiting_for_digest(self) -> Self:
        return self.filter(for_digest=True, read_at=None)


class Notification(NetworkModel):
    """One line for one member. `words` never quote what somebody wrote: they go into mail subjects."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notifications")
    key = models.CharField(max_length=160)
    about = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    for_digest = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(NotificationQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["member", "key"], name="notification_once_per_key")]
        indexes = [
            models.Index(fields=["network", "member", "-created_at"], name="notification_by_member"),
            models.Index(fields=["network", "member"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(
                fields=["network", "member", "created_at"],
                condition=Q(read_at=None, for_digest=True),
                name="notification_for_digest",
            ),
        ]

    def __str__(self) -> str:
        return self.words


class Preference(NetworkModel):
    """How a member wants to hear of things. Without a row: at once, at any hour, with single keys."""

    member = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="preference")
    mail = models.CharField(max_length=5, choices=Mail, default=Mail.NOW)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    digest_at = models.TimeField(default=time(8, 0))
    single_keys = models.BooleanField(default=True)
    digested_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(mail__in=Mail.values), name="preference_mail_known"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="preference_quiet_hours_have_two_ends",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_mail_display()}"

    def not_before(self, moment: datetime, *, zone: str) -> datetime:
        """The moment itself, or the end of the quiet hours it falls in. Quiet hours may span midnight."""
        if self.quiet_from is None or self.quiet_until is None or self.quiet_from == self.quiet_until:
            return moment
        local = moment.astimezone(ZoneInfo(zone))
        clock, starts, ends = local.time(), self.quiet_from, self.quiet_until
        over_midnight = starts > ends
        quiet = clock >= starts or clock < ends if over_midnight else starts <= clock < ends
        if not quiet:
            return moment
        day = local.date() + timedelta(days=1) if over_midnight and clock >= starts else local.date()
        return datetime.combine(day, ends, tzinfo=ZoneInfo(zone)).astimezone(moment.tzinfo)
