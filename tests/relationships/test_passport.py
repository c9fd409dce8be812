"""A recipient takes its record along: whole, readable, and nobody else's."""

from __future__ import annotations

import json
import subprocess

import pytest
from django.utils import timezone

from relationships import actions
from relationships.models import CheckIn
from relationships.passport.record import record
from requests_app import actions as request_actions
from tests.factories import make_member, make_request


@pytest.fixture
def lived(network):
    tta_request = make_request("following_up")
    CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now())
    actions.ask_due(at=timezone.now())
    check_in = CheckIn.objects.get(offset_days=2)
    actions.answer(check_in, by=tta_request.requester, answers={"useful": 5, "next_step": "keep_working"})
    actions.ask_us(tta_request.organization, by=tta_request.requester, question="When?")
    return tta_request


def test_the_record_holds_everything_and_is_plain_json(lived):
    made = json.loads(json.dumps(record(lived.organization, lived.requester)))

    assert made["requests"][0]["need"] == lived.need
    assert made["requests"][0]["plans"][0]["agreed_by"] == ["provider", "recipient"]
    assert made["requests"][0]["activities"]
    assert made["requests"][0]["what_we_heard"][0]["confirmed_at"]
    assert len(made["promises"]) >= 2
    assert made["check_ins"][0]["answer"]["useful"] == 5
    assert made["engagements"][0]["status"] == "proposed"
    assert made["questions_to_us"][0]["question"] == "When?"
    assert any(person["email"] == lived.requester.email for person in made["people"])


def test_internal_notes_and_a_colleagues_confidential_request_stay_out(lived):
    request_actions.write_message(lived, by=lived.lead, body="Between us", is_internal=True)
    secret = make_request("submitted", requester=make_member("requester", organization=lived.organization))
    secret.visibility = "named"
    secret.save(update_fields=["visibility"])

    made = json.dumps(record(lived.organization, lived.requester))

    assert "Between us" not in made
    assert {one["number"] for one in json.loads(made)["requests"]} == {lived.number}


def test_it_comes_as_a_document_that_can_be_read_back(lived, sign_in, tmp_path):
    answer = sign_in(lived.requester).get(f"/north/organizations/{lived.organization_id}/passport.pdf")
    assert answer["Content-Type"] == "application/pdf"
    file = tmp_path / "record.pdf"
    file.write_bytes(answer.content)
    words = _text(file)
    assert lived.organization.name in words
    assert "Check-ins" in words


def _text(file):
    try:
        return subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        pytest.skip("pdftotext is not installed")


def test_only_both_sides_can_take_it(lived, sign_in):
    for name in ("passport/", "passport.json", "passport.pdf"):
        url = f"/north/organizations/{lived.organization_id}/{name}"
        assert sign_in(make_member("requester")).get(url).status_code == 404
        assert sign_in(lived.requester).get(url).status_code == 200
        assert sign_in(lived.lead).get(url).status_code == 200
