"""The drawn network: where each organization stands, and who works with whom since when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkModel


class Position(NetworkModel):
    """Where an organization stands on the map, in units of its drawing. Kept from night to night."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="position")
    x = models.FloatField()
    y = models.FloatField()
    placed_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.organization_id} at {self.x:.0f}, {self.y:.0f}"


class Tie(NetworkModel):
    """Two organizations that work together, since the first day of a quarter.

    `strength` counts what they share: engagements (three each), requests and trainings (one each).
    """

    a = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    since = models.DateField()
    strength = models.PositiveIntegerField()
    engagements = models.PositiveIntegerField(default=0)
    requests = models.PositiveIntegerField(default=0)
    trainings = models.PositiveIntegerField(default=0)

    class Meta(NetworkModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="tie_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="tie_smaller_number_first"),
        ]

    def __str__(self) -> str:
        return f"{self.a_id} with {self.b_id}"
