"""How requests are sorted, linked and looked at."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from requests_app.models.requests import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _


class Tag(NetworkModel):
    """A word the team sorts requests by. Requesters do not see it."""

    name = models.CharField(max_length=40)

    class Meta(NetworkModel.Meta):
        ordering = ["name"]
        constraints = [models.UniqueConstraint("network", Lower("name"), name="tag_name_once_in_any_case")]

    def __str__(self) -> str:
        return self.name


class RequestTag(NetworkModel):
    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="tagged")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tagged")

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tta_request", "tag"], name="requesttag_once")]
        indexes = [models.Index(fields=["network", "tag", "tta_request"], name="requesttag_by_tag")]

    def __str__(self) -> str:
        return f"{self.tta_request_id}: {self.tag}"


class LinkKind(models.TextChoices):
    RELATED = "related", _("is related to")
    SPLIT = "split", _("was split from")


class RequestLink(NetworkModel):
    """Two requests that belong together, without one following the other."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="links_out")
    other = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=8, choices=LinkKind, default=LinkKind.RELATED)
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tta_request", "other"], name="requestlink_once"),
            models.CheckConstraint(condition=~Q(tta_request=models.F("other")), name="requestlink_to_another"),
        ]
        indexes = [models.Index(fields=["network", "other"], name="requestlink_by_other")]

    def __str__(self) -> str:
        return f"{self.tta_request_id} {self.get_kind_display()} {self.other_id}"


class SavedViewQuerySet(NetworkQuerySet):
    def for_member(self, member: Membership) -> Self:
        """Their own, and what colleagues share."""
        return self.filter(Q(member=member) | Q(is_shared=True))


class SavedView(NetworkModel):
    """A caseload's filters under a name. What it shows still depends on who looks."""

    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    is_shared = models.BooleanField(default=False)

    objects = NetworkManager.from_queryset(SavedViewQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["member", "name"], name="savedview_name_once_per_member")]

    def __str__(self) -> str:
        return self.name


class QueueShown(NetworkModel):
    """Which requests the queue showed, in which order, and in which it would have by arrival alone.

    Kept so that the equity of both orders can be compared. Numbers of requests, first on top.
    """

    shown_to = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)
    is_fair = models.BooleanField()
    shown = ArrayField(models.BigIntegerField())
    by_arrival = ArrayField(models.BigIntegerField())

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "happened_at"], name="queueshown_by_day")]

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M}: {len(self.shown)} requests"
