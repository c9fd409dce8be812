"""Who is warned before a target, and who is told after it was missed."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkModel


class Target(models.TextChoices):
    FIRST_REPLY = "reply", "First reply by a person"
    DISCOVERY = "discovery", "Conversation offered"


class Moment(models.TextChoices):
    BEFORE = "before", "before it is due"
    AFTER = "after", "after it was missed"


class TellWhom(models.TextChoices):
    LEAD = "lead", "The lead, or those who give out the work"
    TEAM = "team", "Everybody in the TTA team"
    ADMINISTRATORS = "administrators", "The administrators"
    PERSON = "person", "One person"


class Escalation(NetworkModel):
    """One rule: so many working hours before or after a target, tell these people once."""

    target = models.CharField(max_length=10, choices=Target)
    moment = models.CharField(max_length=6, choices=Moment)
    hours = models.PositiveSmallIntegerField(default=2, validators=[MaxValueValidator(200)])
    tell = models.CharField(max_length=14, choices=TellWhom)
    person = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta(NetworkModel.Meta):
        ordering = ["target", "-moment", "hours"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "target", "moment", "hours", "tell", "person"],
                name="escalation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=~Q(tell="person") | Q(person__isnull=False), name="escalation_person_is_named"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hours} working hours {self.get_moment_display()}: {self.whom}"

    @property
    def whom(self) -> str:
        return str(self.person) if self.person else self.get_tell_display()
