"""Without the address of a request, a mail finds it by what it answers or names, or waits for a person."""

from __future__ import annotations

import pytest

from relationships import actions as relationships
from relationships.models import CheckIn
from tests.factories import make_attended_session, make_member, make_network, make_request
from tests.requests_app.mail_in.seen import by_mail, message_to
from tests.tta_portal.inbound.mails import INTAKE, make_mail
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import State
from tta_portal.inbound.routing import reply_address
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope

# what stands behind other things


def test_an_answer_to_a_check_in_joins_its_request(network, requester, provider, send):
    tta_request = make_request("following_up", requester=requester, lead=provider)
    check_in = CheckIn.objects.filter(tta_request=tta_request).first()

    send(to=reply_address("check_in", check_in.pk, requester.pk), sender=requester.email)

    assert [message.author for message in by_mail(tta_request)] == [requester]


def test_an_answer_to_an_engagement_joins_its_only_request(network, requester, provider, send):
    tta_request = make_request("in_delivery", requester=requester, lead=provider)
    engagement = relationships.propose(tta_request, by=requester)

    send(to=reply_address("engagement", engagement.pk, requester.pk), sender=requester.email)

    assert len(by_mail(tta_request)) == 1


def test_an_answer_about_a_training_joins_the_request_that_the_seat_is_for(tta_request, requester, provider, send):
    seat = make_attended_session(requester, by=provider)
    seat.tta_request = tta_request
    seat.save(update_fields=["tta_request"])

    send(to=reply_address("training", seat.session_id, requester.pk), sender=requester.email)

    assert len(by_mail(tta_request)) == 1


def test_what_no_request_stands_behind_waits_with_the_reason(tta_request, requester, provider, send):
    seat = make_attended_session(requester, by=provider)

    reasons = [send(to=reply_address(kind, number, requester.pk), sender=requester.email).reason for kind, number in
               [("training", seat.session_id), ("check_in", 10**9), ("engagement", 10**9)]]  # fmt: skip

    assert reasons == [
        "It answers a letter about a training that belongs to no request.",
        "It answers a check-in that belongs to no request.",
        "It answers an engagement that belongs to no single request.",
    ]


# by what it answers


def test_an_answer_without_our_address_finds_its_request(tta_request, requester, send):
    mail = send(sender=requester.email, In_Reply_To=message_to(requester).message_id, Subject="Re: hello")

    assert (mail.state, [one.author for one in by_mail(tta_request)]) == (State.JOINED, [requester])


def test_a_later_letter_of_the_same_thread_does_so_too(tta_request, requester, send):
    ours = message_to(requester).message_id

    send(sender=requester.email, In_Reply_To="<own@delta.example>", References=f"{ours} <own@delta.example>")

    assert len(by_mail(tta_request)) == 1


def test_a_stranger_who_answers_waits(tta_request, requester, send):
    mail = send(In_Reply_To=message_to(requester).message_id)

    assert (mail.state, by_mail(tta_request)) == (State.WAITING, [])
    assert mail.reason == (
        f"It answers request {tta_request.number}, but its sender is not known. From is only what a mail says."
    )


def test_a_member_without_a_part_who_answers_waits(tta_request, requester, send):
    mail = send(sender=make_member("requester").email, In_Reply_To=message_to(requester).message_id)

    assert (mail.state, by_mail(tta_request)) == (State.WAITING, [])
    assert "its sender takes no part in it" in mail.reason


def test_what_another_network_sent_says_nothing_here(transactional_db):
    north, south = make_network("north"), make_network("south")
    for network in (north, south):
        with network_scope(network.pk):
            make_request("acknowledged", requester=make_member("requester", email=f"ana@{network.slug}.example"))
            theirs = Message.objects.filter(to_email=f"ana@{network.slug}.example").last()

    (mail,) = inbound.receive(make_mail(From="ana@north.example", In_Reply_To=theirs.message_id), rcpt=[INTAKE])

    assert (mail.network_id, mail.state) == (north.pk, State.WAITING)


# by its subject


@pytest.mark.parametrize("subject", ["Request {}", "RE: [{}] heat", "your REQUEST #{}: heat", "Solicitud {}", "[#{}]"])
def test_the_number_in_a_subject_finds_the_senders_own_request(tta_request, requester, send, subject):
    mail = send(sender=requester.email, Subject=subject.format(tta_request.number))

    assert (mail.state, [one.author for one in by_mail(tta_request)]) == (State.JOINED, [requester])


@pytest.mark.parametrize("subject", ["{} requests", "request for {}", "[a{}]", "Requested 9999999999{}"])
def test_another_number_says_nothing(tta_request, requester, send, subject):
    mail = send(sender=requester.email, Subject=subject.format(tta_request.number))

    assert (mail.state, by_mail(tta_request)) == (State.WAITING, [])


def test_a_stranger_who_knows_a_number_waits(tta_request, send):
    mail = send(Subject=f"Request {tta_request.number}")

    assert (mail.state, by_mail(tta_request)) == (State.WAITING, [])
    assert mail.reason.startswith(f"Its subject names request {tta_request.number}, but its sender takes no part.")


def test_nobody_speaks_for_the_team_by_a_subject_alone(tta_request, provider, send):
    mail = send("Please pay here.", sender=provider.email, Subject=f"Request {tta_request.number}")

    assert (mail.state, by_mail(tta_request)) == (State.WAITING, [])
    assert mail.reason.endswith("To speak for the team, that is not enough.")


# by a person


def test_a_mail_to_the_network_waits_with_what_it_says_of_itself(network, requester, provider, send):
    mails = [send(), send(sender=requester.email), send(sender=provider.email), send(sender=None)]

    assert [mail.reason for mail in mails] == [
        "Its sender is not known here, and nothing in it says which request it is about.",
        f"It says it is from Ana Cole of {requester.organization}. It may be a new request.",
        "It says it is from Maya Rivera of your team, but not which request it is about.",
        "Its sender is not known here, and nothing in it says which request it is about.",
    ]
    assert {mail.state for mail in mails} == {State.WAITING}
