"""The plan: versions that both sides agree, and who speaks for the community."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from requests_app.models.requests import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkModel
from tta_portal.words import gettext_lazy as _


class VoiceLevel(models.TextChoices):
    """The IAP2 spectrum of public participation."""

    INFORM = "inform", _("Inform: they are told")
    CONSULT = "consult", _("Consult: they are asked")
    INVOLVE = "involve", _("Involve: they work with us")
    COLLABORATE = "collaborate", _("Collaborate: we decide together")
    EMPOWER = "empower", _("Empower: they decide")


class Plan(NetworkModel):
    """One version of goals, roles, dates and commitments."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="plans")
    version = models.PositiveSmallIntegerField()
    goals = models.TextField(max_length=10_000)
    roles = models.TextField(max_length=10_000)
    finishes_on = models.DateField(null=True, blank=True)
    voice_level = models.CharField(max_length=12, choices=VoiceLevel, blank=True)
    voice_who = models.CharField(max_length=300, blank=True)
    voice_absent_because = models.CharField(max_length=500, blank=True)
    drafted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tta_request", "version"], name="plan_version_once")]

    def __str__(self) -> str:
        return f"Plan, version {self.version}"

    @property
    def has_voice(self) -> bool:
        return bool((self.voice_level and self.voice_who) or self.voice_absent_because)

    @property
    def sides_agreed(self) -> set[str]:
        return {agreement.side for agreement in self.agreements.all()}

    @property
    def is_agreed(self) -> bool:
        return self.sides_agreed == {"recipient", "provider"}


class PlanAgreement(NetworkModel):
    """One side's yes to one version."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="agreements")
    side = models.CharField(max_length=10, choices=[("recipient", _("Recipient")), ("provider", _("Provider"))])
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["plan", "side"], name="plan_agreement_once_per_side"),
            models.CheckConstraint(condition=Q(side__in=["recipient", "provider"]), name="plan_agreement_side_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_side_display()} agreed"
