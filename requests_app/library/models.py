"""What others made already: resources, the topics they belong to, and where they were sent."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Count, Exists, F, Func, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from requests_app.languages import Language
from requests_app.models import ThreadMessage, Topic, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import keeps_history
from tta_portal.files.models import StoredFile
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet

HELPED = 4  # a check-in's usefulness score from which on it helped
ENOUGH_TO_SAY = 5


class Kind(models.TextChoices):
    LINK = "link", "A link to a page or file elsewhere"
    TEXT = "text", "A text, written here"
    FILE = "file", "A file, kept here"


CONTENT: dict[str, str] = {Kind.LINK: "url", Kind.TEXT: "body", Kind.FILE: "stored_file"}
"""The field that holds what a resource of each kind gives; form, message and database ask no other place."""


def _holds_its_content() -> Q:
    held = Q()
    for kind, name in CONTENT.items():
        empty = Q(**{f"{name}__isnull": True}) if kind == Kind.FILE else Q(**{name: ""})
        held |= Q(kind=kind) & ~empty
    return held


class ResourceQuerySet(NetworkQuerySet):
    def offered(self) -> Self:
        """Not retired: what is listed and can be sent."""
        return self.filter(retired_on=None)

    def readable_by(self, member: Membership) -> Self:
        """What is offered; a retired one is still read by the team, and where it was sent."""
        if member.is_staff:
            return self
        asked = TTARequest.objects.visible_to(member).filter(organization_id=member.organization_id)
        sent = SentResource.objects.filter(resource=OuterRef("pk"), tta_request__in=asked)
        return self.filter(Q(retired_on=None) | Exists(sent))

    def about(self, topic: Topic) -> Self:
        return self.filter(Exists(ResourceTopic.objects.filter(resource=OuterRef("pk"), topic=topic)))

    def sent_for(self, tta_request: TTARequest) -> Self:
        return self.filter(Exists(SentResource.objects.filter(resource=OuterRef("pk"), tta_request=tta_request)))

    def with_use(self) -> Self:
        """Add how often each was sent, how many of those who got it answered, and how many of these it helped."""
        return self.annotate(
            times_sent=Count("sent"),
            times_answered=Count("sent", filter=Q(sent__helped__isnull=False)),
            times_helped=Count("sent", filter=Q(sent__helped__gte=HELPED)),
        )

    def with_words(self) -> Self:
        """Add what the library is searched by."""
        return self.annotate(
            words=SearchVector("title", weight="A", config="english")
            + SearchVector("summary", "communities", weight="B", config="english")
        )

    def communities(self) -> list[str]:
        """Every word for whom something is, once, in the order of the alphabet."""
        words = self.annotate(community=Func(F("communities"), function="unnest"))
        return sorted(set(words.values_list("community", flat=True)), key=str.lower)


@keeps_history
class Resource(NetworkModel):
    """Something that helped one health department and may help another."""

    title = models.CharField(max_length=160)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.LINK)
    url = models.URLField(max_length=500, blank=True)
    body = models.TextField(max_length=15_000, blank=True)
    stored_file = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    summary = models.TextField(max_length=1000)
    language = models.CharField(max_length=5, choices=Language, default=Language.ENGLISH)
    communities = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    adaptation_notes = models.TextField(max_length=5000, blank=True)
    retired_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    checked_on = models.DateField(default=timezone.localdate)

    objects = NetworkManager.from_queryset(ResourceQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="resource_kind_known"),
            models.CheckConstraint(condition=_holds_its_content(), name="resource_holds_its_content"),
            models.CheckConstraint(condition=Q(url="") | Q(url__regex=r"^https?://"), name="resource_url_is_web"),
        ]
        indexes = [models.Index(fields=["network", "retired_on", "title"], name="resource_by_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("resource", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def content(self) -> str:
        """What it gives: the address, the text, or where the file is."""
        if self.kind == Kind.FILE:
            return f"{settings.SITE_URL}{self.get_absolute_url()}"
        return str(getattr(self, CONTENT[self.kind]))


class ResourceTopic(NetworkModel):
    """A resource belongs to a topic."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="topic_links")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")

    class Meta(NetworkModel.Meta):
        ordering = ["topic__position", "topic__name"]
        constraints = [models.UniqueConstraint(fields=["resource", "topic"], name="resource_topic_once")]
        indexes = [models.Index(fields=["network", "topic"], name="resource_by_topic")]

    def __str__(self) -> str:
        return str(self.topic)


class SentResource(NetworkModel):
    """A resource was sent in answer to a request; later, how useful the answer was."""

    resource = models.ForeignKey(Resource, on_delete=models.CASCADE, related_name="sent")
    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="sent_resources")
    message = models.ForeignKey(ThreadMessage, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    helped = models.PositiveSmallIntegerField(null=True, blank=True)
    helped_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        ordering = ["-sent_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["resource", "tta_request"], name="resource_sent_once_per_request"),
            models.CheckConstraint(
                condition=Q(helped=None) | Q(helped__gte=1, helped__lte=5), name="sent_resource_helped_1_to_5"
            ),
        ]
        indexes = [models.Index(fields=["network", "tta_request"], name="sent_resource_by_request")]

    def __str__(self) -> str:
        return f"{self.resource} for request {self.tta_request_id}"
