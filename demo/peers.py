"""Health departments of the demo that help each other: offers, introductions, an agreement, and who hosted a training."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from demo.people import Person
from demo.words import peers as words
from demo.world import World
from relationships.models import CheckInAnswer
from relationships.peers.finder import DELIVERED, GOOD, matches
from relationships.peers.models import Introduction, PeerAgreement, PeerOffer
from requests_app.models import Topic
from requests_app.training.models import Session
from tta_portal.accounts.models import Membership
from tta_portal.directory.models import Organization

MOST_A_TOPIC, ELSEWHERE, HOSTS = 2, 3, 2
Offers = list[PeerOffer]


def help_each_other(world: World, her: Person) -> None:
    """Those with a good outcome offer; she is introduced to one of them, and somebody asks her."""
    mine = Membership.objects.select_related("organization__jurisdiction").get(pk=her.id)
    offers = _offers(world, besides=mine)
    if not offers:
        return
    _she_is_introduced(world, mine)
    _somebody_asks_her(world, mine, offers)
    for number, (offer, seeker) in enumerate(zip(offers[:ELSEWHERE], offers[ELSEWHERE:], strict=False)):
        _helped(world, offer, seeker.contact, days=150 + 40 * number)
    _some_host(world, offers)


def _offers(world: World, *, besides: Membership) -> Offers:
    """One a department, in the words of the topic it solved; the same world gets the same."""
    answers = CheckInAnswer.objects.filter(
        GOOD, DELIVERED, check_in__tta_request__topic__name__in=list(words.SHARES), check_in__kind="request"
    )
    others = answers.exclude(check_in__organization_id=besides.organization_id)
    rows = others.order_by("check_in__organization_id", "answered_at").distinct("check_in__organization_id")
    found = rows.select_related("check_in__person", "check_in__tta_request__topic")
    spread = sorted(found, key=lambda answer: (answer.check_in_id * 7919) % 1009)
    each: Counter[int] = Counter()
    chosen = []
    for answer in spread:
        topic_id = answer.check_in.tta_request.topic_id
        each[topic_id] += 1
        if each[topic_id] <= MOST_A_TOPIC:
            chosen.append(answer)
    return PeerOffer.objects.bulk_create(
        PeerOffer(
            organization_id=answer.check_in.organization_id,
            contact=answer.check_in.person,
            topic=answer.check_in.tta_request.topic,
            shares=words.SHARES[answer.check_in.tta_request.topic.name],
            made_at=answer.answered_at,
            since=min(answer.answered_at + timedelta(days=1), world.today.now),
        )
        for answer in chosen
    )


def _she_is_introduced(world: World, mine: Membership) -> None:
    """To the department that is most like hers; what they wrote down waits for her to sign it."""
    assert mine.organization is not None
    found = matches(mine.organization, limit=1)
    if not found:
        return
    offer = PeerOffer.objects.get(pk=found[0].pk)
    introduction = _introduced(world, offer, mine, days=16)
    signed_at = world.today.now - timedelta(days=5)
    PeerAgreement.objects.create(
        introduction=introduction, what=words.AGREED, until=(world.today.now + timedelta(days=90)).date(),
        how_often=words.HOW_OFTEN, between_us=words.BETWEEN_US, host_signed_by=offer.contact, host_signed_at=signed_at,
    )  # fmt: skip


def _somebody_asks_her(world: World, mine: Membership, offers: Offers) -> None:
    """She offers to help, too, and one question waits for her yes or no."""
    since = world.today.now - timedelta(days=9)
    topic = Topic.objects.get(name="Infectious disease")
    hers = PeerOffer.objects.create(
        organization_id=mine.organization_id, contact=mine, topic=topic, shares=words.SHARES[topic.name],
        made_at=since, since=since,
    )  # fmt: skip
    seeker = offers[-1]
    Introduction.objects.create(
        offer=hers, seeker_organization_id=seeker.organization_id, seeker=seeker.contact, words=words.ASKED[0],
        asked_at=world.today.now - timedelta(days=1, hours=4),
    )  # fmt: skip


def _introduced(world: World, offer: PeerOffer, seeker: Membership, *, days: int, **fields: object) -> Introduction:
    at = world.today.hours.next_moment(world.today.now - timedelta(days=days))
    introduction: Introduction = Introduction.objects.create(
        **{
            "offer": offer, "seeker_organization_id": seeker.organization_id, "seeker": seeker, "state": "introduced",
            "words": words.ASKED[days % len(words.ASKED)], "asked_at": at - timedelta(days=3), "answered_at": at,
            "introduced_at": at, **fields,
        }
    )  # fmt: skip
    return introduction


def _helped(world: World, offer: PeerOffer, seeker: Membership, *, days: int) -> None:
    """Introduced, agreed, and looked back on by both."""
    now = world.today.now
    begun, over = now - timedelta(days=days - 10), now - timedelta(days=days - 70)
    introduction = _introduced(
        world, offer, seeker, days=days, state="finished", agreed_at=begun, over_at=over,
        seeker_word=words.WORDS[0], host_word=words.WORDS[1],
    )  # fmt: skip
    PeerAgreement.objects.create(
        introduction=introduction, what=words.AGREED, until=over.date(), how_often=words.HOW_OFTEN,
        seeker_signed_by=seeker, seeker_signed_at=begun, host_signed_by=offer.contact, host_signed_at=begun,
    )  # fmt: skip


def _some_host(world: World, offers: Offers) -> None:
    """Two sessions that were held took place with a health department."""
    held = Session.objects.filter(ends_at__lt=world.today.now, called_off_at=None).order_by("pk")[:HOSTS]
    for session, offer in zip(held, offers, strict=False):
        host = Organization.objects.get(pk=offer.organization_id)
        Session.objects.filter(pk=session.pk).update(host=host)
