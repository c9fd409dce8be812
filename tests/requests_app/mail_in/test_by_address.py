"""A signed address finds its request, whoever uses it."""

from __future__ import annotations

import pytest

from requests_app import actions
from requests_app.models import RequestPerson, Task, ThreadMessage, TTARequest
from tests.factories import make_draft, make_member, make_network, make_request
from tests.requests_app.mail_in.seen import by_mail, message_to, told
from tests.tta_portal.inbound.mails import INTAKE, make_bounce, make_mail
from tta_portal.accounts import actions as accounts
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import InboundMail, State
from tta_portal.inbound.routing import reply_address
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope


def test_the_answer_of_the_requester_joins_as_theirs(tta_request, requester, provider, address, send):
    mail = send(to=address, sender=requester.email)

    (message,) = by_mail(tta_request)
    assert (message.author, message.body, message.from_email) == (requester, "Tuesday suits us.", "")
    assert (mail.state, mail.reason) == (State.JOINED, f"It is in request {tta_request.number} now.")
    assert told(provider, f"thread:{message.pk}").exists()


def test_an_answer_shows_what_it_quotes_folded(tta_request, requester, address, send):
    send("Yes.\n\nOn Mon, Mar 2, 2026 at 9:00 AM Maya <portal@tests.example> wrote:\n> Tuesday?\n",
         to=address, sender=requester.email)  # fmt: skip

    (message,) = by_mail(tta_request)
    assert message.body == "Yes."
    assert "> Tuesday?" in message.folded


def test_the_address_of_one_member_used_by_a_colleague_is_the_colleagues_word(tta_request, colleague, address, send):
    send(to=address, sender=colleague.email)

    (message,) = by_mail(tta_request)
    person = RequestPerson.objects.get(tta_request=tta_request)
    assert (message.author, person.member, person.part) == (colleague, colleague, "watcher")


def test_a_colleague_who_gets_a_copy_follows(tta_request, requester, colleague, address, send):
    elsewhere = make_member("requester")

    send(to=address, sender=requester.email, Cc=f"{colleague.email}, {elsewhere.email}, x@y.example")

    assert [(one.member, one.part) for one in tta_request.people.all()] == [(colleague, "watcher")]
    assert told(colleague, "person:").exists()


def test_how_a_colleague_follows_already_stays(tta_request, requester, colleague, address, send):
    actions.follow(tta_request, by=colleague, mail="none")

    send(to=address, sender=colleague.email)

    assert tta_request.people.get().mail == "none"


def test_nobody_begins_to_follow_a_confidential_request_by_mail(network, requester, provider, colleague, send):
    tta_request = make_request("acknowledged", requester=requester, lead=provider, visibility="named")
    address = reply_address("request", tta_request.pk, requester.pk)

    send(to=address, sender=requester.email, Cc=colleague.email)
    send(to=address, sender=colleague.email)

    first, second = by_mail(tta_request)
    assert tta_request.people.count() == 0
    assert (first.author, second.author, second.from_email) == (requester, None, colleague.email)


def test_a_member_of_the_team_answers_the_requester(network, requester, provider, send):
    tta_request = make_request("submitted", requester=requester, lead=provider)

    send("I call you tomorrow.", to=reply_address("request", tta_request.pk, provider.pk), sender=provider.email)

    tta_request.refresh_from_db()
    (message,) = by_mail(tta_request)
    assert (message.author, message.is_internal, tta_request.last_word) == (provider, False, "team")
    assert tta_request.first_reply_at == message.written_at
    assert told(requester, f"thread:{message.pk}").exists()


def test_nobody_speaks_for_the_team_through_a_requesters_address(tta_request, requester, provider, address, send):
    send("I promise you ten people.", to=address, sender=provider.email)

    (message,) = by_mail(tta_request)
    assert (message.author, message.from_email) == (None, provider.email)
    assert not told(requester, f"thread:{message.pk}").exists()


def test_an_answer_to_a_note_stays_with_the_team(tta_request, requester, provider, send):
    ruth = make_member("provider", name="Ruth Lane")
    actions.add_message(tta_request, by=provider, body="@Ruth Lane what do you think?", is_internal=True)
    note = message_to(ruth)

    send("They are difficult.", to=note.headers["Reply-To"], sender=ruth.email, In_Reply_To=note.message_id)

    (message,) = by_mail(tta_request)
    assert (message.author, message.is_internal) == (ruth, True)
    assert not told(requester, f"thread:{message.pk}").exists()


def test_an_answer_to_a_hand_over_stays_with_the_team(tta_request, requester, provider, send):
    ruth = make_member("provider", name="Ruth Lane")
    actions.assign_lead(tta_request, by=provider, lead=ruth, brief="They are slow.")
    brief = message_to(ruth)

    send("Sigh.", to=brief.headers["Reply-To"], sender=ruth.email, In_Reply_To=brief.message_id)

    assert [message.is_internal for message in by_mail(tta_request)] == [True]


def test_somebody_from_outside_joins_and_opens_nothing(tta_request, provider, address, send):
    mail = send(to=address, sender="Dr. Iyer <iyer@clinic.example>", Subject="A new need altogether")

    (message,) = by_mail(tta_request)
    assert (message.author, message.from_name, message.from_email) == (None, "Dr. Iyer", "iyer@clinic.example")
    assert message.who == "Dr. Iyer (says the mail)"
    assert (mail.state, TTARequest.objects.count()) == (State.JOINED, 1)
    assert told(provider, f"thread:{message.pk}").exists()


@pytest.mark.parametrize("role", ["requester", "partner", "analyst"])
def test_a_member_without_a_part_in_it_is_from_outside(tta_request, address, send, role):
    other = make_member(role)

    send(to=address, sender=other.email)

    assert [(message.author, message.from_email) for message in by_mail(tta_request)] == [(None, other.email)]


def test_a_requester_of_elsewhere_who_may_read_it_is_from_outside(network, requester, provider, send):
    tta_request = make_request("acknowledged", requester=requester, lead=provider, visibility="network")
    other = make_member("requester")

    send(to=reply_address("request", tta_request.pk, requester.pk), sender=other.email)

    assert [message.author for message in by_mail(tta_request)] == [None]


def test_a_member_who_left_is_from_outside(tta_request, requester, administrator, address, send):
    accounts.deactivate(requester, by=administrator)

    send(to=address, sender=requester.email)

    assert [(one.author, one.from_email) for one in by_mail(tta_request)] == [(None, requester.email)]


def test_a_mail_without_a_sender_waits(tta_request, address, send):
    mail = send(to=address, sender=None)

    assert (mail.state, by_mail(tta_request)) == (State.WAITING, [])
    assert mail.reason == f"It answers request {tta_request.number}, but does not say who sent it."


def test_a_mail_for_a_merged_request_goes_where_it_goes_on(tta_request, requester, provider, address, send):
    into = make_request("acknowledged", requester=requester, lead=provider)
    actions.merge(tta_request, by=provider, into=into)

    mail = send(to=address, sender=requester.email)

    assert (by_mail(tta_request), len(by_mail(into))) == ([], 1)
    assert mail.reason == f"It is in request {into.number} now."


def test_a_draft_takes_no_mail(network, requester, send):
    draft = make_draft(requester)

    mail = send(to=reply_address("request", draft.pk, requester.pk), sender=requester.email)

    assert (mail.state, draft.messages.count()) == (State.WAITING, 0)
    assert mail.reason == "The request that it answers was never sent, or is gone."


def test_an_answer_opens_again_what_had_ended(network, requester, provider, send):
    tta_request = make_request("closed", requester=requester, lead=provider)

    send("One more thing.", to=reply_address("request", tta_request.pk, requester.pk), sender=requester.email)

    tta_request.refresh_from_db()
    assert (tta_request.status, tta_request.events.last().by) == ("acknowledged", requester)


def test_a_machines_answer_opens_nothing_again(network, requester, provider, send):
    tta_request = make_request("closed", requester=requester, lead=provider)
    address = reply_address("request", tta_request.pk, requester.pk)

    mail = send("I am away.", to=address, sender=requester.email, Auto_Submitted="auto-replied")
    (bounce,) = inbound.receive(make_bounce("x@y.example", "<a@b.example>"), rcpt=[address])

    tta_request.refresh_from_db()
    assert (tta_request.status, by_mail(tta_request)) == ("closed", [])
    assert (mail.state, bounce.state) == (State.IGNORED, State.IGNORED)


def test_a_forged_address_is_for_nobody(tta_request, address, send):
    local, _, domain = address.partition("@")
    forged = f"{local[:-1]}{'a' if local[-1] != 'a' else 'b'}@{domain}"

    with pytest.raises(inbound.UnknownRecipient):
        send(to=forged)

    assert (by_mail(tta_request), InboundMail.objects.count()) == ([], 0)


def test_the_same_mail_twice_is_one_message(tta_request, requester, address, send):
    first = send(to=address, sender=requester.email, Message_ID="<same@delta.example>")
    again = send(to=address, sender=requester.email, Message_ID="<same@delta.example>")

    assert (first, len(by_mail(tta_request))) == (again, 1)


def test_the_address_of_another_network_never_touches_this_one(transactional_db):
    numbers, addresses = [], []
    for slug in ("north", "south"):
        network = make_network(slug)
        with network_scope(network.pk):
            tta_request = make_request("acknowledged", requester=make_member("requester", email=f"ana@{slug}.example"))
            numbers.append((network.pk, tta_request.pk))
            addresses.append(reply_address("request", tta_request.pk, tta_request.requester_id))

    raw = make_mail(To=f"{INTAKE}, {addresses[1]}", From="ana@north.example", Subject="Request 1")
    kept = inbound.receive(raw, rcpt=[addresses[1]])

    assert [mail.network_id for mail in kept] == [numbers[1][0]]
    for (network_id, pk), bodies in zip(numbers, [[], ["ana@north.example"]], strict=True):
        with network_scope(network_id):
            found = ThreadMessage.objects.filter(tta_request=pk, via="mail")
            assert [message.from_email for message in found] == bodies


def test_a_failure_leaves_no_half_message(tta_request, requester, address, send, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(inbound, "settle", fail)
    mail = send(to=address, sender=requester.email)

    assert (mail.state, by_mail(tta_request)) == (State.FAILED, [])


def test_a_mere_thanks_by_mail_wakes_nobody(tta_request, requester, provider, address, send):
    actions.snooze(tta_request, by=provider, until=None, wakes_on_reply=True)

    send("Thank you so much!", to=address, sender=requester.email)
    tta_request.refresh_from_db()
    asleep = tta_request.snoozed_until
    send("Thank you. Could it be Monday?", to=address, sender=requester.email)
    tta_request.refresh_from_db()

    assert (asleep is not None, tta_request.snoozed_until) == (True, None)


# an address that does not take mail


def test_a_lost_address_becomes_one_task_and_tells_each_lead(tta_request, requester, provider):
    ruth = make_member("provider", name="Ruth Lane")
    make_request("acknowledged", requester=requester, lead=ruth)
    ended = make_member("provider", name="Not Told")
    make_request("closed", requester=requester, lead=ended)
    sent = Message.objects.filter(to_email=requester.email)[:2]

    for message in sent:
        inbound.receive(make_bounce(requester.email, message.message_id), rcpt=["portal@tests.example"])

    task = Task.objects.get(key__startswith="bounced:")
    assert task.title == "Find another way to reach Ana Cole"
    assert task.assigned_to in (provider, ruth)
    assert [told(member, "bounced:").count() for member in (provider, ruth, ended)] == [1, 1, 0]
