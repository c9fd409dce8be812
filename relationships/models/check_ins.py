"""Scheduled follow-ups, the links that answer them, and the one answer that counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from relationships.lifecycle import CAN_BE_ANSWERED, WAITING_FOR_ANSWER, CheckInState
from relationships.models.engagements import Engagement
from relationships.questions import Changed, NextStep, Promises, Used
from requests_app.models import Commitment, Task, TTARequest
from requests_app.models.questions import in_words
from requests_app.training.models import Registration, Session
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.outbox.models import Message
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class Kind(models.TextChoices):
    REQUEST = "request", _("After delivery")
    DELIVERY = "delivery", _("During an intensive plan")
    ENGAGEMENT = "engagement", _("In an engagement")
    TRAINING = "training", _("After a training")
    RELATIONSHIP = "relationship", _("Staying in touch")


class CheckInQuerySet(NetworkQuerySet):
    def due(self, *, at: datetime) -> Self:
        return self.filter(state=CheckInState.SCHEDULED, due_at__lte=at)

    def waiting(self) -> Self:
        """Asked and not answered yet."""
        return self.filter(state__in=WAITING_FOR_ANSWER)

    def visible_to(self, member: Membership) -> Self:
        """A person sees their own check-ins; otherwise the team and the organization see those they may read."""
        readable = TTARequest.objects.visible_to(member).filter(pk=models.OuterRef("tta_request_id"))
        may_read = Q(tta_request=None) | models.Exists(readable)
        if member.is_staff:
            return self.filter(may_read)
        return self.filter(Q(person=member) | (Q(organization_id=member.organization_id) & may_read))


class CheckIn(NetworkModel):
    """One scheduled follow-up with one person, about a request, an engagement or a training they came to."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="check_ins")
    person = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="check_ins")
    tta_request = models.ForeignKey(
        TTARequest, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    engagement = models.ForeignKey(
        Engagement, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    registration = models.ForeignKey(
        Registration, null=True, blank=True, on_delete=models.CASCADE, related_name="check_ins"
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.REQUEST)
    offset_days = models.PositiveSmallIntegerField()
    is_final = models.BooleanField(default=False)
    anchored_at = models.DateTimeField()
    due_at = models.DateTimeField()
    any_hour = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=CheckInState, default=CheckInState.SCHEDULED)
    asked_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.SET_NULL, related_name="check_ins")

    objects = NetworkManager.from_queryset(CheckInQuerySet)()

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CheckInState.values), name="checkin_state_known"),
            models.CheckConstraint(
                condition=Q(kind__in=[Kind.REQUEST, Kind.DELIVERY], tta_request__isnull=False)
                | Q(kind=Kind.ENGAGEMENT, engagement__isnull=False)
                | Q(kind=Kind.TRAINING, registration__isnull=False)
                | Q(kind=Kind.RELATIONSHIP, tta_request=None, engagement=None, registration=None),
                name="checkin_about_what_its_kind_says",
            ),
            models.UniqueConstraint(
                fields=["tta_request", "offset_days", "anchored_at"],
                condition=Q(tta_request__isnull=False),
                name="checkin_once_per_step",
            ),
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(registration__isnull=False),
                name="checkin_once_per_registration",
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(kind="relationship", state="scheduled"),
                name="checkin_one_relationship_one_next",
            ),
        ]
        indexes = [
            models.Index(fields=["network", "due_at"], condition=Q(state="scheduled"), name="checkin_scheduled"),
            models.Index(fields=["network", "state", "asked_at"], name="checkin_by_state"),
            models.Index(fields=["network", "person", "-asked_at"], name="checkin_by_person"),
            models.Index(fields=["network", "organization", "due_at"], name="checkin_by_organization"),
        ]

    def __str__(self) -> str:
        return f"Check-in {self.offset_days} days after, {self.person}"

    @property
    def is_answerable(self) -> bool:
        return self.state in CAN_BE_ANSWERED and (self.closes_at is None or timezone.now() < self.closes_at)

    @property
    def about_words(self) -> str:
        """What it asks about, for people."""
        if self.tta_request is not None:
            return _("request {number}, “{title}”").format(
                number=self.tta_request.number, title=self.tta_request.title
            )
        if self.engagement is not None:
            return _("our work together on “{purpose}”").format(purpose=self.engagement.purpose)
        if self.registration is not None:
            return _("the training “{title}”").format(title=self.registration.session.series)
        return _("how things are with you")

    @property
    def about(self) -> TTARequest | Engagement | Session | None:
        """What it asks about, with an address of its own."""
        return self.tta_request or self.engagement or (self.registration.session if self.registration else None)


class CheckInLink(NetworkModel):
    """A key to one check-in, sent by mail. Only its hash is kept; it expires with the check-in."""

    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="links")
    token_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta(NetworkModel.Meta):
        constraints = [models.UniqueConstraint(fields=["network", "token_hash"], name="checkin_link_once")]

    def __str__(self) -> str:
        return f"Link to check-in {self.check_in_id}"


class Channel(models.TextChoices):
    """How an answer came."""

    LINK = "link", _("From the mail")
    PHONE = "phone", _("By phone")
    PAPER = "paper", _("On paper")
    MAIL = "mail", _("As a reply to the mail")


@keeps_history
class CheckInAnswer(NetworkModel):
    """The one answer that counts; answering again corrects it, and history keeps what was said before."""

    check_in = models.OneToOneField(CheckIn, on_delete=models.CASCADE, related_name="answer")
    understood = models.PositiveSmallIntegerField(null=True, blank=True)
    relevant = models.PositiveSmallIntegerField(null=True, blank=True)
    useful = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence_before = models.PositiveSmallIntegerField(null=True, blank=True)
    confidence_now = models.PositiveSmallIntegerField(null=True, blank=True)
    used = models.CharField(max_length=12, choices=Used, blank=True)
    barrier = models.TextField(max_length=2000, blank=True)
    changed = models.CharField(max_length=12, choices=Changed, blank=True)
    promises = models.CharField(max_length=6, choices=Promises, blank=True)
    need_remains = models.BooleanField(null=True, blank=True)
    remaining_need = models.TextField(max_length=5000, blank=True)
    missing_voice = models.TextField(max_length=2000, blank=True)
    next_step = models.CharField(max_length=16, choices=NextStep, blank=True)
    follow_on = models.OneToOneField(
        TTARequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked_for_in"
    )
    own = models.JSONField(default=dict, blank=True)
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.LINK)
    keyed_in_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    SCORES = ("understood", "relevant", "useful")

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 1, f"{name}__lte": 5}),
                name=f"answer_{name}_1_to_5",
            )
            for name in ("understood", "relevant", "useful", "confidence_before", "confidence_now")
        ]

    def __str__(self) -> str:
        return f"Answer to check-in {self.check_in_id}"

    @property
    def own_answers(self) -> list[tuple[str, str]]:
        """The network's own questions as they were asked, with what was said."""
        return [(said["asked"], in_words(said["kind"], said["value"])) for said in self.own.values()]

    def low_scores(self) -> dict[str, Any]:
        """Items scored 2 or less."""
        scores = {name: getattr(self, name) for name in self.SCORES}
        return {name: score for name, score in scores.items() if score is not None and score <= 2}


class Consequence(NetworkModel):
    """What an answer set in motion, in words that both sides read; an answer corrected sets nothing off twice."""

    class Kind(models.TextChoices):
        TASK = "task", _("A person looks into it")
        REQUEST = "request", _("A linked request")
        ENGAGEMENT = "engagement", _("A proposal to keep working together")
        DISPUTE = "dispute", _("A promise is disputed")
        PEER = "peer", _("An offer to help a peer")
        CLOSING = "closing", _("The follow-up is finished")

    answer = models.ForeignKey(CheckInAnswer, on_delete=models.CASCADE, related_name="consequences")
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=300)
    task = models.ForeignKey(Task, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    tta_request = models.ForeignKey(TTARequest, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    commitment = models.ForeignKey(Commitment, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    began_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        ordering = ["began_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["answer", "kind", "words", "commitment"], nulls_distinct=False, name="consequence_once"
            )
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def done(self) -> str:
        """What came of it, for the person who answered; nothing while it is under way."""
        if self.task is not None:
            return self.task.told if self.task.done_at else ""
        if self.tta_request is not None:
            return self.tta_request.in_plain_words
        return self.engagement.get_status_display() if self.engagement is not None else ""
