"""Relationships for programs: the same rows that the pages show to the same member."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from relationships import actions
from relationships.models import CheckIn, Engagement, EngagementParty, EngagementRequest, Touch
from requests_app.models import Commitment, TTARequest
from tests.factories import make_member, make_request
from tta_portal.accounts.roles import Role

API = "/api/v1/north"


@pytest.fixture
def followed(network):
    return make_request("following_up")


@pytest.fixture
def together(followed):
    engagement = actions.propose(followed, by=followed.requester)
    actions.agree(engagement, by=followed.lead)
    return Engagement.objects.get(pk=engagement.pk)


def rows(client, path):
    answer = client.get(f"{API}/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_check_ins_come_with_their_answer(followed, sign_in):
    first = CheckIn.objects.filter(tta_request=followed).order_by("due_at").first()
    actions.ask_due(at=first.due_at + timedelta(minutes=1))
    actions.answer(first, by=first.person, answers={"useful": 4, "next_step": "done"})
    client = sign_in(followed.requester)

    listed = rows(client, "check-ins/?state=answered")

    assert [(row["id"], row["request"], row["answer"]["useful"]) for row in listed] == [(first.pk, followed.number, 4)]
    assert client.get(f"{API}/check-ins/{first.pk}/").json()["answer"]["next_step"] == "done"
    assert len(rows(client, "check-ins/?state=scheduled")) == 3


def test_a_colleague_is_not_shown_what_is_confidential(followed, sign_in):
    TTARequest.objects.filter(pk=followed.pk).update(visibility="named")
    colleague = make_member(Role.REQUESTER, organization=followed.organization)
    client = sign_in(colleague)

    assert rows(client, "check-ins/") == []
    assert rows(client, "commitments/") == []
    first = CheckIn.objects.filter(tta_request=followed).first()
    assert client.get(f"{API}/check-ins/{first.pk}/").status_code == 404


def test_the_ledger_is_ones_own(followed, sign_in):
    mine = set(Commitment.objects.in_force().values_list("pk", flat=True))
    other = make_member(Role.REQUESTER)

    assert mine
    assert {row["id"] for row in rows(sign_in(followed.requester), "commitments/")} == mine
    assert rows(sign_in(other), "commitments/") == []
    assert {row["side"] for row in rows(sign_in(followed.lead), "commitments/?side=provider")} == {"provider"}


def test_a_partner_sees_its_engagement_and_no_request(together, followed, sign_in):
    partner = make_member(Role.PARTNER)
    EngagementParty.objects.create(
        engagement=together, organization=partner.organization, side="partner", role="Invites people"
    )

    (seen,) = rows(sign_in(partner), "engagements/")

    assert (seen["id"], seen["status"], seen["requests"]) == (together.pk, "active", [])
    assert [party["side"] for party in seen["parties"]] == ["recipient", "provider", "partner"]
    assert rows(sign_in(followed.lead), "engagements/")[0]["requests"] == [followed.number]
    stranger = sign_in(make_member(Role.PARTNER))
    assert stranger.get(f"{API}/engagements/{together.pk}/").status_code == 404


def test_a_contact_is_logged_by_the_team_alone(followed, sign_in):
    path = f"{API}/organizations/{followed.organization_id}/contacts/"
    facts = json.dumps({"mode": "phone", "when": "now", "with_whom": "Ana", "words": "The plan is in use."})

    made = sign_in(followed.lead).post(path, facts, content_type="application/json")
    refused = sign_in(followed.requester).post(path, facts, content_type="application/json")

    assert (made.status_code, made.json()["with_whom"], made.json()["is_two_way"]) == (201, "Ana", True)
    assert refused.status_code == 403
    assert Touch.objects.get().words == "The plan is in use."


def test_a_wrong_contact_says_what_is_wrong(followed, sign_in):
    path = f"{API}/organizations/{followed.organization_id}/contacts/"

    answer = sign_in(followed.lead).post(path, json.dumps({"mode": "pigeon", "when": "now"}), "application/json")

    assert answer.status_code == 400
    assert set(answer.json()["errors"]) == {"mode"}


def test_the_passport_is_the_organizations_own(followed, sign_in):
    path = f"{API}/organizations/{followed.organization_id}/passport/"

    mine = sign_in(followed.requester).get(path).json()

    assert (mine["format"], [row["number"] for row in mine["requests"]]) == (
        "common-thread-passport",
        [followed.number],
    )
    assert sign_in(make_member(Role.REQUESTER)).get(path).status_code == 404


@pytest.mark.parametrize("path", ["check-ins/", "commitments/", "engagements/"])
def test_a_list_asks_as_often_for_three_as_for_one(network, sign_in, path, django_assert_max_num_queries):
    counted = []
    provider = make_member()
    client = sign_in(provider)
    for _ in range(2):
        for _ in range(len(counted) + 1):
            followed = make_request("following_up")
            actions.agree(actions.propose(followed, by=followed.requester), by=followed.lead)
        client.get(f"{API}/{path}")
        with django_assert_max_num_queries(30) as asked:
            assert rows(client, path)
        counted.append(len(asked))

    assert counted[0] == counted[1]
    assert EngagementRequest.objects.count() == 3
