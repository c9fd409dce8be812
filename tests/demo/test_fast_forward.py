from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from demo import actions
from relationships import actions as relationships
from relationships.models import CheckIn
from requests_app import actions as request_actions
from requests_app.models import Commitment, Side
from tests import factories
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope


def asked():
    return list(CheckIn.objects.exclude(asked_at=None).order_by("offset_days").values_list("offset_days", flat=True))


def test_check_ins_come_as_days_pass(network):
    factories.make_request("following_up")

    actions.fast_forward(days=2, at=timezone.now())
    relationships.ask_due(at=timezone.now())

    assert asked() == [2]
    assert Message.objects.get(kind="check_in").any_hour

    actions.fast_forward(days=30, at=timezone.now())
    relationships.ask_due(at=timezone.now())

    assert asked() == [2, 30]


def test_a_reminder_comes_as_days_pass(network):
    factories.make_request("following_up")
    actions.fast_forward(days=2, at=timezone.now())
    relationships.ask_due(at=timezone.now())

    actions.fast_forward(days=9, at=timezone.now())
    relationships.chase_unanswered(at=timezone.now())

    assert CheckIn.objects.get(offset_days=2).state == "reminded"
    assert Message.objects.filter(kind="check_in", any_hour=True).count() == 2


def test_promises_and_held_requests_grow_older_and_events_do_not(network, provider):
    tta_request = factories.make_request("in_delivery", lead=provider)
    due_on = Commitment.objects.filter(side=Side.PROVIDER).get().due_on
    request_actions.hold(tta_request, by=provider, waiting_for="us", reason="Back on Monday.")
    event, held_since = tta_request.events.last(), tta_request.held_since

    actions.fast_forward(days=20, at=timezone.now())

    tta_request.refresh_from_db()
    assert Commitment.objects.filter(side=Side.PROVIDER).get().due_on == due_on - timedelta(days=20)
    assert tta_request.held_since == held_since - timedelta(days=20)
    assert tta_request.events.last().happened_at == event.happened_at


def test_a_reply_target_passes_only_where_nobody_replied(network):
    waiting, answered = factories.make_request("submitted"), factories.make_request("acknowledged")
    before = answered.reply_due_at

    actions.fast_forward(days=5, at=timezone.now())

    waiting.refresh_from_db()
    answered.refresh_from_db()
    assert waiting.is_reply_overdue
    assert answered.reply_due_at == before


def test_another_network_stays_where_it_is(db):
    here, there = factories.make_network("here"), factories.make_network("there")

    with network_scope(there.pk):
        factories.make_request("following_up")
        before = list(CheckIn.objects.order_by("pk").values_list("due_at", flat=True))
    with network_scope(here.pk):
        actions.fast_forward(days=30, at=timezone.now())

    with network_scope(there.pk):
        assert list(CheckIn.objects.order_by("pk").values_list("due_at", flat=True)) == before


def test_the_command_says_what_fell_due(network, settings):
    settings.DEMO = True
    factories.make_request("following_up")
    said = StringIO()

    call_command("fast_forward", network="north", days=31, stdout=said)

    assert said.getvalue().startswith("North is 31 days on: 2 check-ins fell due, and ")


@pytest.mark.parametrize(
    ("is_demo", "days", "slug", "words"),
    [
        (False, 2, "north", "DEMO=1"),
        (True, 0, "north", "from 1 to"),
        (True, 2, "nowhere", "no network at “nowhere”"),
    ],
)
def test_the_command_refuses(network, settings, is_demo, days, slug, words):
    settings.DEMO = is_demo

    with pytest.raises(CommandError, match=words):
        call_command("fast_forward", network=slug, days=days)
