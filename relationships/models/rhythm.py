"""Who is asked how often, when nobody is asked, and what is asked of us."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from relationships.models.engagements import Engagement
from requests_app.models import TTARequest
from requests_app.models.work import Mode
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet


class Rhythm(models.TextChoices):
    USUAL = "usual", _("As usual for this network")
    FEWER = "fewer", _("Less often: after 30 and 180 days")
    ONCE = "once", _("Only once, after 90 days")


class Wish(NetworkModel):
    """How often an organization wants to be asked; it goes before what topic and network say."""

    organization = models.OneToOneField(Organization, on_delete=models.CASCADE, related_name="check_in_wish")
    rhythm = models.CharField(max_length=6, choices=Rhythm, default=Rhythm.USUAL)
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta(NetworkModel.Meta):
        constraints = [models.CheckConstraint(condition=Q(rhythm__in=Rhythm.values), name="wish_rhythm_known")]

    def __str__(self) -> str:
        return self.get_rhythm_display()


class PauseQuerySet(NetworkQuerySet):
    def in_force(self, *, on: date) -> Self:
        """Those that stop check-ins on this day."""
        return self.filter(lifted_at=None, starts_on__lte=on).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Pause(NetworkModel):
    """No check-ins during an emergency: in the whole network, in a state, or for one organization."""

    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=2, blank=True)
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.CASCADE, related_name="pauses"
    )
    starts_on = models.DateField(default=timezone.localdate)
    ends_on = models.DateField(null=True, blank=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = NetworkManager.from_queryset(PauseQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")), name="pause_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(organization=None) | Q(state=""), name="pause_of_a_state_or_an_organization"
            ),
        ]
        indexes = [models.Index(fields=["network", "starts_on"], condition=Q(lifted_at=None), name="pause_in_force")]

    def __str__(self) -> str:
        return f"{self.reason}: {self.where}"

    @property
    def where(self) -> str:
        """Whom it spares, for people."""
        return str(self.organization or self.state or _("the whole network"))

    @property
    def next_day(self) -> date:
        """The first day after it; of a pause without an end, tomorrow, when one looks again."""
        return (self.ends_on or timezone.localdate()) + timedelta(days=1)


class ReverseCheckInQuerySet(NetworkQuerySet):
    def waiting(self) -> Self:
        return self.filter(answered_at=None)

    def visible_to(self, member: Membership) -> Self:
        """What somebody asked themselves; otherwise between both sides, but for requests one may not read."""
        readable = TTARequest.objects.visible_to(member).filter(pk=models.OuterRef("tta_request_id"))
        may_read = Q(tta_request=None) | models.Exists(readable)
        if member.is_staff:
            return self.filter(may_read)
        return self.filter(Q(asked_by=member) | (Q(organization_id=member.organization_id) & may_read))


class ReverseCheckIn(NetworkModel):
    """The recipient asks, and the TTA team owes an answer by a date."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="questions_to_us")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    tta_request = models.ForeignKey(TTARequest, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    owed_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    question = models.TextField(max_length=5000)
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    answer = models.TextField(max_length=10_000, blank=True)
    answered_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(ReverseCheckInQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="reverse_check_in_answered_in_words"
            )
        ]
        indexes = [
            models.Index(fields=["network", "organization", "-asked_at"], name="reverse_by_organization"),
            models.Index(fields=["network", "due_on"], condition=Q(answered_at=None), name="reverse_waiting"),
        ]

    def __str__(self) -> str:
        return f"Question of {self.asked_by}"

    @property
    def is_late(self) -> bool:
        return self.answered_at is None and self.due_on < timezone.localdate()


class TouchQuerySet(NetworkQuerySet):
    def visible_to(self, member: Membership) -> Self:
        """The team sees all; a requester those with their own organization."""
        return self.all() if member.is_staff else self.filter(organization_id=member.organization_id)


class Touch(NetworkModel):
    """One contact logged in ten seconds: a call, a visit, a word in the corridor."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="touches")
    tta_request = models.ForeignKey(TTARequest, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    engagement = models.ForeignKey(Engagement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    happened_at = models.DateTimeField(default=timezone.now)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.PHONE)
    with_whom = models.CharField(max_length=200, blank=True)
    words = models.CharField(max_length=1000, blank=True)
    is_two_way = models.BooleanField(default=True)
    is_outreach = models.BooleanField(default=False)
    logged_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    logged_at = models.DateTimeField(default=timezone.now)

    objects = NetworkManager.from_queryset(TouchQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-happened_at", "-pk"]
        indexes = [models.Index(fields=["network", "organization", "-happened_at"], name="touch_by_organization")]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} with {self.with_whom or self.organization}"
