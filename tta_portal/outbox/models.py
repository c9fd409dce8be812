"""Every message the portal sends for a network, and the addresses it must not send to."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _

MAX_ATTEMPTS = 5


class State(models.TextChoices):
    DUE = "due", _("Waiting to go out")
    CLAIMED = "claimed", _("Being prepared")
    SENDING = "sending", _("Being sent")
    SENT = "sent", _("Sent")
    RETRY = "retry", _("Will be tried again")
    DEAD = "dead", _("Given up")
    SUPPRESSED = "suppressed", _("Not sent: the address asked us to stop or does not exist")
    CANCELLED = "cancelled", _("Cancelled before it was sent")
    UNCONFIRMED = "unconfirmed", _("Sent, but the mail server's answer was lost")


WAITING = (State.DUE, State.RETRY)
HELD = (State.CLAIMED, State.SENDING)
NEEDS_A_PERSON = (State.DEAD, State.UNCONFIRMED)


class MessageQuerySet(NetworkQuerySet):
    def due(self, *, at: datetime) -> Self:
        return self.filter(state__in=WAITING, due_at__lte=at)

    def held(self) -> Self:
        """Claimed by a courier that may have died since."""
        return self.filter(state__in=HELD)

    def needing_a_person(self) -> Self:
        return self.filter(state__in=NEEDS_A_PERSON)


class Message(NetworkModel):
    """One e-mail to one person, rendered once, with a fixed Message-ID and Date."""

    class Kind(models.TextChoices):
        NOTICE = "notice", "Notice"
        CHECK_IN = "check_in", "Check-in"

    dedupe_key = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NOTICE)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict, blank=True)
    message_id = models.CharField(max_length=160)
    date = models.DateTimeField(default=timezone.now)
    about = models.CharField(max_length=60, blank=True)
    reader = models.BigIntegerField("Whose leave to read is asked for again before it goes out", null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DUE)
    due_at = models.DateTimeField(default=timezone.now)
    time_zone = models.CharField(max_length=40, default="UTC")
    any_hour = models.BooleanField(default=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_by = models.BigIntegerField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)

    objects = NetworkManager.from_queryset(MessageQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network", "dedupe_key"], name="message_once_per_key"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=HELD) | Q(claimed_by__isnull=False), name="message_held_by_someone"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "due_at"], condition=Q(state__in=WAITING), name="message_waiting"),
            models.Index(fields=["network", "state"], condition=~Q(state=State.SENT), name="message_not_sent"),
            models.Index(fields=["network", "to_email", "kind", "sent_at"], name="message_by_person"),
            models.Index(fields=["network", "message_id"], name="message_by_message_id"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to_email}"


class Suppression(NetworkModel):
    """An address that gets no more mail of this network: it bounced, or the person asked."""

    email = models.EmailField()
    reason = models.CharField(max_length=200)
    check_ins_only = models.BooleanField(default=False)
    since = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "email"], name="suppression_once_per_address")]

    def __str__(self) -> str:
        return f"{self.email}: {self.reason}"
