"""Goals with a measure, and the notes that say how far we are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.models import Engagement
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class GoalQuerySet(NetworkQuerySet):
    def in_force(self) -> Self:
        return self.filter(dropped_at=None)

    def with_progress(self) -> Self:
        """Each with its latest value, its day and its words."""
        latest = Progress.objects.filter(goal=OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(
            value=Subquery(latest.values("value")[:1]),
            value_on=Subquery(latest.values("on")[:1]),
            value_words=Subquery(latest.values("words")[:1]),
        )


@keeps_history
class Goal(NetworkModel):
    """What we want to reach, by what it is measured, and until when. Without a target yet, nothing is measured."""

    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="goals")
    words = models.CharField(max_length=300)
    measure = models.CharField(max_length=200, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    due_on = models.DateField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(default=timezone.now)
    dropped_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(GoalQuerySet)()
    value: Decimal | None
    value_on: date | None

    class Meta(NetworkModel.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(target=None) | Q(target__gt=0), name="goal_target_above_nothing"),
            models.CheckConstraint(condition=Q(target=None) | ~Q(measure=""), name="goal_target_says_of_what"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def share(self) -> int | None:
        """How much of the target is reached, in per cent, at most 100; of goals read `with_progress`."""
        if self.target is None or self.value is None:
            return None
        return max(0, min(100, int(100 * self.value / self.target)))

    @property
    def in_words(self) -> str:
        if self.target is None:
            return _("Not measured yet")
        if self.value is None:
            return _("Nothing noted yet; the aim is %(target)s") % {"target": plain(self.target)}
        return _("%(value)s of %(target)s") % {"value": plain(self.value), "target": plain(self.target)}

    @property
    def is_reached(self) -> bool:
        return self.share == 100

    @property
    def is_late(self) -> bool:
        return not self.is_reached and self.due_on < timezone.localdate()


class Progress(NetworkModel):
    """How far a goal was on a day."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="progress")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    on = models.DateField(default=timezone.localdate)
    words = models.CharField(max_length=500, blank=True)
    noted_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["network", "goal", "-on"], name="progress_by_goal")]

    def __str__(self) -> str:
        return f"{plain(self.value)} on {self.on}"


def plain(number: Decimal) -> str:
    """A number without zeros that say nothing."""
    return f"{number.normalize():,f}"
