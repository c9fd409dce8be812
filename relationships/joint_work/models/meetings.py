"""Meetings: who came from where, whose voice counted how much, and what was decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.models import Engagement
from requests_app.models import Commitment, VoiceLevel
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet

LEVEL_WORDS: dict[str, Any] = {
    VoiceLevel.INFORM: _("Inform: they were told"),
    VoiceLevel.CONSULT: _("Consult: they were asked"),
    VoiceLevel.INVOLVE: _("Involve: they worked with us"),
    VoiceLevel.COLLABORATE: _("Collaborate: we decided together"),
    VoiceLevel.EMPOWER: _("Empower: they decided"),
}


class MeetingQuerySet(NetworkQuerySet):
    def coming(self, *, at: datetime) -> Self:
        return self.filter(held_at=None, called_off_at=None, starts_at__gt=at)

    def visible_to(self, member: Membership) -> Self:
        return self.filter(engagement__in=Engagement.objects.visible_to(member).values("pk"))


class Meeting(NetworkModel):
    """Planned, then held with minutes, or called off. `revision` grows with every change, so that calendars follow."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="meetings")
    title = models.CharField(max_length=160)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40)
    place = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)
    agenda = models.TextField(max_length=5000, blank=True)
    minutes = models.TextField(max_length=20_000, blank=True)
    missing = models.CharField(max_length=300, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.CharField(max_length=500, blank=True)
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    arranged_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = NetworkManager.from_queryset(MeetingQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(held_at=None) | Q(called_off_at=None), name="meeting_held_or_called_off"
            ),
        ]
        indexes = [models.Index(fields=["network", "engagement", "starts_at"], name="meeting_by_engagement")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def is_open(self) -> bool:
        return self.held_at is None and self.called_off_at is None

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()


class MeetingParty(NetworkModel):
    """The people of one organization: who is expected, and who came."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="people")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    expected = models.CharField(max_length=300, blank=True)
    came = models.CharField(max_length=300, blank=True)

    class Meta(NetworkModel.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "organization"], name="meeting_party_once")]

    def __str__(self) -> str:
        return f"{self.organization}: {self.came or self.expected}"


class Decision(NetworkModel):
    """What was decided, who sees to it, and by when. It may become a promise on the ledger."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    words = models.CharField(max_length=500)
    owner = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    missing = models.CharField(max_length=300, blank=True)
    commitment = models.OneToOneField(
        Commitment, null=True, blank=True, on_delete=models.SET_NULL, related_name="decision"
    )
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words


class VoiceRecord(NetworkModel):
    """How far one organization took part in a meeting, or in one decision of it, on the IAP2 spectrum."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="voices")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="voices")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="voices")
    level = models.CharField(max_length=12, choices=VoiceLevel)
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "decision", "organization"], nulls_distinct=False, name="voice_record_once"
            ),
            models.CheckConstraint(condition=Q(level__in=VoiceLevel.values), name="voice_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}: {self.in_words}"

    @property
    def in_words(self) -> str:
        """How far they took part, as one says it afterwards."""
        return str(LEVEL_WORDS[self.level])
