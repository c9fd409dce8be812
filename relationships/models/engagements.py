"""Continuing work between a recipient and its partners."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.lifecycle import EngagementStatus
from requests_app.models import Commitment, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class EngagementQuerySet(NetworkQuerySet):
    def active(self) -> Self:
        return self.filter(status=EngagementStatus.ACTIVE)

    def visible_to(self, member: Membership) -> Self:
        """The team sees all; everybody else just those their organization joined."""
        if member.is_staff:
            return self.all()
        joined = EngagementParty.objects.filter(
            engagement=models.OuterRef("pk"), organization_id=member.organization_id
        )
        return self.filter(models.Exists(joined))


@keeps_history
class Engagement(NetworkModel):
    """Purpose, lead, cadence, partners; holds many requests."""

    purpose = models.CharField(max_length=300)
    recipient = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="engagements")
    lead_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="leads_engagements")
    contact = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="engagements_as_contact")
    provider_lead = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="engagements_as_provider"
    )
    cadence_days = models.PositiveSmallIntegerField(default=90)
    status = models.CharField(max_length=10, choices=EngagementStatus, default=EngagementStatus.PROPOSED)
    version = models.PositiveIntegerField(default=1)
    proposed_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reflection = models.TextField(max_length=5000, blank=True)

    objects = NetworkManager.from_queryset(EngagementQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(status__in=EngagementStatus.values), name="engagement_status_known"),
            models.CheckConstraint(
                condition=Q(cadence_days__gte=7, cadence_days__lte=365), name="engagement_cadence_sensible"
            ),
        ]
        indexes = [
            models.Index(fields=["network", "recipient", "status"], name="engagement_by_recipient"),
            models.Index(fields=["network", "status"], name="engagement_by_status"),
        ]

    def __str__(self) -> str:
        return self.purpose

    def get_absolute_url(self) -> str:
        return reverse("engagement", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def tone(self) -> str:
        return {"proposed": "new", "active": "act", "paused": "wait"}.get(self.status, "done")

    @property
    def both_sides_agreed(self) -> bool:
        sides = {party.side for party in self.parties.all() if party.agreed_at is not None}
        return {"recipient", "provider"} <= sides

    @property
    def has_commitments_of_both(self) -> bool:
        sides = {link.commitment.side for link in self.promises.select_related("commitment")}
        return {"recipient", "provider"} <= sides


class EngagementParty(NetworkModel):
    """An organization in an engagement, its role, and its yes."""

    class Side(models.TextChoices):
        RECIPIENT = "recipient", _("Health department")
        PROVIDER = "provider", _("TTA team")
        PARTNER = "partner", _("Partner")

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="parties")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="party_to")
    side = models.CharField(max_length=10, choices=Side)
    role = models.CharField(max_length=120, blank=True)
    agreed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["engagement", "organization"], name="engagement_party_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} ({self.get_side_display()})"


class EngagementRequest(NetworkModel):
    """A request that belongs to an engagement."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="request_links")
    tta_request = models.OneToOneField(TTARequest, on_delete=models.CASCADE, related_name="engagement_link")

    class Meta(NetworkModel.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.tta_request_id} in {self.engagement_id}"


class EngagementCommitment(NetworkModel):
    """A promise made for an engagement; it stands on the same ledger as all others."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="promises")
    commitment = models.OneToOneField(Commitment, on_delete=models.CASCADE, related_name="engagement_link")

    class Meta(NetworkModel.Meta):
        pass

    def __str__(self) -> str:
        return str(self.commitment)


class EngagementEvent(NetworkModel):
    """One change of an engagement's state. Never edited."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="events")
    move = models.CharField(max_length=20)
    from_status = models.CharField(max_length=10, choices=EngagementStatus, blank=True)
    to_status = models.CharField(max_length=10, choices=EngagementStatus)
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["happened_at", "pk"]

    def __str__(self) -> str:
        return f"{self.move} at {self.happened_at:%Y-%m-%d}"
