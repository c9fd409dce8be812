"""What a network is asked about: topics in a tree, each with what usually fits it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Hub
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _


class Intensity(models.TextChoices):
    UNIVERSAL = "universal", _("Universal: a quick answer")
    TARGETED = "targeted", _("Targeted: a need several share")
    INTENSIVE = "intensive", _("Intensive: a planned series")


class TopicQuerySet(NetworkQuerySet):
    def offered(self) -> Self:
        """Those on the request form: not retired, nor under a retired one."""
        return self.filter(retired_on=None).exclude(parent__retired_on__isnull=False)


class Topic(NetworkModel):
    """What requests are about. Targets left empty are the parent's, else the network's."""

    name = models.CharField(max_length=80)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    help_text = models.CharField(max_length=300, blank=True)
    default_intensity = models.CharField(max_length=12, choices=Intensity, default=Intensity.TARGETED)
    default_hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    default_lead = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    first_reply_hours = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    urgent_reply_hours = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    discovery_days = models.PositiveSmallIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    check_in_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    objects = NetworkManager.from_queryset(TopicQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["network", "name"], name="topic_name_once_per_network"),
            models.CheckConstraint(condition=~Q(parent=models.F("id")), name="topic_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def lineage(self) -> list[Topic]:
        """The topic itself, then its parent."""
        return [self, self.parent] if self.parent else [self]

    def target(self, name: str) -> int:
        """A target in force here: `first_reply_hours`, `urgent_reply_hours` or `discovery_days`."""
        own = (getattr(topic, name) for topic in self.lineage)
        return next((value for value in own if value is not None), getattr(self.network, name))


@dataclass(frozen=True)
class Branch:
    """A topic of the first level with those under it."""

    topic: Topic
    children: list[Topic]


def tree(topics: Sequence[Topic]) -> list[Branch]:
    """Put topics under their parents; one whose parent is not among them stands by itself."""
    there = {topic.pk for topic in topics}
    tops = [topic for topic in topics if topic.parent_id not in there]
    return [Branch(top, [topic for topic in topics if topic.parent_id == top.pk]) for top in tops]
