"""A request, its topic, its conversation and the events of its life."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from requests_app.lifecycle import IN_PLAIN_WORDS, OPEN, TONES, Status
from requests_app.models.facts import RequestFacts
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Organization, Profile, keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class Intensity(models.TextChoices):
    UNIVERSAL = "universal", "Universal: a quick answer"
    TARGETED = "targeted", "Targeted: a need several share"
    INTENSIVE = "intensive", "Intensive: a planned series"


class Urgency(models.TextChoices):
    ROUTINE = "routine", "Routine"
    URGENT = "urgent", "Urgent: an outbreak, an emergency or a fixed deadline"


class Visibility(models.TextChoices):
    NAMED = "named", "Only me, my lead and the people I name"
    TEAM = "team", "My health department and the TTA team"
    NETWORK = "network", "Every health department in the network, too"


class WaitingFor(models.TextChoices):
    REQUESTER = "requester", "The requester"
    US = "us", "The TTA team"
    OTHERS = "others", "Somebody else"


CHANNELS = [("email", "E-mail"), ("phone", "Phone"), ("video", "Video call")]


class Topic(NetworkModel):
    """What requests are about, with what usually fits."""

    name = models.CharField(max_length=80)
    default_intensity = models.CharField(max_length=12, choices=Intensity, default=Intensity.TARGETED)
    position = models.PositiveSmallIntegerField(default=0)
    retired_on = models.DateField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["network", "name"], name="topic_name_once_per_network")]

    def __str__(self) -> str:
        return self.name


class TTARequestQuerySet(NetworkQuerySet):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def sent(self) -> Self:
        """Everything but drafts: what the network has been asked."""
        return self.exclude(status=Status.DRAFT)

    def unassigned(self) -> Self:
        return self.open().filter(lead=None)

    def led_by(self, member: Membership) -> Self:
        return self.filter(lead=member)

    def reply_overdue(self, *, at: datetime) -> Self:
        return self.filter(status=Status.SUBMITTED, first_reply_at=None, reply_due_at__lt=at)

    def visible_to(self, member: Membership) -> Self:
        """What this member may read. Drafts belong to their organization alone.

        A confidential request is seen by the person who asked, the lead and the people named;
        until it has a lead, by those who triage.
        """
        if not member.can(Permission.SEE_REQUESTS):
            return self.none()
        listed = NamedPerson.objects.filter(tta_request=models.OuterRef("pk"), member=member)
        named = Q(requester=member) | Q(lead=member) | Q(models.Exists(listed))
        if member.is_staff:
            unnamed = ~Q(visibility=Visibility.NAMED) | Q(lead=None)
            return self.filter(~Q(status=Status.DRAFT), named | unnamed)
        own = Q(organization_id=member.organization_id) & ~Q(visibility=Visibility.NAMED)
        shared = Q(visibility=Visibility.NETWORK) & ~Q(status=Status.DRAFT)
        return self.filter(named | own | shared)


@keeps_history
class TTARequest(RequestFacts, NetworkModel, Profile):
    """A need stated by a recipient. The groups it is counted in are frozen when it is submitted."""

    number = models.PositiveBigIntegerField()
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="tta_requests")
    requester = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="tta_requests")
    title = models.CharField(max_length=120)
    need = models.TextField(max_length=10_000)
    hoped_for_change = models.TextField(max_length=10_000, blank=True)
    why_now = models.TextField(max_length=10_000, blank=True)
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="tta_requests")

    urgency = models.CharField(max_length=10, choices=Urgency, default=Urgency.ROUTINE)
    populations = models.TextField("Who is served", max_length=2000, blank=True)
    partners_to_include = models.TextField(max_length=2000, blank=True)
    tried_so_far = models.TextField("What was tried", max_length=2000, blank=True)
    needed_by = models.DateField(null=True, blank=True)
    language_needs = models.CharField(max_length=200, blank=True)
    access_needs = models.CharField(max_length=200, blank=True)
    preferred_channel = models.CharField(max_length=10, blank=True, choices=CHANNELS)
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.TEAM)

    status = models.CharField(max_length=14, choices=Status, default=Status.DRAFT)
    version = models.PositiveIntegerField(default=1)
    intensity = models.CharField(max_length=12, choices=Intensity, default=Intensity.TARGETED)
    lead = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="leads_requests"
    )
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")

    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    first_reply_at = models.DateTimeField(null=True, blank=True)
    reply_due_at = models.DateTimeField(null=True, blank=True)
    discovery_due_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    held_from = models.CharField(max_length=14, choices=Status, blank=True)
    held_since = models.DateTimeField(null=True, blank=True)
    held_time = models.DurationField(default=timedelta)
    waiting_for = models.CharField(max_length=10, choices=WaitingFor, blank=True)
    follow_up = models.CharField(
        max_length=12, blank=True, choices=[("answered", "Answered"), ("unreachable", "Nobody could be reached")]
    )
    close_reason = models.CharField(max_length=2000, blank=True)

    objects = NetworkManager.from_queryset(TTARequestQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="ttarequest_number_once_per_network"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="ttarequest_status_known"),
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT) | Q(submitted_at__isnull=False, topic__isnull=False),
                name="ttarequest_submitted_is_complete",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.ON_HOLD, Status.REFERRED]) | ~Q(held_from=""),
                name="ttarequest_held_from_somewhere",
            ),
            models.CheckConstraint(
                condition=Q(first_reply_at=None) | Q(first_reply_at__gte=F("submitted_at")),
                name="ttarequest_replied_after_submission",
            ),
        ]
        indexes = [
            models.Index(fields=["network", "status", "-touched_at"], name="ttarequest_by_status"),
            models.Index(fields=["network", "lead", "status"], name="ttarequest_by_lead"),
            models.Index(fields=["network", "organization", "-submitted_at"], name="ttarequest_by_organization"),
            models.Index(fields=["network", "submitted_at"], name="ttarequest_by_submission"),
        ]

    def __str__(self) -> str:
        return f"Request {self.number}: {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("request", kwargs={"network": self.network.slug, "number": self.number})

    @property
    def in_plain_words(self) -> str:
        return IN_PLAIN_WORDS[self.status]

    @property
    def tone(self) -> str:
        return TONES.get(self.status, "done")

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def is_party(self, member: Membership) -> bool:
        """Whether a member takes part, rather than looks on from another health department."""
        return member.is_staff or member.speaks_for(self.organization_id)

    @property
    def is_confidential(self) -> bool:
        return self.visibility == Visibility.NAMED

    @property
    def is_reply_overdue(self) -> bool:
        return self.status == Status.SUBMITTED and bool(self.reply_due_at and self.reply_due_at < timezone.now())


def title_from(need: str) -> str:
    """The first sentence of the need, short enough for a list."""
    first = need.strip().splitlines()[0] if need.strip() else "Untitled"
    sentence = re.split(r"(?<=[.?!])\s", first, maxsplit=1)[0].rstrip(".")
    return textwrap.shorten(sentence, width=110, placeholder="…")


class NamedPerson(NetworkModel):
    """Somebody whom the requester lets see a confidential request."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="named_people")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["tta_request", "member"], name="named_person_once")]

    def __str__(self) -> str:
        return str(self.member)


class RequestEvent(NetworkModel):
    """One change of state: who, when, from, to, and a note. Never edited: the app role may only insert."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="events")
    move = models.CharField(max_length=20)
    from_status = models.CharField(max_length=14, choices=Status)
    to_status = models.CharField(max_length=14, choices=Status)
    by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    happened_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["happened_at", "pk"]
        indexes = [models.Index(fields=["network", "tta_request", "happened_at"], name="requestevent_by_request")]

    def __str__(self) -> str:
        return f"{self.from_status} → {self.to_status}"


class ThreadMessage(NetworkModel):
    """One message of the conversation about a request; an internal note stays with the team."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    body = models.TextField(max_length=20_000)
    is_internal = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["written_at", "pk"]
        indexes = [models.Index(fields=["network", "tta_request", "written_at"], name="threadmessage_by_request")]

    def __str__(self) -> str:
        return Truncator(self.body).chars(60)
