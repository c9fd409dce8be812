"""A request, its topic, its conversation and the events of its life."""

from __future__ import annotations

import re
import textwrap
from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from requests_app.lifecycle import IN_PLAIN_WORDS, OPEN, TONES, Status
from requests_app.models.facts import RequestFacts
from requests_app.models.topics import Intensity, Topic
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Permission
from tta_portal.directory.models import Hub, JurisdictionType, Organization, Profile, keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _


class Urgency(models.TextChoices):
    ROUTINE = "routine", _("Routine")
    URGENT = "urgent", _("Urgent: an outbreak, an emergency or a fixed deadline")


class Visibility(models.TextChoices):
    NAMED = "named", _("Only me, my lead and the people I name")
    TEAM = "team", _("My health department and the TTA team")
    NETWORK = "network", _("Every health department in the network, too")


class WaitingFor(models.TextChoices):
    REQUESTER = "requester", _("The requester")
    US = "us", _("The TTA team")
    OTHERS = "others", _("Somebody else")


MAIL = [("now", _("At once")), ("daily", _("Once a day, together")), ("none", _("Not by mail"))]
CHANNELS = [("email", _("E-mail")), ("phone", _("Phone")), ("video", _("Video call"))]


class EntryChannel(models.TextChoices):
    """How a request came in. Staff key in what came on paper, by phone or by mail."""

    WEB = "web", _("The portal")
    API = "api", _("A program")
    PAPER = "paper", _("A form on paper")
    PHONE = "phone", _("A phone call")
    MAIL = "mail", _("E-mail")


class Voice(models.TextChoices):
    """Who had the last word: the other side is waited for."""

    RECIPIENT = "recipient", _("The health department")
    TEAM = "team", _("The TTA team")


class TTARequestQuerySet(NetworkQuerySet):
    def open(self) -> Self:
        return self.filter(status__in=OPEN)

    def sent(self) -> Self:
        """What the network has been asked: no drafts, and what was asked twice once."""
        return self.exclude(status__in=[Status.DRAFT, Status.MERGED])

    def unassigned(self) -> Self:
        return self.open().filter(lead=None)

    def led_by(self, member: Membership) -> Self:
        return self.filter(lead=member)

    def reply_overdue(self, *, at: datetime) -> Self:
        return self.filter(status=Status.SUBMITTED, first_reply_at=None, reply_due_at__lt=at)

    def counted_in_equity(self) -> Self:
        """Those that may stand in shared tables: all but requests of Tribes that have not said yes."""
        return self.exclude(
            organization__jurisdiction__jurisdiction_type=JurisdictionType.TRIBAL,
            organization__counts_in_equity=False,
        )

    def reply_due(self, *, at: datetime) -> Self:
        """A person's reply was due by then: the clock did not stand still before, and nothing had ended before."""
        return (
            self.sent()
            .filter(reply_due_at__lte=at)
            .exclude(status=Status.ON_HOLD, held_since__lt=F("reply_due_at"))
            .exclude(first_reply_at=None, ended_at__lt=F("reply_due_at"))
        )

    def visible_to(self, member: Membership) -> Self:
        """What this member may read. Drafts belong to their organization alone.

        A confidential request is seen by the person who asked, the lead and the people named;
        until it has a lead, by those who triage.
        """
        if not member.can(Permission.SEE_REQUESTS):
            return self.none()
        listed = RequestPerson.objects.filter(tta_request=models.OuterRef("pk"), member=member)
        named = Q(requester=member) | Q(lead=member) | Q(models.Exists(listed))
        if member.is_staff:
            unnamed = ~Q(visibility=Visibility.NAMED) | Q(lead=None)
            return self.filter(~Q(status=Status.DRAFT), named | unnamed)
        own = Q(organization_id=member.organization_id) & ~Q(visibility=Visibility.NAMED)
        shared = Q(visibility=Visibility.NETWORK) & ~Q(status=Status.DRAFT)
        return self.filter(named | own | shared)


@keeps_history(leaving_out=("search",))
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
    populations = models.TextField(_("Who is served"), max_length=2000, blank=True)
    partners_to_include = models.TextField(max_length=2000, blank=True)
    tried_so_far = models.TextField(_("What was tried"), max_length=2000, blank=True)
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
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.SET_NULL, related_name="tta_requests")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followed_by")
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    entered_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry_channel = models.CharField(max_length=6, choices=EntryChannel, default=EntryChannel.WEB)

    created_at = models.DateTimeField(default=timezone.now)
    submitted_at = models.DateTimeField(null=True, blank=True)
    first_reply_at = models.DateTimeField(null=True, blank=True)
    reply_due_at = models.DateTimeField(null=True, blank=True)
    discovery_due_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    touched_at = models.DateTimeField(default=timezone.now)
    last_word = models.CharField(max_length=10, choices=Voice, default=Voice.RECIPIENT)
    snoozed_until = models.DateTimeField(null=True, blank=True)
    wakes_on_reply = models.BooleanField(default=False)
    held_from = models.CharField(max_length=14, choices=Status, blank=True)
    held_since = models.DateTimeField(null=True, blank=True)
    held_time = models.DurationField(default=timedelta)
    waiting_for = models.CharField(max_length=10, choices=WaitingFor, blank=True)
    follow_up = models.CharField(
        max_length=12, blank=True, choices=[("answered", _("Answered")), ("unreachable", _("Nobody could be reached"))]
    )
    close_reason = models.CharField(max_length=2000, blank=True)
    search = models.GeneratedField(
        expression=SearchVector("title", weight="A", config="english")
        + SearchVector("need", weight="B", config="english")
        + SearchVector("hoped_for_change", "why_now", weight="C", config="english")
        + SearchVector("populations", weight="D", config="english"),  # D: other departments are not shown it
        output_field=SearchVectorField(),
        db_persist=True,
    )

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
                condition=~Q(status__in=[Status.ON_HOLD, Status.REFERRED, Status.MERGED]) | ~Q(held_from=""),
                name="ttarequest_held_from_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.MERGED) | Q(merged_into__isnull=False), name="ttarequest_merged_into_one"
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
            models.Index(fields=["network", "merged_into"], condition=Q(status="merged"), name="ttarequest_merged"),
            models.Index(fields=["network", "-touched_at", "-id"], name="ttarequest_by_touch"),
            GinIndex(fields=["network", "search"], name="ttarequest_search"),
        ]

    def __str__(self) -> str:
        return _("Request %(number)s: %(title)s") % {"number": self.number, "title": self.title}

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


TITLE = 110


def title_from(need: str) -> str:
    """The first sentence of the need, short enough for a list; cut within a word where there are no spaces."""
    first = need.strip().splitlines()[0] if need.strip() else ""
    sentence = re.split(r"(?<=[.?!])\s", first, maxsplit=1)[0].rstrip(".")
    if not any(char.isprintable() and not char.isspace() for char in sentence):
        return str(_("Untitled"))
    short = textwrap.shorten(sentence, width=TITLE, placeholder="…")
    return short if short != "…" else f"{sentence[: TITLE - 1]}…"


class RequestPerson(NetworkModel):
    """Somebody on a request besides the requester and the lead; being on it lets them see it.

    `mail`: how they hear of it; empty means as in their own settings.
    """

    class Part(models.TextChoices):
        NAMED = "named", _("May see it")
        WATCHER = "watcher", _("Follows it")
        CO_LEAD = "co_lead", _("Co-lead")
        SUPPORT = "support", _("Supporting team")

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="on_requests")
    part = models.CharField(max_length=8, choices=Part, default=Part.NAMED)
    mail = models.CharField(max_length=8, blank=True, choices=MAIL)
    added_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tta_request", "member"], name="request_person_once"),
            models.CheckConstraint(
                condition=Q(part__in=["named", "watcher", "co_lead", "support"]), name="request_person_part_known"
            ),
        ]
        indexes = [models.Index(fields=["network", "member", "part"], name="request_person_by_member")]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_part_display().lower()}"
