"""The record that an organization brings along from another network."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils import timezone

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkModel


class BroughtRecord(NetworkModel):
    """A passport as it was brought: theirs to show, theirs to take away again. Nothing here is counted from it."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="brought_records")
    brought_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)
    from_network = models.CharField(max_length=200)
    made_on = models.DateField(null=True, blank=True)
    record = models.JSONField()

    class Meta(NetworkModel.Meta):
        ordering = ["-brought_at", "-pk"]
        indexes = [models.Index(fields=["network", "organization", "-brought_at"], name="brought_by_organization")]

    def __str__(self) -> str:
        return f"Record from {self.from_network}"

    def get_absolute_url(self) -> str:
        return reverse("brought_record", kwargs={"network": self.network.slug, "pk": self.pk})
