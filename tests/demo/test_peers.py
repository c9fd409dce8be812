"""Departments of the demo help each other."""

from __future__ import annotations

from collections import Counter

from relationships.peers import finder
from relationships.peers.models import Introduction, PeerAgreement, PeerOffer
from requests_app.training.models import Session
from tta_portal.accounts.models import Membership


def test_the_demo_has_offers_and_introductions_of_every_kind(national):
    offers = list(PeerOffer.objects.in_pool())

    assert len(offers) > 10
    assert len(offers) == len({offer.organization_id for offer in offers})
    assert Counter(Introduction.objects.values_list("state", flat=True)) == {
        "asked": 1,
        "introduced": 1,
        "finished": 3,
    }
    assert Session.objects.exclude(host=None).count() == 2


def test_the_requester_finds_peers_signs_and_is_asked(national):
    her = Membership.objects.select_related("organization").get(user__email="requester@demo.example")

    assert finder.matches(her.organization)
    assert PeerAgreement.objects.get(seeker_signed_at=None).introduction.seeker == her
    assert Introduction.objects.get(state="asked").offer.contact == her
