"""The work on a request: conversation, needs statement, activities, referrals, and tasks for people."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from requests_app.models.requests import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Hub, Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _


class Mode(models.TextChoices):
    PHONE = "phone", _("Phone")
    VIDEO = "video", _("Video call")
    IN_PERSON = "in_person", _("In person")
    EMAIL = "email", _("E-mail")


class Conversation(NetworkModel):
    """The discovery conversation: offered, then held and logged."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="conversations")
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    offer = models.TextField(max_length=5000)
    held_at = models.DateTimeField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    hours = models.DecimalField(max_digits=5, decimal_places=2, default=0, validators=[MinValueValidator(0)])
    recipient_people = models.CharField(max_length=300, blank=True)
    notes = models.TextField(max_length=20_000, blank=True)

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "tta_request"], name="conversation_by_request")]

    def __str__(self) -> str:
        return f"Conversation about request {self.tta_request_id}"


class NeedsStatement(NetworkModel):
    """“What we heard”, version by version: confirmed or corrected by the recipient."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="needs_statements")
    version = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=10_000)
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    correction = models.TextField(max_length=10_000, blank=True)
    answered_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tta_request", "version"], name="needs_statement_version_once"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None) | Q(correction=""), name="needs_statement_confirmed_or_corrected"
            ),
        ]

    def __str__(self) -> str:
        return f"What we heard, version {self.version}"

    @property
    def is_confirmed(self) -> bool:
        return self.confirmed_at is not None

    @property
    def is_waiting(self) -> bool:
        return self.confirmed_at is None and not self.correction


class Strategy(models.TextChoices):
    CONSULTATION = "consultation", _("Consultation")
    COORDINATION = "coordination", _("Coordination")
    TRAINING = "training", _("Training")
    RESOURCE = "resource", _("Resource delivery")
    PEER = "peer", _("Peer exchange")
    SITE_VISIT = "site_visit", _("Site visit")


class Activity(NetworkModel):
    """One contact: when, how, how long, with whom, and by which strategy."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="activities")
    held_on = models.DateField()
    mode = models.CharField(max_length=10, choices=Mode)
    strategy = models.CharField(max_length=14, choices=Strategy)
    hours = models.DecimalField(
        max_digits=5, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(200)]
    )
    people = models.CharField(max_length=500)
    with_recipient = models.BooleanField(default=True)
    summary = models.TextField(max_length=10_000)
    logged_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["network", "tta_request", "held_on"], name="activity_by_request")]

    def __str__(self) -> str:
        return f"{self.get_strategy_display()}, {self.held_on}"


class Referral(NetworkModel):
    """A warm hand-off: proposed, agreed by the requester, accepted, introduced, outcome confirmed, or returned.

    `shares` is what the other team gets to read, and not before the requester agreed.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for the requester's word")
        OFFERED = "offered", _("Offered")
        ACCEPTED = "accepted", _("Accepted")
        INTRODUCED = "introduced", _("Introduced")
        CONFIRMED = "confirmed", _("Outcome confirmed")
        RETURNED = "returned", _("Returned")
        REFUSED = "refused", _("The requester would rather not")
        TAKEN_BACK = "taken_back", _("Taken back before the requester answered")

    class Kind(models.TextChoices):
        PROVIDER = "provider", _("Another provider of this network")
        HUB = "hub", _("A hub of this network")
        OUTSIDE = "outside", _("Somebody outside the network")

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="referrals")
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.OUTSIDE)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    hub = models.ForeignKey(Hub, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    to_name = models.CharField(max_length=160)
    to_contact = models.CharField(max_length=200)
    reason = models.TextField(max_length=5000)
    shares = models.TextField(max_length=10_000, blank=True)
    consented_at = models.DateTimeField(null=True, blank=True)
    consented_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State, default=State.OFFERED)
    offered_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(max_length=5000, blank=True)

    class Meta(NetworkModel.Meta):
        indexes = [models.Index(fields=["network", "tta_request"], name="referral_by_request")]
        constraints = [
            models.CheckConstraint(
                condition=Q(consented_at__isnull=False) | Q(state__in=["proposed", "refused", "taken_back"]),
                name="referral_shared_after_consent",
            ),
            models.UniqueConstraint(
                fields=["tta_request"],
                condition=Q(state__in=["proposed", "offered", "accepted", "introduced"]),
                name="referral_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Referral to {self.to_name}"


class TaskQuerySet(NetworkQuerySet):
    def open(self) -> Self:
        return self.filter(done_at=None)

    def overdue(self, *, on: date) -> Self:
        return self.open().filter(due_on__lt=on)

    def visible_to(self, member: Membership) -> Self:
        """Not those about a confidential request that this member may not read."""
        readable = TTARequest.objects.visible_to(member).filter(pk=models.OuterRef("tta_request_id"))
        return self.filter(Q(tta_request=None) | models.Exists(readable))

    def for_member(self, member: Membership) -> Self:
        """Mine, and those that nobody has yet."""
        return self.filter(Q(assigned_to=member) | Q(assigned_to=None))


class Task(NetworkModel):
    """Something that needs a person, with the reason in words. One open task per reason."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="tasks")
    tta_request = models.ForeignKey(TTARequest, null=True, blank=True, on_delete=models.CASCADE, related_name="tasks")
    assigned_to = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks")
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    due_on = models.DateField()
    created_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.TextField(max_length=5000, blank=True)
    told = models.CharField(max_length=300, blank=True)

    objects = NetworkManager.from_queryset(TaskQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "key"], name="task_once_per_reason")]
        indexes = [
            models.Index(
                fields=["network", "assigned_to", "due_on"], condition=Q(done_at=None), name="task_open_by_person"
            )
        ]

    def __str__(self) -> str:
        return self.title
