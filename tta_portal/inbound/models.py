"""Mail that came in: kept whole, with what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tta_portal.accounts.models import Membership
from tta_portal.files import vault
from tta_portal.inbound.parse import ParsedMail, read
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class State(models.TextChoices):
    WAITING = "waiting", "Waits for a person"
    JOINED = "joined", "Joined to what it is about"
    OPENED = "opened", "Opened something new"
    IGNORED = "ignored", "Left aside"
    BOUNCED = "bounced", "A mail of ours did not arrive"
    FAILED = "failed", "Could not be read"


SETTLED = (State.JOINED, State.OPENED, State.BOUNCED)


class InboundMailQuerySet(NetworkQuerySet):
    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)

    def unprocessed(self, *, before: datetime) -> Self:
        """Kept, but nobody decided what to do with it: the process that did so ended."""
        return self.filter(processed_at=None, received_at__lt=before)

    def from_sender_within(self, email: str, span: timedelta, *, at: datetime) -> Self:
        return self.filter(from_email=email, received_at__gt=at - span)


class InboundMail(NetworkModel):
    """One mail as it came in. Its bytes lie in the file storage; what stands here is for lists."""

    received_at = models.DateTimeField(default=timezone.now)
    rcpt = models.CharField(max_length=254)
    message_id = models.CharField(max_length=250, blank=True)
    from_email = models.CharField(max_length=254, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    to = models.TextField(blank=True)
    subject = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    handled_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)
    processed_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    key = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    was_cut = models.BooleanField(default=False)

    objects = NetworkManager.from_queryset(InboundMailQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network", "digest"], name="inboundmail_counts_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="inboundmail_state_known"),
        ]
        indexes = [
            models.Index(fields=["network", "state", "-received_at"], name="inboundmail_by_state"),
            models.Index(fields=["network", "from_email", "received_at"], name="inboundmail_by_sender"),
            models.Index(fields=["network", "message_id"], name="inboundmail_by_message_id"),
            models.Index(
                fields=["network", "received_at"], condition=Q(processed_at=None), name="inboundmail_unprocessed"
            ),
        ]

    def __str__(self) -> str:
        return self.subject or "Mail without a subject"

    @property
    def sender(self) -> str:
        """Who it says it is from."""
        return self.from_name or self.from_email or "Nobody"

    @property
    def is_open(self) -> bool:
        """Whether a person may still decide about it."""
        return self.state in (State.WAITING, State.FAILED, State.IGNORED)

    def raw(self) -> bytes:
        """The mail as it came; raises OSError when the storage cannot give it."""
        return vault.get(self.key)

    def parsed(self) -> ParsedMail:
        return read(self.raw())
