"""Trainings: a series, its sessions, who has a seat, and the certificates of those who came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import ngettext

from requests_app.languages import Language
from requests_app.models import Activity, Topic, TTARequest
from requests_app.training.zones import ZONES
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization, keeps_history
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _

CORRECTABLE_FOR = timedelta(days=30)
NAMED_HOURS = {0: _("midnight"), 12: _("noon")}


class Series(NetworkModel):
    """A training that is held again and again."""

    title = models.CharField(max_length=160)
    about = models.TextField(max_length=10_000)
    topic = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=5, choices=Language, default=Language.ENGLISH)
    audience = models.CharField(max_length=300, blank=True)
    hours = models.DecimalField(
        max_digits=5, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(200)]
    )
    has_certificate = models.BooleanField(default=True)

    class Meta(NetworkModel.Meta):
        ordering = ["title", "pk"]
        indexes = [models.Index(fields=["network", "topic"], name="series_by_topic")]
        constraints = [models.CheckConstraint(condition=Q(hours__gte=0, hours__lte=200), name="series_hours_sensible")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("series", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def hours_in_words(self) -> str:
        """Such as “1.5 hours”."""
        number = f"{self.hours.normalize():f}"
        return ngettext("{n} hour", "{n} hours", 1 if number == "1" else 2).format(n=number)


class State(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Cancelled")
    ATTENDED = "attended", _("Attended")
    MISSED = "missed", _("Was not there")


HAS_A_SEAT = (State.REGISTERED, State.ATTENDED, State.MISSED)


class SessionQuerySet(NetworkQuerySet):
    def upcoming(self, *, at: datetime) -> Self:
        return self.filter(starts_at__gt=at).order_by("starts_at", "pk")

    def past(self, *, at: datetime) -> Self:
        """Begun or over, the newest first."""
        return self.filter(starts_at__lte=at).order_by("-starts_at", "-pk")

    def open(self, *, at: datetime) -> Self:
        """Those one can still register for."""
        return self.filter(starts_at__gt=at, closes_at__gt=at, called_off_at=None)

    def to_remind_of(self, *, at: datetime, until: datetime) -> Self:
        """Those that come soon, and whose people were not reminded of this very date."""
        coming = self.filter(starts_at__gt=at, starts_at__lte=until, called_off_at=None)
        return coming.exclude(reminded_of=F("starts_at"))

    def with_seats(self) -> Self:
        taken = Count("registrations", filter=Q(registrations__state__in=HAS_A_SEAT))
        waiting = Count("registrations", filter=Q(registrations__state=State.WAITING))
        return self.annotate(taken=taken, waiting=waiting)

    def with_a_free_seat(self) -> Self:
        return self.with_seats().filter(taken__lt=F("capacity"))


@keeps_history
class Session(NetworkModel):
    """One date of a series. `revision` grows with every change, so that calendars follow."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    time_zone = models.CharField(max_length=40, choices=list(ZONES.items()), default="America/New_York")
    place = models.CharField(max_length=300, blank=True)
    link = models.URLField(max_length=500, blank=True)
    capacity = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    host = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="hosted_sessions"
    )
    closes_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_why = models.TextField(max_length=1000, blank=True)
    reminded_of = models.DateTimeField("Which date people were reminded of", null=True, blank=True)

    objects = NetworkManager.from_queryset(SessionQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["starts_at", "pk"]
        indexes = [
            models.Index(fields=["network", "starts_at"], name="session_by_start"),
            models.Index(fields=["network", "series", "starts_at"], name="session_by_series"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(closes_at__lte=F("starts_at")), name="session_closes_before_it_starts"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="session_has_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.series}, {self.day}"

    def get_absolute_url(self) -> str:
        return f"{self.series.get_absolute_url()}#session-{self.pk}"

    @property
    def local_start(self) -> datetime:
        return self.starts_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def local_end(self) -> datetime:
        return self.ends_at.astimezone(ZoneInfo(self.time_zone))

    @property
    def day(self) -> str:
        """Such as “March 3, 2026”, on the clock of the session."""
        return date_format(self.local_start, "F j, Y")

    @property
    def hours_of_day(self) -> str:
        """Such as “10 am to 11:30 am Eastern time”."""
        until = _clock(self.local_end)
        if self.local_end.date() != self.local_start.date():
            until = _("{hour} on {day}").format(hour=until, day=date_format(self.local_end, "F j"))
        zone = ZONES.get(self.time_zone, self.time_zone)
        return _("{hour} to {until} {zone}").format(hour=_clock(self.local_start), until=until, zone=zone)

    @property
    def when(self) -> str:
        weekday = date_format(self.local_start, "l")
        return _("{weekday}, {day}, {hours}").format(weekday=weekday, day=self.day, hours=self.hours_of_day)

    @property
    def has_begun(self) -> bool:
        return self.starts_at <= timezone.now()

    @property
    def is_over(self) -> bool:
        return self.ends_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether one can still register."""
        return not self.is_called_off and timezone.now() < min(self.closes_at, self.starts_at)

    @property
    def is_called_off(self) -> bool:
        return self.called_off_at is not None

    @property
    def can_be_marked(self) -> bool:
        """Whether the list of who was there can be kept now."""
        return self.has_begun and not self.is_called_off and timezone.now() < self.ends_at + CORRECTABLE_FOR

    @property
    def seats_taken(self) -> int:
        return int(self.registrations.filter(state__in=HAS_A_SEAT).count())

    @property
    def seats_left(self) -> int:
        """Reads `taken` where a list has counted it already."""
        taken: Any = getattr(self, "taken", None)
        return max(0, self.capacity - (self.seats_taken if taken is None else taken))


def _clock(at: datetime) -> str:
    if at.minute == 0 and at.hour in NAMED_HOURS:
        return str(NAMED_HOURS[at.hour])
    hour = at.hour % 12 or 12
    minutes = f":{at.minute:02}" if at.minute else ""
    half = _("am") if at.hour < 12 else _("pm")
    return f"{hour}{minutes} {half}"


class RegistrationQuerySet(NetworkQuerySet):
    def active(self) -> Self:
        return self.exclude(state=State.CANCELLED)

    def with_a_seat(self) -> Self:
        return self.filter(state__in=HAS_A_SEAT)

    def waiting(self) -> Self:
        """In the order in which they came."""
        return self.filter(state=State.WAITING).order_by("registered_at", "pk")

    def attended(self) -> Self:
        return self.filter(state=State.ATTENDED)


@keeps_history
class Registration(NetworkModel):
    """One person and one session. Their organization is the one they had when they registered."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="registrations")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="registrations")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    tta_request = models.ForeignKey(
        TTARequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="registrations"
    )
    activity = models.ForeignKey(Activity, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.REGISTERED)
    registered_at = models.DateTimeField(default=timezone.now)

    objects = NetworkManager.from_queryset(RegistrationQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "member"], condition=~Q(state="cancelled"), name="registration_once_per_session"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="registration_state_known"),
        ]
        indexes = [
            models.Index(fields=["network", "session", "state"], name="registration_by_session"),
            models.Index(fields=["network", "member"], name="registration_by_member"),
            models.Index(fields=["network", "organization", "state"], name="registration_by_organization"),
        ]

    def __str__(self) -> str:
        return f"{self.member} in session {self.session_id}"

    @property
    def is_seated(self) -> bool:
        return self.state in HAS_A_SEAT


class Certificate(NetworkModel):
    """Proof that somebody was there, with the name they had then. Its number counts in the network."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="certificate")
    number = models.PositiveBigIntegerField()
    name = models.CharField(max_length=120)
    issued_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["network", "number"], name="certificate_number_once_per_network")
        ]

    def __str__(self) -> str:
        return f"Certificate {self.number}"

    def is_readable_by(self, member: Membership) -> bool:
        """Its owner and the team may have it, unless it was withdrawn."""
        return self.withdrawn_at is None and (member.is_staff or self.registration.member_id == member.pk)
