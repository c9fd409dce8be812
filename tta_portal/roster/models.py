"""What was brought into a network's roster, so that it can be taken back; and what Tribes decided about their data."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _


class ImportRun(NetworkModel):
    """One file on its way into the directory: kept, looked at, done, perhaps undone.

    `entries` says, a place each, what is there before and what after; once done, with the numbers that the places got.
    The file itself is let go once it is done.
    """

    class Kind(models.TextChoices):
        ROSTER = "roster", "A roster: our places and their health departments"
        SVI = "svi", "Social Vulnerability Index (CDC/ATSDR)"
        RUCC = "rucc", "Rural-Urban Continuum Codes (USDA)"
        NCHS = "nchs", "Urban-rural classification (NCHS)"

    class State(models.TextChoices):
        KEPT = "kept", "Columns to be matched"
        CHECKED = "checked", "Waits for your yes"
        DONE = "done", "Done"
        UNDONE = "undone", "Undone"

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=150)
    content = models.BinaryField(default=bytes, blank=True)
    columns = models.JSONField(default=dict, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    source = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.KEPT)
    counts = models.JSONField(default=dict, blank=True)
    entries = models.JSONField(default=list, blank=True)
    profiles = models.JSONField(default=list, blank=True)
    refused = models.JSONField(default=list, blank=True)
    notes = models.JSONField(default=list, blank=True)
    made_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    done_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "-made_at"], name="importrun_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["kept", "checked", "done", "undone"]), name="importrun_state_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("roster_import", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        """Nothing is written yet."""
        return self.state in (self.State.KEPT, self.State.CHECKED)

    @property
    def is_roster(self) -> bool:
        return self.kind == self.Kind.ROSTER

    def count(self, of: str) -> int:
        found: Any = self.counts.get(of, 0)
        return int(found)


class CareDecisionQuerySet(NetworkQuerySet):
    def withheld(self) -> Self:
        """Of each Tribe that asked for it, the decision that no figures are kept."""
        return self.filter(decision=CareDecision.Decision.DELETE)


class CareDecision(NetworkModel):
    """What a Tribe decided about its data, when, and who said so. The app can only add to it."""

    class Decision(models.TextChoices):
        COUNT = "count", _("Count us in shared tables")
        DO_NOT_COUNT = "do_not_count", _("Do not count us")
        DELETE = "delete", _("Delete the figures about us")

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="care_decisions")
    decision = models.CharField(max_length=12, choices=Decision)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField(default=timezone.now)

    objects = NetworkManager.from_queryset(CareDecisionQuerySet)()

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "organization", "-happened_at"], name="caredecision_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=["count", "do_not_count", "delete"]), name="caredecision_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_decision_display()}, {self.happened_at:%Y-%m-%d}"
