"""Health departments that offer to help a peer, and the introductions that come of it."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from relationships.models import CheckIn
from relationships.peers.lifecycle import State
from requests_app.models import Topic, TTARequest
from tta_portal.accounts.models import Membership
from tta_portal.accounts.roles import Role
from tta_portal.directory.models import Organization
from tta_portal.tenancy.models import NetworkManager, NetworkModel, NetworkQuerySet

GONE = Q(contact__is_active=False) | Q(contact__user__is_active=False)


class PeerOfferQuerySet(NetworkQuerySet):
    def in_pool(self) -> Self:
        """Said yes to in words, not taken back, and somebody is there to answer."""
        return self.filter(since__isnull=False, withdrawn_at=None).exclude(GONE)

    def visible_to(self, member: Membership) -> Self:
        """One's own department's; what waits for a person's words is seen by that person alone."""
        if member.is_staff:
            return self.filter(since__isnull=False)
        if member.role != Role.REQUESTER:
            return self.none()
        return self.filter(Q(since__isnull=False) | Q(contact=member), organization_id=member.organization_id)


class PeerOffer(NetworkModel):
    """What one health department could share with another. Nobody finds it before `since`: their explicit yes."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="peer_offers")
    contact = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    topic = models.ForeignKey(Topic, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shares = models.TextField(max_length=1000, blank=True)
    check_in = models.OneToOneField(CheckIn, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = NetworkManager.from_queryset(PeerOfferQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since=None) | Q(topic__isnull=False) & ~Q(shares=""), name="peer_offer_in_words"
            ),
            models.UniqueConstraint(
                fields=["organization", "topic"],
                condition=Q(since__isnull=False, withdrawn_at=None),
                name="peer_offer_once_per_topic",
            ),
        ]

    def __str__(self) -> str:
        return f"Offer to help a peer: {self.topic}"

    def get_absolute_url(self) -> str:
        return reverse("peer_offer", kwargs={"network": self.network.slug, "pk": self.pk})


class IntroductionQuerySet(NetworkQuerySet):
    def visible_to(self, member: Membership) -> Self:
        """The person who asked, the department that offered, and, unless the request is confidential, the others."""
        if not member.is_staff and member.role != Role.REQUESTER:
            return self.none()
        readable = TTARequest.objects.visible_to(member).filter(pk=OuterRef("tta_request_id"))
        may_read = Q(tta_request=None) | Q(Exists(readable))
        if member.is_staff:
            return self.filter(may_read | Q(team=member))
        mine = Q(seeker=member) | Q(seeker_organization_id=member.organization_id) & may_read
        return self.filter(mine | Q(offer__organization_id=member.organization_id))


class Introduction(NetworkModel):
    """One department asks another through an offer. Neither sees who the other is before the offerer's yes."""

    offer = models.ForeignKey(PeerOffer, on_delete=models.PROTECT, related_name="introductions")
    seeker_organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    seeker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    tta_request = models.ForeignKey(TTARequest, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    words = models.TextField(max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    introduced_at = models.DateTimeField(null=True, blank=True)
    team = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField(null=True, blank=True)
    over_at = models.DateTimeField(null=True, blank=True)
    seeker_word = models.TextField(max_length=1000, blank=True)
    host_word = models.TextField(max_length=1000, blank=True)

    objects = NetworkManager.from_queryset(IntroductionQuerySet)()

    class Meta(NetworkModel.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="introduction_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["introduced", "agreed", "finished"]) | Q(introduced_at__isnull=False),
                name="introduction_has_its_date",
            ),
            models.UniqueConstraint(fields=["offer", "seeker_organization"], name="introduction_asked_once"),
        ]

    def __str__(self) -> str:
        return f"Introduction {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("introduction", kwargs={"network": self.network.slug, "pk": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether both see each other: once introduced, for good."""
        return self.introduced_at is not None

    def side_of(self, member: Membership) -> str:
        """`seeker` or `host`; nothing for the team."""
        if member.speaks_for(self.offer.organization_id):
            return "host"
        return "seeker" if member.speaks_for(self.seeker_organization_id) else ""


class PeerAgreement(NetworkModel):
    """What a host and a mentee agree. Changing it takes both signatures anew."""

    introduction = models.OneToOneField(Introduction, on_delete=models.CASCADE, related_name="agreement")
    version = models.PositiveSmallIntegerField(default=1)
    what = models.TextField(max_length=1000)
    until = models.DateField()
    how_often = models.CharField(max_length=120)
    between_us = models.TextField(max_length=1000, blank=True)
    seeker_signed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    seeker_signed_at = models.DateTimeField(null=True)
    host_signed_by = models.ForeignKey(Membership, null=True, on_delete=models.PROTECT, related_name="+")
    host_signed_at = models.DateTimeField(null=True)

    class Meta(NetworkModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(seeker_signed_at=None, seeker_signed_by=None)
                | Q(seeker_signed_at__isnull=False, seeker_signed_by__isnull=False),
                name="peer_agreement_seeker_signed",
            ),
            models.CheckConstraint(
                condition=Q(host_signed_at=None, host_signed_by=None)
                | Q(host_signed_at__isnull=False, host_signed_by__isnull=False),
                name="peer_agreement_host_signed",
            ),
        ]

    def __str__(self) -> str:
        return f"Agreement of introduction {self.introduction_id}"
