"""The people on a request and in the team: who sees, who follows, who leads, who has room."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from requests_app.models.requests import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Hub
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class LeadChange(NetworkModel):
    """A request went from one lead to another, with the brief that was handed over.

    Continuity counts those with a three-way introduction.
    """

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="lead_changes")
    from_lead = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    to_lead = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=500, blank=True)
    brief = models.TextField(blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    introduced_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(NetworkModel.Meta):
        ordering = ["-changed_at", "-pk"]
        indexes = [models.Index(fields=["network", "tta_request", "-changed_at"], name="leadchange_by_request")]

    def __str__(self) -> str:
        return f"{self.from_lead or 'Nobody'} → {self.to_lead}"


PERSON = ("delegate__user", "delegate__organization", "delegate__network")


class WorkProfileQuerySet(NetworkQuerySet):
    def away(self, *, on: date) -> Self:
        return self.filter(Q(away_until=None) | Q(away_until__gte=on), away_from__lte=on)


class WorkProfile(NetworkModel):
    """How much room a member of the team has, what they speak, and who stands in while they are away."""

    member = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="work_profile")
    weekly_hours = models.DecimalField(
        max_digits=4, decimal_places=1, default=20, validators=[MinValueValidator(0), MaxValueValidator(80)]
    )
    languages = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    away_from = models.DateField(null=True, blank=True)
    away_until = models.DateField(null=True, blank=True)
    delegate = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    objects = NetworkManager.from_queryset(WorkProfileQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(away_until=None) | Q(away_from__isnull=False, away_until__gte=models.F("away_from")),
                name="workprofile_away_in_order",
            ),
            models.CheckConstraint(
                condition=Q(delegate=None) | ~Q(delegate=models.F("member")), name="workprofile_delegate_is_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.weekly_hours} h a week"

    def is_away(self, *, on: date) -> bool:
        return (
            self.away_from is not None and self.away_from <= on and (self.away_until is None or on <= self.away_until)
        )


class ReplyTemplate(NetworkModel):
    """Words a network writes often, with places for names; a person reads them before they go out."""

    name = models.CharField(max_length=80)
    body = models.TextField(max_length=10_000)
    retired_on = models.DateField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="replytemplate_name_once")]

    def __str__(self) -> str:
        return self.name


def stand_in_for(member: Membership, *, on: date) -> Membership | None:
    """Who takes new work while a member is away: the delegate, if there is one who is here."""
    away = WorkProfile.objects.away(on=on)
    profile = away.filter(member=member).select_related(*PERSON).first()
    if profile is None or profile.delegate is None or not profile.delegate.is_active:
        return None
    return None if away.filter(member=profile.delegate_id).exists() else profile.delegate
