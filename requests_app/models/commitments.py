"""The promise ledger: dated promises of either side."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from requests_app.models.plans import Plan
from requests_app.models.requests import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _

OBJECTION_DAYS = 10


class Side(models.TextChoices):
    RECIPIENT = "recipient", _("The health department")
    PROVIDER = "provider", _("The TTA team")


class CommitmentState(models.TextChoices):
    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    LATE = "late", _("Kept late")
    RENEGOTIATED = "renegotiated", _("New date agreed")
    BROKEN = "broken", _("Broken")
    WITHDRAWN = "withdrawn", _("Withdrawn")


UNKEPT = (CommitmentState.OPEN, CommitmentState.RENEGOTIATED)
SETTLED = (CommitmentState.KEPT, CommitmentState.LATE, CommitmentState.BROKEN, CommitmentState.WITHDRAWN)


class CommitmentQuerySet(NetworkQuerySet):
    def unkept(self) -> Self:
        """Still to be kept."""
        return self.filter(state__in=UNKEPT, said_kept_on=None)

    def in_force(self) -> Self:
        """Promised outside a plan, or in a version that both sides agreed."""
        agreed = Plan.objects.filter(pk=models.OuterRef("plan_id")).annotate(yes=models.Count("agreements"))
        return self.filter(Q(plan=None) | models.Exists(agreed.filter(yes=2)))

    def with_new_dates(self) -> Self:
        """With `asked_due_on`: the other date that waits for an answer, or None."""
        waiting = NewDate.objects.filter(commitment=models.OuterRef("pk"), answered_at=None)
        return self.annotate(asked_due_on=models.Subquery(waiting.values("due_on")[:1]))

    def visible_to(self, member: Membership) -> Self:
        """Not those of a confidential request that this member may not read."""
        readable = TTARequest.objects.visible_to(member).filter(pk=models.OuterRef("tta_request_id"))
        return self.filter(Q(tta_request=None) | models.Exists(readable))

    def overdue(self, *, on: date) -> Self:
        return self.unkept().filter(due_on__lt=on)

    def unopposed(self, *, on: date) -> Self:
        """Said to be kept, and nobody objected in time."""
        return self.filter(state__in=UNKEPT, disputed_at=None, said_kept_on__lte=on - timedelta(days=OBJECTION_DAYS))


@keeps_history
class Commitment(NetworkModel):
    """A dated promise. It is kept when the other side confirms, or does not object in ten days."""

    tta_request = models.ForeignKey(
        TTARequest, null=True, blank=True, on_delete=models.CASCADE, related_name="commitments"
    )
    plan = models.ForeignKey(Plan, null=True, blank=True, on_delete=models.CASCADE, related_name="commitments")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="commitments")
    side = models.CharField(max_length=10, choices=Side)
    text = models.CharField(max_length=500)
    due_on = models.DateField()
    state = models.CharField(max_length=14, choices=CommitmentState, default=CommitmentState.OPEN)
    said_kept_on = models.DateField(null=True, blank=True)
    said_kept_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    evidence = models.CharField(max_length=500, blank=True)
    owner = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    first_due_on = models.DateField(null=True, blank=True)
    moved_late = models.BooleanField(default=False)
    settled_on = models.DateField(null=True, blank=True)
    disputed_at = models.DateTimeField(null=True, blank=True)
    dispute = models.CharField(max_length=1000, blank=True)
    resolution = models.CharField(max_length=1000, blank=True)
    resolved_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    objects = NetworkManager.from_queryset(CommitmentQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CommitmentState.values), name="commitment_state_known"),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="commitment_side_known"),
        ]
        indexes = [
            models.Index(fields=["network", "organization", "due_on"], name="commitment_by_organization"),
            models.Index(fields=["network", "tta_request"], name="commitment_by_request"),
            models.Index(
                fields=["network", "due_on"], condition=Q(state__in=UNKEPT), name="commitment_unkept_by_date"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def counted_due_on(self) -> date:
        """The day that decides whether it was kept in time: a new date counts only if agreed before the old one."""
        return self.first_due_on if self.moved_late and self.first_due_on else self.due_on

    @property
    def is_disputed(self) -> bool:
        return self.disputed_at is not None and self.resolved_at is None and self.state in UNKEPT

    @property
    def is_unkept(self) -> bool:
        return self.state in UNKEPT and self.said_kept_on is None

    @property
    def waits_for_confirmation(self) -> bool:
        return self.state in UNKEPT and self.said_kept_on is not None

    @property
    def is_overdue(self) -> bool:
        return self.is_unkept and self.due_on < timezone.localdate()

    @property
    def tone(self) -> str:
        if self.is_overdue or self.state == CommitmentState.BROKEN:
            return "late"
        return "done" if self.state in (CommitmentState.KEPT, CommitmentState.LATE) else "act"

    @property
    def in_words(self) -> str:
        """The state as a person would say it."""
        if self.is_disputed:
            return _("Disputed")
        if self.waits_for_confirmation:
            return _("Said to be kept")
        if self.is_overdue:
            return _("Overdue")
        return CommitmentState(self.state).label


class NewDate(NetworkModel):
    """A side asks for another date; it counts once the other side accepts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="new_dates")
    due_on = models.DateField()
    reason = models.CharField(max_length=500)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    is_accepted = models.BooleanField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"], condition=Q(answered_at=None), name="newdate_one_question_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment}: {self.due_on}"
