"""Reports that go out by themselves: how often, to whom, and each as it was sent."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from equity.dimensions import RURAL_URBAN
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkModel


class Rhythm(models.TextChoices):
    NEVER = "never", "Not by itself"
    MONTHLY = "monthly", "On the first of each month"
    QUARTERLY = "quarterly", "On the first of January, April, July and October"


class Schedule(NetworkModel):
    """How often a network's report goes out, and split by what. Without a row it does not."""

    rhythm = models.CharField(max_length=9, choices=Rhythm, default=Rhythm.NEVER)
    by = models.CharField(max_length=20, default=RURAL_URBAN.field)
    since = models.DateField("From which day on a report is owed", default=timezone.localdate)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network"], name="equity_schedule_once"),
            models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="equity_schedule_rhythm_known"),
        ]

    def __str__(self) -> str:
        return self.get_rhythm_display()

    def due_on(self, today: date) -> date | None:
        """The latest day, up to today, on which a report was owed; days that were missed before it are let go."""
        if self.rhythm == Rhythm.NEVER:
            return None
        month = today.month if self.rhythm == Rhythm.MONTHLY else 3 * ((today.month - 1) // 3) + 1
        day = date(today.year, month, 1)
        return day if day > self.since else None


class Reader(NetworkModel):
    """Somebody to whom the report is sent, as long as they may see equity."""

    member = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="equity_reader")
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["added_at", "pk"]

    def __str__(self) -> str:
        return str(self.member)


class Edition(NetworkModel):
    """A report as it was sent: `content` has the shape that `content.py` describes, and never changes."""

    due_on = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    content = models.JSONField()

    class Meta(NetworkModel.Meta):
        ordering = ["-due_on"]
        constraints = [models.UniqueConstraint(fields=["network", "due_on"], name="equity_edition_once_a_day")]

    def __str__(self) -> str:
        return f"Report of {self.due_on}"

    def get_absolute_url(self) -> str:
        return reverse("equity_edition", kwargs={"network": self.network.slug, "pk": self.pk})
