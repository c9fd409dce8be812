"""The trust pulse: six short statements, asked of both sides once or twice a year."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.tenancy.models import NetworkModel

TRUST = ("reliability", "openness", "shared_mission")
VALUE = ("influence", "resources", "involvement")
ITEMS = (*TRUST, *VALUE)


class PulseSetting(NetworkModel):
    """How often a network takes the pulse. Off until an administrator chooses."""

    class Times(models.IntegerChoices):
        NEVER = 0, "Not at all"
        ONCE = 1, "Once a year"
        TWICE = 2, "Twice a year"

    times_a_year = models.PositiveSmallIntegerField(choices=Times, default=Times.NEVER)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network"], name="pulse_setting_once"),
            models.CheckConstraint(condition=Q(times_a_year__lte=2), name="pulse_at_most_twice_a_year"),
        ]

    def __str__(self) -> str:
        return self.get_times_a_year_display()


class Direction(models.TextChoices):
    """Whose view it is."""

    RECIPIENT = "recipient", _("The health department, of the TTA team")
    PROVIDER = "provider", _("The TTA team, of the health department")


class Pulse(NetworkModel):
    """One person asked about one relationship, with the key to the answer. Only the key's hash is kept."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="pulses")
    person = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    direction = models.CharField(max_length=9, choices=Direction)
    asked_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()
    token_hash = models.CharField(max_length=64)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network", "token_hash"], name="pulse_key_once"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values), name="pulse_direction_known"),
        ]
        indexes = [
            models.Index(fields=["network", "organization", "direction", "-asked_at"], name="pulse_by_organization")
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()}: {self.organization_id}"

    def is_open(self, *, at: datetime) -> bool:
        return at < self.closes_at


@keeps_history
class PulseAnswer(NetworkModel):
    """What one person said; answering again corrects it. `shares`: both sides may see it side by side."""

    pulse = models.OneToOneField(Pulse, on_delete=models.CASCADE, related_name="answer")
    reliability = models.PositiveSmallIntegerField(null=True, blank=True)
    openness = models.PositiveSmallIntegerField(null=True, blank=True)
    shared_mission = models.PositiveSmallIntegerField(null=True, blank=True)
    influence = models.PositiveSmallIntegerField(null=True, blank=True)
    resources = models.PositiveSmallIntegerField(null=True, blank=True)
    involvement = models.PositiveSmallIntegerField(null=True, blank=True)
    shares = models.BooleanField(default=False)
    answered_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 4}),
                name=f"pulse_{name}_1_to_4",
            )
            for name in ("reliability", "openness", "shared_mission", "influence", "resources", "involvement")
        ]

    def __str__(self) -> str:
        return f"Answer to pulse {self.pulse_id}"
