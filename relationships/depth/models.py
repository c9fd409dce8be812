"""How far each recipient's relationship with the network has come, every change of it, and who disagrees."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class Level(models.IntegerChoices):
    UNREACHED = 0, _("Unreached")
    TRANSACTIONAL = 1, _("Transactional")
    RESPONSIVE = 2, _("Responsive")
    COLLABORATIVE = 3, _("Collaborative")
    PARTNERED = 4, _("Partnered")


class Standing(NetworkModel):
    """The level of one recipient. Nobody sets it by hand: the nightly pass and its events write it.

    `evidence` is a list of {test, level, holds, n}, in the order of `words.TESTS`; the words of a test are
    added when it is shown, in the reader's language.
    """

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="standing")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.UNREACHED)
    since = models.DateField()
    collaborative_since = models.DateField(null=True, blank=True)
    computed_at = models.DateTimeField()
    evidence = models.JSONField(default=list)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(level__gte=0, level__lte=4), name="standing_level_0_to_4"),
            models.CheckConstraint(
                condition=Q(level__lt=3, collaborative_since=None)
                | Q(level__gte=3, collaborative_since__isnull=False),
                name="standing_collaborative_since",
            ),
        ]
        indexes = [models.Index(fields=["network", "level"], name="standing_by_level")]

    def __str__(self) -> str:
        return f"{self.organization_id}: {self.get_level_display()}"


class LevelChange(NetworkModel):
    """One step up or down, with what was known that night. Never edited: the app role may only insert."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="level_changes")
    from_level = models.PositiveSmallIntegerField(choices=Level)
    to_level = models.PositiveSmallIntegerField(choices=Level)
    changed_on = models.DateField()
    happened_at = models.DateTimeField(default=timezone.now)
    evidence = models.JSONField(default=list)

    class Meta(NetworkModel.Meta):
        ordering = ["-changed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_level__lte=4, to_level__lte=4) & ~Q(from_level=models.F("to_level")),
                name="levelchange_is_a_change",
            )
        ]
        indexes = [models.Index(fields=["network", "organization", "-changed_on"], name="levelchange_by_organization")]

    def __str__(self) -> str:
        return f"{self.get_from_level_display()} → {self.get_to_level_display()}"

    @property
    def is_up(self) -> bool:
        return self.to_level > self.from_level


class DepthDisputeQuerySet(NetworkQuerySet):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)


class DepthDispute(NetworkModel):
    """The recipient says that it is wrong; a person of the network answers. Both stay on record."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="depth_disputes")
    level = models.PositiveSmallIntegerField(choices=Level)
    words = models.TextField(max_length=5000)
    said_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField(max_length=5000, blank=True)
    answered_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(DepthDisputeQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="depth_dispute_answered_in_words"
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(answered_at=None), name="depth_dispute_one_waits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization_id} disputes level {self.level}"
