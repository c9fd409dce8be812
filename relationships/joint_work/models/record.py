"""Who leads besides the lead, what each side says when looking back, and what happened between the moves."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.tenancy.models import NetworkModel


class CoLead(NetworkModel):
    """An organization that leads together with the lead."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="co_leads")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="co_leads")
    since = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["engagement", "organization"], name="co_lead_once")]

    def __str__(self) -> str:
        return f"{self.organization} co-leads"


@keeps_history
class Reflection(NetworkModel):
    """What one organization says at the end; it can be corrected until the engagement is completed."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="reflections")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    changed = models.TextField(max_length=3000)
    again = models.TextField(max_length=3000)
    not_again = models.TextField(max_length=3000, blank=True)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["written_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["engagement", "organization"], name="reflection_once")]

    def __str__(self) -> str:
        return f"{self.organization} looks back"


class WorkEvent(NetworkModel):
    """Something that happened in an engagement between its moves. Never edited, and without words of a request."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="work_events")
    title = models.CharField(max_length=200)
    words = models.TextField(max_length=5000, blank=True)
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["network", "engagement", "-happened_at"], name="work_event_by_engagement")]

    def __str__(self) -> str:
        return self.title
