"""What each watch has seen so far, and the alarms that were raised."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from equity.watch.evidence import ODDS, strength
from equity.watch.gaps import GAPS, Gap
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkModel


def no_evidence() -> list[float]:
    return [0.0] * len(ODDS)


class Watch(NetworkModel):
    """One fixed gap: the evidence since `began_on`, of whole weeks before `counted_to`."""

    gap = models.CharField(max_length=80)
    began_on = models.DateField()
    counted_to = models.DateField()
    log_products = models.JSONField(default=no_evidence)
    count = models.PositiveIntegerField(default=0)
    n = models.PositiveIntegerField(default=0)
    other_count = models.PositiveIntegerField(default=0)
    other_n = models.PositiveIntegerField(default=0)
    expected = models.FloatField(default=0)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "gap"], name="watch_once_per_gap")]

    def __str__(self) -> str:
        return self.gap

    @property
    def of(self) -> Gap:
        return GAPS[self.gap]

    @property
    def strength(self) -> float:
        return strength(self.log_products)


class Alarm(NetworkModel):
    """Raised once for a watch; the watch rests until an administrator has noted it."""

    watch = models.ForeignKey(Watch, on_delete=models.PROTECT, related_name="alarms")
    raised_at = models.DateTimeField(default=timezone.now)
    evidence = models.JSONField()
    noted_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(NetworkModel.Meta):
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["watch"], condition=models.Q(noted_at=None), name="watch_one_alarm_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.watch} on {self.raised_at:%Y-%m-%d}"
