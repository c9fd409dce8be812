"""The events of a request's life and the conversation about it."""

from __future__ import annotations

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from requests_app.lifecycle import Status
from requests_app.models.requests import TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet
from tta_portal.words import gettext_lazy as _

UNDO_SECONDS = 15


class RequestEvent(NetworkModel):
    """One change of state: who, when, from, to, and a note. Never edited: the app role may only insert."""

    tta_request = models.ForeignKey(TTARequest, on_delete=models.PROTECT, related_name="events")
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


class Via(models.TextChoices):
    PAGE = "page", _("in the portal")
    MAIL = "mail", _("by mail")


class ThreadMessageQuerySet(NetworkQuerySet):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(taken_back_at=None)

    def readable_by(self, member: Membership) -> Self:
        """What this member may read of a request that they may read: notes are the team's alone,
        and for some seconds a new message is only its author's."""
        ready = Q(author=member) | Q(goes_out_at__lte=timezone.now())
        found = self.standing().filter(ready)
        return found if member.is_staff else found.filter(is_internal=False)


class ThreadMessage(NetworkModel):
    """One message of the conversation about a request; an internal note stays with the team.

    One that came by mail from somebody without a login has no author, but an address that was claimed.
    """

    tta_request = models.ForeignKey(TTARequest, on_delete=models.CASCADE, related_name="messages")
    author = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    from_name = models.CharField(max_length=120, blank=True)
    from_email = models.EmailField(blank=True)
    via = models.CharField(max_length=4, choices=Via, default=Via.PAGE)
    body = models.TextField(max_length=20_000)
    folded = models.TextField(_("Quotes and signature"), max_length=100_000, blank=True)
    is_internal = models.BooleanField(default=False)
    written_at = models.DateTimeField(default=timezone.now)
    goes_out_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    search = models.GeneratedField(
        expression=SearchVector("body", config="english"), output_field=SearchVectorField(), db_persist=True
    )

    objects = NetworkManager.from_queryset(ThreadMessageQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(from_email=""), name="threadmessage_from_somebody"
            )
        ]
        indexes = [
            models.Index(fields=["network", "tta_request", "written_at"], name="threadmessage_by_request"),
            models.Index(fields=["network", "-written_at", "-id"], name="threadmessage_by_date"),
            GinIndex(fields=["network", "search"], name="threadmessage_search"),
        ]

    def __str__(self) -> str:
        return Truncator(self.body).chars(60)

    @property
    def who(self) -> str:
        """Whose words these are; an address without a login is a claim, and says so."""
        if self.author is not None:
            return str(self.author)
        return _("{from_email} (says the mail)").format(from_email=self.from_name or self.from_email)

    @property
    def can_be_taken_back(self) -> bool:
        return self.taken_back_at is None and timezone.now() < self.goes_out_at
