from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from relationships import actions as relationships
from relationships.models import CheckIn
from requests_app.library import actions
from requests_app.library.models import Resource, SentResource
from requests_app.models import ThreadMessage
from tests.factories import make_member, make_request, make_resource, make_topic
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message


def asked(tta_request):
    check_in = CheckIn.objects.filter(tta_request=tta_request).order_by("due_at").first()
    relationships.ask_due(at=check_in.due_at + timedelta(minutes=1))
    return CheckIn.objects.get(pk=check_in.pk)


def test_sending_writes_to_the_requester_and_is_on_record(network):
    tta_request = make_request("acknowledged")
    resource = make_resource("Heat plan", url="https://example.org/heat")

    sent = actions.send(resource, tta_request, by=tta_request.lead, words="Ana, this one is short.")

    assert sent.message.body == "Ana, this one is short.\n\nHeat plan\n\nhttps://example.org/heat"
    assert (sent.message.is_internal, sent.sent_by, sent.helped) == (False, tta_request.lead, None)
    assert Message.objects.filter(to_email=tta_request.requester.email, text__contains="example.org/heat").exists()


def test_a_text_is_sent_as_it_stands(network):
    tta_request = make_request("acknowledged")

    sent = actions.send(
        make_resource("Script", kind="text", url="", body="Say: *hello*"), tta_request, by=tta_request.lead
    )

    assert sent.message.body == "Script\n\nSay: *hello*"


def test_a_resource_is_sent_once_for_a_request(network):
    tta_request, resource = make_request("acknowledged"), make_resource("Heat plan")
    actions.send(resource, tta_request, by=tta_request.lead)
    before = ThreadMessage.objects.count()

    with pytest.raises(Refused, match="“Heat plan” was sent for this request on"):
        actions.send(resource, tta_request, by=tta_request.lead)

    assert (SentResource.objects.count(), ThreadMessage.objects.count()) == (1, before)


def test_what_is_retired_is_not_sent(network):
    tta_request, resource = make_request("acknowledged"), make_resource()
    actions.retire(resource, by=tta_request.lead)

    with pytest.raises(Refused, match="was retired"):
        actions.send(resource, tta_request, by=tta_request.lead)


def test_only_the_team_keeps_the_library(network, requester):
    resource, tta_request = make_resource(), make_request("acknowledged", requester=requester)

    for act in (
        lambda: make_resource(by=requester),
        lambda: actions.change(resource, by=requester, title="Mine"),
        lambda: actions.retire(resource, by=requester),
        lambda: actions.put_back(resource, by=requester),
        lambda: actions.send(resource, tta_request, by=requester),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_change_keeps_what_was_said_before(network, provider):
    first, second = make_topic(), make_topic()
    resource = make_resource("Old title", by=provider, topics=[first])

    actions.change(resource, by=provider, title="New title", topics=[second])

    assert [past.title for past in resource.history.all()] == ["Old title"]
    assert [link.topic for link in resource.topic_links.all()] == [second]


def test_the_database_wants_something_to_give(network, provider):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_resource(by=provider, kind="text", body="")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_resource(by=provider, url="javascript:alert(1)")


def test_a_check_in_says_what_the_resources_were_worth(network):
    tta_request, other = make_request("following_up"), make_request("following_up")
    resource = make_resource()
    for one in (tta_request, other):
        actions.send(resource, one, by=one.lead)
    check_in = asked(tta_request)

    relationships.answer(check_in, by=tta_request.requester, answers={"useful": 5})
    relationships.answer(check_in, by=tta_request.requester, answers={"useful": 3})

    scores = SentResource.objects.order_by("pk").values_list("tta_request", "helped")
    assert list(scores) == [(tta_request.pk, 3), (other.pk, None)]


def test_an_answer_without_a_score_says_nothing_about_resources(network):
    tta_request = make_request("following_up")
    actions.send(make_resource(), tta_request, by=tta_request.lead)
    check_in = asked(tta_request)

    relationships.answer(check_in, by=tta_request.requester, answers={"promises": "all"})

    assert SentResource.objects.get().helped is None


def test_a_retired_resource_is_read_where_it_was_sent(network):
    tta_request, resource = make_request("acknowledged"), make_resource()
    actions.send(resource, tta_request, by=tta_request.lead)
    actions.retire(resource, by=tta_request.lead)

    def readable(member):
        return Resource.objects.readable_by(member).filter(pk=resource.pk).exists()

    assert readable(tta_request.requester)
    assert readable(tta_request.lead)
    assert not readable(make_member("requester"))
