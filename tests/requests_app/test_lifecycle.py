from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from requests_app import actions
from requests_app.lifecycle import MOVES, Status
from requests_app.models import RequestEvent
from tests import factories
from tests.factories import make_member, make_request
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message


def test_a_request_goes_the_long_way(network):
    tta_request = make_request("closed")

    moves = [event.move for event in tta_request.events.all()]
    assert moves == [
        "submit", "acknowledge", "offer_conversation", "start_planning", "start_delivery", "deliver", "close",
    ]  # fmt: skip


@pytest.mark.parametrize("move", MOVES)
def test_every_move_is_refused_to_an_analyst(network, move):
    source = MOVES[move].sources[0]
    tta_request = make_request("submitted")
    tta_request.status = source

    with pytest.raises(PermissionDenied):
        actions.check_move(tta_request, move, by=make_member("analyst"))


@pytest.mark.parametrize("move", MOVES)
def test_every_move_is_refused_from_elsewhere(network, provider, requester, move):
    tta_request = make_request("submitted", requester=requester)
    elsewhere = next(status for status in Status if status not in MOVES[move].sources)
    tta_request.status = elsewhere
    by = provider if actions.may_move(tta_request, move, provider) else requester

    with pytest.raises(Refused, match="can no longer be changed this way"):
        actions.check_move(tta_request, move, by=by)


@pytest.mark.parametrize(
    ("move", "status", "sentence"),
    [
        ("offer_conversation", "acknowledged", "Choose a lead first"),
        ("start_planning", "discovery", "Log a conversation"),
        ("start_delivery", "planning", "agree the same version"),
        ("answer_quickly", "acknowledged", "Only a request with universal intensity"),
        ("deliver", "in_delivery", "Log at least one activity"),
        ("close", "following_up", "final check-in is still open"),
    ],
)
def test_a_guard_refuses_with_its_sentence(network, move, status, sentence):
    tta_request = make_request(status)
    lead = tta_request.lead
    if move == "offer_conversation":
        tta_request.lead = None
        tta_request.save(update_fields=["lead"])
    extra = {
        "offer_conversation": {"offer": "Monday?"},
        "answer_quickly": {"answer": "Here it is."},
        "close": {"reason": "Done"},
    }.get(move, {})

    with pytest.raises(Refused, match=sentence):
        getattr(actions, move)(tta_request, by=lead, **extra)

    tta_request.refresh_from_db()
    assert tta_request.status == status


def test_planning_waits_for_the_requester_to_confirm(network):
    tta_request = make_request("discovery")
    lead, requester = tta_request.lead, tta_request.requester
    factories.confirm_needs(tta_request, requester, lead)
    actions.write_needs_statement(tta_request, by=lead, text="Something else")

    with pytest.raises(Refused, match="has not confirmed"):
        actions.start_planning(tta_request, by=lead)


def test_a_correction_goes_round_again(network):
    tta_request = make_request("discovery")
    lead, requester = tta_request.lead, tta_request.requester
    actions.write_needs_statement(tta_request, by=lead, text="You need a poster.")

    actions.correct_needs(tta_request, by=requester, correction="Not a poster, a plan.")
    assert not tta_request.needs_confirmed
    factories.confirm_needs(tta_request, requester, lead)

    assert tta_request.needs_confirmed
    assert [row.version for row in tta_request.needs_statements.order_by("version")] == [1, 2]


def test_delivery_waits_for_a_recorded_voice(network):
    tta_request = make_request("planning")
    lead, requester = tta_request.lead, tta_request.requester
    factories.agree_plan(tta_request, requester, lead, voice_level="", voice_who="")

    with pytest.raises(Refused, match="who speaks for the community"):
        actions.start_delivery(tta_request, by=lead)


def test_a_new_plan_version_must_be_agreed_again(network):
    tta_request = make_request("planning")
    lead, requester = tta_request.lead, tta_request.requester
    factories.agree_plan(tta_request, requester, lead)
    due = tta_request.plan.finishes_on
    actions.draft_plan(
        tta_request, by=lead, goals="More", roles="Same", finishes_on=None, voice_level="", voice_who="",
        voice_absent_because="No time", commitments=[("provider", "Call", due), ("recipient", "Answer", due)],
    )  # fmt: skip

    with pytest.raises(Refused, match="has changed since you opened it"):
        actions.agree_plan(tta_request, by=requester, version=1)
    assert not tta_request.plan_agreed


def test_a_plan_needs_a_promise_of_each_side(network):
    tta_request = make_request("planning")

    with pytest.raises(Refused, match="one promise of each side"):
        factories.agree_plan(
            tta_request, tta_request.requester, tta_request.lead,
            commitments=[("provider", "Call", tta_request.created_at.date())],
        )  # fmt: skip


def test_an_overdue_promise_of_ours_holds_delivery_up(network, days_pass):
    tta_request = make_request("in_delivery")
    factories.log_activity(tta_request, tta_request.lead)
    days_pass(20)

    with pytest.raises(Refused, match="One of our own promises is overdue"):
        actions.deliver(tta_request, by=tta_request.lead)


def test_a_universal_request_takes_the_short_way(network):
    tta_request = make_request("acknowledged", topic=factories.make_topic(default_intensity="universal"))
    lead = tta_request.lead

    actions.answer_quickly(tta_request, by=lead, answer="The form is on our site, page two.")
    factories.log_activity(tta_request, lead, strategy="resource")
    actions.deliver(tta_request, by=lead)

    assert tta_request.status == Status.FOLLOWING_UP
    assert tta_request.check_ins.count() == 4


def test_hold_stops_the_clocks_and_resume_moves_the_targets(network, days_pass):
    tta_request = make_request("submitted")
    lead = make_member("provider")
    due = tta_request.reply_due_at

    actions.hold(tta_request, by=lead, waiting_for="requester", reason="They are on leave.")
    days_pass(7)
    actions.resume(tta_request, by=lead)

    tta_request.refresh_from_db()
    assert tta_request.status == Status.SUBMITTED
    assert tta_request.held_time.days == 7
    assert (tta_request.reply_due_at - due).days >= 7


def test_refer_asks_the_requester_before_anything_is_shared(network, provider):
    tta_request = make_request("acknowledged")

    actions.refer(
        tta_request, by=provider, to_name="State lab", to_contact="lab@example.org", reason="Theirs", consent=False
    )

    assert (tta_request.status, tta_request.referral.state) == ("acknowledged", "proposed")
    assert not Message.objects.filter(to_email="lab@example.org").exists()


def test_a_referral_begins_with_the_requesters_yes(network, provider):
    tta_request = make_request("acknowledged")
    actions.refer(
        tta_request,
        by=provider,
        to_name="State lab",
        to_contact="lab@example.org",
        reason="Theirs",
        shares="They need a test of well water.",
        consent=False,
    )

    actions.agree_to_referral(tta_request, by=tta_request.requester)

    assert (tta_request.status, tta_request.referral.state) == ("referred", "offered")
    assert "test of well water" in Message.objects.get(to_email="lab@example.org").text


def test_a_referral_the_requester_refuses_shares_nothing(network, provider):
    tta_request = make_request("acknowledged")
    actions.refer(tta_request, by=provider, to_name="Lab", to_contact="l@example.org", reason="Theirs", consent=False)

    actions.refuse_referral(tta_request, by=tta_request.requester, reason="We know them.")

    assert (tta_request.status, tta_request.referral.state) == ("acknowledged", "refused")
    assert not Message.objects.filter(to_email="l@example.org").exists()


def test_a_referral_is_received_not_just_sent(network, provider):
    tta_request = make_request("acknowledged")
    actions.refer(tta_request, by=provider, to_name="State lab", to_contact="lab@x", reason="Theirs", consent=True)

    with pytest.raises(Refused, match="Introduce both sides first"):
        actions.complete_referral(tta_request, by=provider, outcome="They helped")
    actions.accept_referral(tta_request, by=provider)
    actions.introduce(tta_request, by=provider)
    actions.complete_referral(tta_request, by=provider, outcome="They helped")

    assert (tta_request.status, tta_request.referral.state) == ("following_up", "confirmed")


def test_a_returned_referral_goes_on_where_it_was(network, provider):
    tta_request = make_request("discovery")
    actions.refer(tta_request, by=provider, to_name="State lab", to_contact="lab@x", reason="Theirs", consent=True)

    actions.take_back(tta_request, by=provider, reason="They are full.")

    assert (tta_request.status, tta_request.referral.state) == ("discovery", "returned")


def test_decline_tells_the_requester_why_and_what_instead(network, provider):
    from tta_portal.outbox.models import Message

    tta_request = make_request("submitted")

    actions.decline(tta_request, by=provider, reason="Outside our region.", alternative="Ask the state lab.")

    mail = Message.objects.get(to_email=tta_request.requester.email)
    assert "Outside our region." in mail.text
    assert "Ask the state lab." in mail.text
    assert tta_request.first_reply_at is not None


def test_withdraw_is_for_the_requester(network, requester, provider):
    tta_request = make_request("discovery", requester=requester)

    with pytest.raises(PermissionDenied):
        actions.withdraw(tta_request, by=provider)
    actions.withdraw(tta_request, by=requester, reason="Solved it.")

    assert tta_request.status == Status.WITHDRAWN


def test_a_reply_of_the_requester_reopens(network):
    tta_request = make_request("closed")

    actions.write_message(tta_request, by=tta_request.requester, body="It came back.")

    tta_request.refresh_from_db()
    assert tta_request.status == Status.ACKNOWLEDGED
    assert tta_request.events.last().move == "reopen"


def test_the_second_of_two_is_told(network, provider):
    from requests_app.models import TTARequest

    tta_request = make_request("submitted")
    stale = TTARequest.objects.get(pk=tta_request.pk)
    actions.acknowledge(tta_request, by=provider, message="Hello")

    with pytest.raises(Refused, match="can no longer be changed this way"):
        actions.decline(stale, by=make_member("provider"), reason="No", alternative="Elsewhere")

    assert RequestEvent.objects.filter(tta_request=tta_request, move="decline").count() == 0


def test_an_event_says_who_and_why(network, provider):
    tta_request = make_request("submitted")

    actions.decline(tta_request, by=provider, reason="Outside our region.", alternative="Ask the state lab.")

    event = tta_request.events.last()
    assert (event.from_status, event.to_status, event.by) == ("submitted", "declined", provider)
    assert event.note.startswith("Outside our region.")


def test_automatic_mail_is_no_reply(network, provider):
    tta_request = make_request("submitted")

    assert tta_request.first_reply_at is None
    assert not tta_request.has_personal_reply


def test_an_internal_note_is_no_reply(network, provider):
    tta_request = make_request("submitted")

    actions.write_message(tta_request, by=provider, body="Who takes this?", is_internal=True)

    assert tta_request.first_reply_at is None
