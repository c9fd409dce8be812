"""What the network shows to everybody."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class PublishedPanelQuerySet(NetworkQuerySet):
    def in_force(self) -> Self:
        return self.filter(withdrawn_at=None)


class PublishedPanel(NetworkModel):
    """One panel by one dimension on the public page, from the day somebody decided so until somebody withdrew it."""

    panel = models.CharField(max_length=20)
    dimension = models.CharField(max_length=20)
    published_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)
    withdrawn_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(PublishedPanelQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["published_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "panel", "dimension"],
                condition=Q(withdrawn_at=None),
                name="published_panel_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="published_panel_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.panel} by {self.dimension}"
