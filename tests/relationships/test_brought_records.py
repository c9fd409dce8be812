"""A recipient brings its record from another network."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from relationships.depth.models import Standing
from relationships.models import BroughtRecord
from relationships.passport.reading import sections
from relationships.passport.record import record
from requests_app.models import Commitment, TTARequest
from tests.factories import make_member, make_network, make_request
from tta_portal.accounts.roles import Role
from tta_portal.tenancy.scope import network_scope


@pytest.fixture
def made(db):
    """The record of a health department in another network."""
    elsewhere = make_network("elsewhere")
    with network_scope(elsewhere.pk):
        tta_request = make_request("following_up")
        return record(tta_request.organization, tta_request.requester)


def bring(client, organization, content, name="our-record.json"):
    file = SimpleUploadedFile(name, content, content_type="application/json")
    return client.post(f"/north/organizations/{organization.pk}/brought/", {"file": file}, follow=True)


def test_what_was_taken_along_can_be_read_elsewhere(made, network, requester, provider, sign_in):
    answer = bring(sign_in(requester), requester.organization, json.dumps(made).encode())

    brought = BroughtRecord.objects.get()
    assert (brought.from_network, brought.brought_by) == (made["network"], requester)
    for reader in (requester, provider):
        page = sign_in(reader).get(brought.get_absolute_url()).content.decode()
        assert made["requests"][0]["title"] in page
        assert made["promises"][0]["text"] in page
    assert "Your record is here now." in answer.content.decode()


def test_nothing_here_is_counted_from_it(made, network, requester, sign_in):
    bring(sign_in(requester), requester.organization, json.dumps(made).encode())

    assert not TTARequest.objects.exists()
    assert not Commitment.objects.exists()
    assert not Standing.objects.filter(level__gt=0).exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG", "This is not a record in JSON."),
        (b"[" * 100_000, "This is not a record in JSON."),
        (b"[]", "This file is not a record from Common Thread"),
        (b'{"format": "common-thread-passport", "version": 9}', "of a version that we cannot read yet"),
        (b'{"format": "common-thread-passport", "version": 1, "network": "a\\u0000"}', "cannot be kept"),
    ],
)
def test_another_file_is_refused_with_a_sentence(network, requester, sign_in, content, sentence):
    answer = bring(sign_in(requester), requester.organization, content)

    assert sentence in answer.content.decode()
    assert not BroughtRecord.objects.exists()


def test_what_has_another_shape_is_left_out():
    odd = {
        "requests": [{"title": 7, "status": ["x"], "need": "<b>Heat</b>"}, "words", None],
        "promises": "many",
        "people": [{"name": {"first": "Ana"}}],
        "check_ins": [{"asked_at": "2026-01-01", "answer": {"useful": 5}}],
    }

    found = {section.key: section.entries for section in sections(odd)}

    assert [(entry.title, entry.facts) for entry in found["requests"]] == [("7", [("Need", "<b>Heat</b>")])]
    assert set(found) == {"requests", "people", "check_ins"}


def test_days_and_states_are_written_for_people_and_odd_ones_stay():
    odd = {"promises": [{"text": "A", "due_on": "2026-02-31", "state": "kept", "side": "provider"},
                        {"text": "B", "due_on": "2026-10-31T09:00:00-04:00"}]}  # fmt: skip

    (section,) = sections(odd)

    assert section.entries[0].facts == [("Side", "The TTA team"), ("Due", "2026-02-31"), ("State", "Kept")]
    assert section.entries[1].facts == [("Due", "Oct. 31, 2026")]


def test_only_the_department_itself_brings_it_or_takes_it_away(made, network, requester, provider, sign_in):
    other = make_member(Role.REQUESTER)
    content = json.dumps(made).encode()

    assert bring(sign_in(other), requester.organization, content).status_code == 404
    assert bring(sign_in(provider), requester.organization, content).status_code == 403
    bring(sign_in(requester), requester.organization, content)
    address = BroughtRecord.objects.get().get_absolute_url()
    assert sign_in(other).get(address).status_code == 404
    assert sign_in(provider).post(f"{address}take-away/").status_code == 403

    sign_in(requester).post(f"{address}take-away/")

    assert not BroughtRecord.objects.exists()
