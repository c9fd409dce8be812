"""Reaching out to those who are quiet: who does it, what was tried, and whether they answered."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class State(models.TextChoices):
    PLANNED = "planned", "Planned"
    MADE = "made", "Tried, no answer yet"
    ANSWERED = "answered", "They answered"


class OutreachQuerySet(NetworkQuerySet):
    def under_way(self) -> Self:
        return self.exclude(state=State.ANSWERED)


class Outreach(NetworkModel):
    """One attempt to be in touch with an organization, from the plan to its answer.

    Each call or mail of it is a `Touch` with `is_outreach`; `made_at` is the first.
    """

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="outreaches")
    assigned_to = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.PLANNED)
    note = models.CharField(max_length=1000, blank=True)
    planned_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(OutreachQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-planned_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="planned", made_at=None, answered_at=None)
                | Q(state="made", made_at__isnull=False, answered_at=None)
                | Q(state="answered", made_at__isnull=False, answered_at__isnull=False),
                name="outreach_state_has_its_dates",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=~Q(state="answered"), name="outreach_one_under_way"
            ),
        ]
        indexes = [models.Index(fields=["network", "made_at"], name="outreach_by_date")]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.get_state_display()}"
