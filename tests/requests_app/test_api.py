from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from requests_app.models import TTARequest
from tests.factories import make_member, make_request, make_topic
from tta_portal.accounts import actions as accounts
from tta_portal.accounts.models import ApiToken

URL = "/api/v1/north/requests/"


def call(client, method, url, data=None, **headers):
    answer = getattr(client, method)(url, json.dumps(data or {}), content_type="application/json", headers=headers)
    return answer.status_code, answer.json()


def test_a_request_is_created_and_read(network, requester, sign_in):
    client, topic = sign_in(requester), make_topic()
    four = {"need": "Heat plan. Please.", "hoped_for_change": "Safer", "why_now": "June", "topic": topic.pk}

    status, made = call(client, "post", URL, four)
    listed = client.get(URL).json()

    assert (status, made["number"], made["status"]) == (201, 1, "submitted")
    assert [row["number"] for row in listed["results"]] == [1]
    assert client.get(f"{URL}1/").json()["title"] == "Heat plan"


def test_a_refusal_is_problem_json_with_the_pages_sentence(network, sign_in):
    tta_request = make_request("following_up")

    status, problem = call(sign_in(tta_request.lead), "post", f"{URL}{tta_request.number}/close/", {"reason": "x"})

    assert (status, problem["title"]) == (409, "Refused")
    assert problem["detail"].startswith("The final check-in is still open")


def test_missing_fields_are_named(network, requester, sign_in):
    status, problem = call(sign_in(requester), "post", URL, {"need": "Only this"})

    assert status == 400
    assert set(problem["errors"]) == {"hoped_for_change", "why_now", "topic"}


def test_moves_are_the_pages_moves(network, provider, sign_in):
    tta_request = make_request("submitted")
    client = sign_in(provider)

    assert "acknowledge" in client.get(f"{URL}{tta_request.number}/").json()["moves"]
    status, after = call(client, "post", f"{URL}{tta_request.number}/acknowledge/", {"message": "I have read it."})

    assert (status, after["status"]) == (200, "acknowledged")


def test_what_one_may_not_read_does_not_exist(network, sign_in):
    tta_request = make_request("submitted")

    answer = sign_in(make_member("requester")).get(f"{URL}{tta_request.number}/")

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_an_analyst_reads_no_requests(network, sign_in):
    assert sign_in(make_member("analyst")).get(URL).status_code == 403


@pytest.mark.parametrize(("may_write", "status"), [(False, 403), (True, 200)])
def test_a_token_reads_and_writes_only_if_allowed(network, provider, may_write, status):
    tta_request = make_request("submitted")
    secret = accounts.make_token(by=provider, name="export", days=7, may_write=may_write)
    headers = {"Authorization": f"Bearer {secret}"}

    assert Client().get(URL, headers=headers).status_code == 200
    answer = call(Client(), "post", f"{URL}{tta_request.number}/acknowledge/", {"message": "Hi"}, **headers)

    assert answer[0] == status


def test_a_token_is_stored_hashed_and_dies(network, provider):
    secret = accounts.make_token(by=provider, name="export", days=7, may_write=False)
    headers = {"Authorization": f"Bearer {secret}"}
    assert secret not in str(ApiToken.objects.values())

    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert Client().get(URL, headers=headers).status_code == 401


def test_without_signing_in_the_api_says_so(network):
    answer = Client().get(URL)

    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_lists_can_be_filtered(network, provider, sign_in):
    make_request("submitted"), make_request("acknowledged")

    rows = sign_in(provider).get(f"{URL}?status=acknowledged").json()["results"]

    assert [row["status"] for row in rows] == ["acknowledged"]


def test_a_plan_by_the_api(network, sign_in):
    tta_request = make_request("planning")
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    plan = {
        "goals": "A plan", "roles": "We and you", "voice_absent_because": "No time", "provider_1": "Draft",
        "provider_1_by": due, "recipient_1": "Read", "recipient_1_by": due,
    }  # fmt: skip

    status, _ = call(sign_in(tta_request.lead), "post", f"{URL}{tta_request.number}/plan/", plan)

    assert status == 200
    assert {row.side for row in TTARequest.objects.get().commitments.all()} == {"recipient", "provider"}
