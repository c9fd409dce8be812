"""Outlines: what an engagement of a certain kind usually needs, counted in days from its beginning."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkModel


class StepKind(models.TextChoices):
    MEETING = "meeting", _("Meeting")
    PROMISE = "promise", _("Promise")
    GOAL = "goal", _("Goal")


class StepSide(models.TextChoices):
    BOTH = "both", _("Everybody")
    PROVIDER = "provider", _("The TTA team")
    RECIPIENT = "recipient", _("The health department")


class Outline(NetworkModel):
    """A template that a network's administrators make: a name and its steps."""

    name = models.CharField(max_length=120)
    about = models.CharField(max_length=500, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], condition=Q(retired_on=None), name="outline_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class OutlineStep(NetworkModel):
    """So many days after the beginning: a meeting, a promise of a side, or a goal."""

    outline = models.ForeignKey(Outline, on_delete=models.CASCADE, related_name="steps")
    offset_days = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=StepKind)
    side = models.CharField(max_length=10, choices=StepSide, default=StepSide.BOTH)
    words = models.CharField(max_length=300)

    class Meta(NetworkModel.Meta):
        ordering = ["offset_days", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="outline_step_kind_known"),
            models.CheckConstraint(
                condition=~Q(kind=StepKind.PROMISE) | ~Q(side=StepSide.BOTH), name="outline_promise_names_its_side"
            ),
        ]

    def __str__(self) -> str:
        return f"Day {self.offset_days}: {self.words}"


class OutlineUse(NetworkModel):
    """An outline is used once in an engagement, so that a second click adds nothing."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="outlines_used")
    outline = models.ForeignKey(Outline, on_delete=models.PROTECT, related_name="uses")
    starts_on = models.DateField()
    used_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    used_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["engagement", "outline"], name="outline_used_once")]

    def __str__(self) -> str:
        return f"{self.outline} from {self.starts_on}"
