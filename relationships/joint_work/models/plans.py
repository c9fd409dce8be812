"""The plan of an engagement: versions that each party agrees."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from relationships.models import Engagement, EngagementParty
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkModel


class EngagementPlan(NetworkModel):
    """One version of purpose, roles, goals and dates. Never edited: a change is a new version."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField()
    purpose = models.TextField(max_length=5000)
    roles = models.TextField(max_length=5000)
    goals = models.TextField(max_length=5000)
    starts_on = models.DateField()
    finishes_on = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["engagement", "version"], name="engagement_plan_version_once"),
            models.CheckConstraint(
                condition=Q(finishes_on=None) | Q(finishes_on__gte=F("starts_on")),
                name="engagement_plan_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan of the engagement, version {self.version}"


class PlanYes(NetworkModel):
    """One party's yes to one version."""

    plan = models.ForeignKey(EngagementPlan, on_delete=models.CASCADE, related_name="yeses")
    party = models.ForeignKey(EngagementParty, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["plan", "party"], name="engagement_plan_yes_once")]

    def __str__(self) -> str:
        return f"{self.party} agreed"
