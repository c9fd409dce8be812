"""Departments like yours that solved this: who offers, resembles, and has done it with a good outcome."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from relationships.models import CheckInAnswer
from relationships.peers.likeness import Crowd
from relationships.peers.models import Introduction, PeerOffer
from requests_app.lifecycle import Status
from requests_app.models import Topic
from requests_app.models.requests import Visibility
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

MOST = 200
CHANGES = {
    "practice": _("how they work"),
    "programme": _("a programme"),
    "policy": _("a policy"),
    "partnership": _("a partnership"),
    "community": _("something in the community"),
}
GOOD = Q(used__in=["partly", "fully"]) | Q(changed__in=list(CHANGES)) | Q(useful__gte=4)
DELIVERED = Q(check_in__tta_request__status__in=[Status.FOLLOWING_UP, Status.CLOSED])


@dataclass(frozen=True)
class Match:
    """One offer as a seeker may see it: no name of a person, a department or a place."""

    pk: int
    topic: Topic | None
    shares: str
    like: list[str]
    score: int
    changed: list[str] = field(default_factory=list)


def related(topic: Topic) -> Q:
    """Offers on a topic, on the one above it, and on those below it."""
    return Q(topic=topic) | Q(topic__parent=topic) | Q(topic_id=topic.parent_id)


def matches(organization: Organization, *, topic: Topic | None = None, limit: int = MOST) -> list[Match]:
    """Whom this department could ask, the most alike first. A constant number of queries."""
    offers = proven().exclude(organization=organization).exclude(_asked_by(organization))
    if topic is not None:
        offers = offers.filter(related(topic))
    crowd, found = Crowd(), []
    for offer in offers[:MOST]:
        likeness = crowd.compare(organization, offer.organization)
        if likeness is not None:
            found.append((offer, likeness))
    found.sort(key=lambda pair: -pair[1].score)
    found = found[:limit]
    changed = _what_changed([offer for offer, _likeness in found])
    return [
        Match(offer.pk, offer.topic, offer.shares, like.words, like.score, changed[offer.pk]) for offer, like in found
    ]


def proven() -> QuerySet[PeerOffer]:
    """Offers in the pool whose department had the topic, or the one above, with a good outcome; newest first."""
    topics = Q(check_in__tta_request__topic_id=OuterRef("topic_id")) | Q(
        check_in__tta_request__topic_id=OuterRef("topic__parent_id")
    )
    # a check-in's department is its request's: said twice, so that each offer begins at its own check-ins
    theirs = {
        "check_in__organization_id": OuterRef("organization_id"),
        "check_in__tta_request__organization_id": OuterRef("organization_id"),
    }
    good = CheckInAnswer.objects.filter(topics, GOOD, DELIVERED, **theirs)
    offers: QuerySet[PeerOffer] = PeerOffer.objects.in_pool().filter(Exists(good))
    related_rows = ("topic", "organization__jurisdiction", "contact__user", "network")
    return offers.select_related(*related_rows).order_by("-since", "-pk")


def _asked_by(organization: Organization) -> Q:
    return Q(pk__in=Introduction.objects.filter(seeker_organization=organization).values("offer_id"))


def _what_changed(offers: Iterable[PeerOffer]) -> dict[int, list[str]]:
    """In words, by offer. A confidential request says that its topic was worked on, and nothing else."""
    offers = list(offers)
    answers = (
        CheckInAnswer.objects.filter(
            DELIVERED,
            changed__in=list(CHANGES),
            check_in__tta_request__organization__in=[offer.organization_id for offer in offers],
        )
        .exclude(check_in__tta_request__visibility=Visibility.NAMED)
        .values_list("changed", "check_in__tta_request__organization_id", "check_in__tta_request__topic_id")
    )
    by_place: dict[tuple[int, int | None], set[str]] = defaultdict(set)
    for changed, organization_id, topic_id in answers:
        by_place[organization_id, topic_id].add(changed)
    found = {}
    for offer in offers:
        topics = {offer.topic_id, offer.topic.parent_id} - {None} if offer.topic else set()
        said = set().union(*(by_place[offer.organization_id, topic_id] for topic_id in topics))
        found[offer.pk] = [str(words) for name, words in CHANGES.items() if name in said]
    return found


def likeness_words(introduction: Introduction) -> list[str]:
    """What both have in common, for either, before they know each other."""
    like = Crowd().compare(introduction.seeker_organization, introduction.offer.organization)
    return like.words if like else []


def may_look(member: Membership) -> bool:
    """A requester, or the team."""
    return member.is_staff or member.speaks_for(member.organization_id)
