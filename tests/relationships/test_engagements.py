from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from relationships import actions
from relationships.models import CheckIn, Engagement
from requests_app.models import Commitment
from tests.factories import make_member, make_request
from tta_portal.errors import Refused


@pytest.fixture
def tta_request(network):
    return make_request("following_up")


@pytest.fixture
def proposed(tta_request):
    return actions.propose(tta_request, by=tta_request.requester)


def test_a_proposal_comes_with_first_promises_of_both_sides(proposed):
    promises = Commitment.objects.filter(engagement_link__engagement=proposed)

    assert {promise.side for promise in promises} == {"recipient", "provider"}
    assert proposed.has_commitments_of_both


def test_the_other_side_accepts_and_it_is_active(proposed, tta_request):
    actions.agree(proposed, by=tta_request.lead)

    proposed.refresh_from_db()
    assert (proposed.status, proposed.lead_organization) == ("active", tta_request.organization)
    assert CheckIn.objects.get(engagement=proposed).offset_days == proposed.cadence_days
    assert [event.move for event in proposed.events.all()] == ["propose", "accept"]


def test_one_side_alone_is_not_enough(proposed, tta_request):
    actions.agree(proposed, by=tta_request.requester)

    proposed.refresh_from_db()
    assert proposed.status == "proposed"


def test_changed_terms_must_be_agreed_again(proposed, tta_request):
    due = timezone.localdate() + timedelta(days=9)
    promises = [("provider", "Call", due), ("recipient", "Choose", due)]
    actions.change_terms(
        proposed, by=tta_request.lead, purpose="Heat plans", lead_organization=tta_request.organization,
        cadence_days=60, promises=promises,
    )  # fmt: skip

    proposed.refresh_from_db()
    assert proposed.status == "proposed"
    actions.agree(proposed, by=tta_request.requester)
    proposed.refresh_from_db()
    assert (proposed.status, proposed.cadence_days) == ("active", 60)


def test_a_partner_sees_just_what_it_joined(proposed, tta_request):
    partner = make_member("partner")
    assert Engagement.objects.visible_to(partner).count() == 0

    actions.add_partner(proposed, by=tta_request.requester, organization=partner.organization, role="Reaches elders")

    assert Engagement.objects.visible_to(partner).get() == proposed
    with pytest.raises(PermissionDenied):
        actions.agree(proposed, by=partner)


@pytest.mark.parametrize("verb", ["pause", "complete", "end"])
def test_an_active_engagement_can_rest_or_end(proposed, tta_request, verb):
    actions.agree(proposed, by=tta_request.lead)
    proposed.refresh_from_db()

    getattr(actions, verb)(proposed, by=tta_request.requester, reason="Summer")

    assert CheckIn.objects.filter(engagement=proposed, state="scheduled").count() == 0
    if verb == "pause":
        actions.resume(proposed, by=tta_request.requester, reason="Autumn")
        assert proposed.status == "active"


def test_the_second_of_two_is_told(proposed, tta_request):
    stale = Engagement.objects.get(pk=proposed.pk)
    actions.end(proposed, by=tta_request.requester, reason="Not now")

    with pytest.raises(Refused, match="by now"):
        actions.pause(stale, by=tta_request.lead, reason="x")


def test_answering_schedules_the_next_check_in(proposed, tta_request):
    actions.agree(proposed, by=tta_request.lead)
    check_in = CheckIn.objects.get(engagement=proposed)
    actions.ask_due(at=check_in.due_at + timedelta(hours=1))
    check_in.refresh_from_db()

    actions.answer(check_in, by=tta_request.requester, answers={"changed": "policy"})

    assert CheckIn.objects.filter(engagement=proposed, state="scheduled").count() == 1
