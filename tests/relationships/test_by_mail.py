"""A check-in answered by a reply to its mail."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest
from django.utils import timezone

from relationships import actions, by_mail
from relationships.lifecycle import CheckInState
from relationships.models import Channel, CheckIn, CheckInAnswer
from requests_app.models import Question, Task, ThreadMessage
from tests.factories import make_member, make_request
from tests.tta_portal.inbound.mails import make_mail
from tta_portal.inbound import actions as inbound
from tta_portal.inbound.models import State
from tta_portal.inbound.routing import reply_address
from tta_portal.outbox.models import Message

_number = count(1)


def asked(*, offset=2, **fields):
    tta_request = make_request("following_up", **fields)
    check_in = CheckIn.objects.get(tta_request=tta_request, offset_days=offset)
    actions.ask_due(at=check_in.due_at + timedelta(minutes=1))
    return CheckIn.objects.select_related("person__user", "tta_request").get(pk=check_in.pk)


def reply(check_in, text, *, sender=""):
    address = reply_address("check_in", check_in.pk, check_in.person_id)
    message_id = f"<{next(_number)}@by-mail.example>"
    raw = make_mail(text, To=address, From=sender or check_in.person.email, Message_ID=message_id)
    (mail,) = inbound.receive(raw, rcpt=[address])
    return mail


def understood(text, *, offset=2, own=(), language="en"):
    questions = by_mail.questions_of(CheckIn(tta_request_id=1, offset_days=offset), own)
    return by_mail.understand(text, questions, own, language=language)


def test_the_mail_asks_in_numbered_lines(network):
    asked()

    mail = Message.objects.get(kind=Message.Kind.CHECK_IN)
    assert "You can also answer by replying to this mail." in mail.text
    assert "1. Do you agree? We understood what you needed (1, not at all, to 5, completely)" in mail.text
    assert "4. Did we do what we said? (All of it / Most of it / Some of it / None of it)" in mail.text
    assert "5. Is there still a need? (No / Yes, and what)" in mail.text


def test_a_portal_that_takes_no_mail_does_not_ask_for_one(network, settings):
    settings.INBOUND_DOMAIN = ""

    asked()

    assert "replying to this mail" not in Message.objects.get(kind=Message.Kind.CHECK_IN).text


def test_numbered_lines_count_as_the_answer(network):
    check_in = asked()

    mail = reply(
        check_in, "Hello,\n\n1: 5\n2. 4\n3) 2\n4 - most\n5: yes, flyers in Spanish\n6: stay in touch\n\nThanks!"
    )

    answer = CheckInAnswer.objects.get()
    assert (answer.understood, answer.relevant, answer.useful) == (5, 4, 2)
    assert (answer.promises, answer.need_remains, answer.remaining_need) == ("most", True, "flyers in Spanish")
    assert (answer.next_step, answer.channel, answer.keyed_in_by) == ("stay_in_touch", Channel.MAIL, None)
    check_in.refresh_from_db()
    assert check_in.state == CheckInState.ANSWERED
    assert (mail.state, mail.reason) == (State.JOINED, f"It is in request {check_in.tta_request.number} now.")
    assert "flyers in Spanish" in ThreadMessage.objects.get(author=check_in.person).body


def test_the_person_reads_back_what_was_read_and_can_correct_it(network):
    check_in = asked()

    reply(check_in, "1: 5\n2: very much\n")

    mail = Message.objects.get(dedupe_key__startswith=f"check-in:{check_in.pk}:read:")
    assert mail.to_email == check_in.person.email
    assert "1. Do you agree? We understood what you needed: 5" in mail.text
    assert "very much" not in mail.text
    assert "/check-in/" in mail.text


def test_a_second_mail_corrects_and_keeps_the_rest(network):
    check_in = asked()
    reply(check_in, "1: 5\n4: all of it")

    reply(check_in, "1: 3")

    answer = CheckInAnswer.objects.get()
    assert (answer.understood, answer.promises) == (3, "all")


def test_free_words_wait_for_a_person_and_the_answer_ends_the_task(network):
    check_in = asked()

    reply(check_in, "It went rather well, thank you.")

    task = Task.objects.get(key=f"check-in:{check_in.pk}:mail")
    assert (CheckInAnswer.objects.count(), task.done_at) == (0, None)
    actions.answer(check_in, by=check_in.tta_request.lead, answers={"useful": 5}, channel=Channel.MAIL)
    task.refresh_from_db()
    assert (task.done_at is not None, task.outcome) == (True, "Answered.")


def test_a_colleague_or_a_stranger_with_the_address_does_not_answer(network):
    check_in = asked()
    colleague = make_member("requester", organization=check_in.organization)

    reply(check_in, "1: 1", sender=colleague.email)
    reply(check_in, "1: 1", sender="stranger@elsewhere.example")

    assert not CheckInAnswer.objects.exists()


def test_a_closed_check_in_takes_the_words_and_no_answer(network):
    check_in = asked()
    CheckIn.objects.filter(pk=check_in.pk).update(closes_at=timezone.now())

    mail = reply(check_in, "1: 5")

    assert (CheckInAnswer.objects.count(), mail.state) == (0, State.JOINED)


def test_an_answer_about_no_request_is_settled(network):
    person = make_member("requester")
    check_in = CheckIn.objects.create(
        organization=person.organization,
        person=person,
        kind="relationship",
        state="asked",
        offset_days=90,
        anchored_at=person.joined_at,
        due_at=person.joined_at,
    )

    mail = reply(check_in, "1: a programme")

    assert CheckInAnswer.objects.get().changed == "programme"
    assert (mail.state, mail.reason) == (State.JOINED, f"It answered the check-in of {person.user.name}.")


@pytest.mark.parametrize(
    ("line", "data"),
    [
        ("1: 4 of 5", {"understood": "4"}),
        ("1: 4/5", {"understood": "4"}),
        ("> 1: 4", {"understood": "4"}),
        ("1: 7", {}),
        ("1: 2 or 3", {}),
        ("4: all", {"promises": "all"}),
        ("4: of it", {}),
        ("5: no", {"need_remains": "no"}),
        ("5: No, thank you.", {"need_remains": "no"}),
        ("5: no idea", {}),
        ("5: Yes - a nurse\nwho speaks Hmong", {"need_remains": "yes", "remaining_need": "a nurse\nwho speaks Hmong"}),
        ("6: we", {}),
        ("6: we are done", {"next_step": "done"}),
        ("9: 4", {}),
        ("2026-11-27: 4", {}),
    ],
)
def test_a_line_is_read_or_left_to_a_person(line, data):
    assert understood(line).data == data


def test_confidence_takes_two_numbers_and_use_its_reason():
    found = understood("1: 2 and 4\n2: partly, no staff\n3: the elders", offset=30)

    assert found.data == {
        "confidence_before": "2", "confidence_now": "4", "used": "partly", "barrier": "no staff",
        "missing_voice": "the elders",
    }  # fmt: skip


def test_spanish_and_english_words_are_read_from_a_spanish_reader():
    assert understood("5: Sí, folletos", language="es").data == {"need_remains": "yes", "remaining_need": "folletos"}
    assert understood("6: we are done", language="es").data == {"next_step": "done"}


def test_own_questions_are_read_by_their_kind(network):
    own = [
        Question.objects.create(label="Which clinics?", kind="many", choices=["North", "South"], asked_in="check_in"),
        Question.objects.create(label="How many people?", kind="number", asked_in="check_in"),
    ]
    first, second = (one.field_name for one in own)

    found = understood("2: north, south\n3: 40\n", offset=180, own=own)

    assert (found.data, found.unclear) == ({first: ["North", "South"], second: "40"}, [])
