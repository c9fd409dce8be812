from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from relationships import actions
from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, CheckInAnswer, Engagement
from requests_app import actions as request_actions
from requests_app.models import Task
from tests.factories import log_activity, make_member, make_request
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message, Suppression


@pytest.fixture
def delivered(network):
    return make_request("following_up")


def first(tta_request):
    return CheckIn.objects.filter(tta_request=tta_request).order_by("due_at").first()


def ask(check_in):
    actions.ask_due(at=check_in.due_at + timedelta(minutes=1))
    check_in.refresh_from_db()
    return check_in


def check_in_mail():
    return Message.objects.filter(kind=Message.Kind.CHECK_IN)


def test_delivery_schedules_the_cadence(delivered):
    days = [(row.due_at - row.anchored_at).days for row in CheckIn.objects.order_by("due_at")]

    assert days == [2, 30, 90, 180]
    assert [row.is_final for row in CheckIn.objects.order_by("due_at")] == [False, False, False, True]


def test_scheduling_twice_adds_nothing(delivered):
    actions.begin_check_ins(delivered, at=delivered.delivered_at)

    assert CheckIn.objects.count() == 4


def test_a_due_check_in_is_asked_once(delivered):
    check_in = first(delivered)

    at = check_in.due_at + timedelta(minutes=1)
    assert (actions.ask_due(at=at), actions.ask_due(at=at)) == (1, 0)

    mail = check_in_mail().get()
    assert mail.to_email == delivered.requester.email
    assert "/check-in/" in mail.text
    assert mail.any_hour is False


def test_nothing_is_asked_before_it_is_due(delivered):
    assert actions.ask_due(at=first(delivered).due_at - timedelta(minutes=1)) == 0


def test_two_due_check_ins_of_one_person_become_one_message(delivered):
    other = make_request("following_up", requester=delivered.requester, lead=delivered.lead)

    actions.ask_due(at=timezone.now() + timedelta(days=3))

    mail = check_in_mail().get()
    assert mail.text.count("/check-in/") == 2
    assert {str(delivered.number), str(other.number)} <= set(mail.text.replace(",", "").split())


def test_nobody_is_asked_twice_in_fourteen_days(delivered, days_pass):
    ask(first(delivered))
    days_pass(3)
    CheckIn.objects.filter(offset_days=30).update(due_at=timezone.now() - timedelta(hours=1))

    assert actions.ask_due(at=timezone.now()) == 0

    moved = CheckIn.objects.get(offset_days=30)
    assert moved.due_at == check_in_mail().get().date + timedelta(days=14)


def test_a_conversation_moves_a_check_in_that_would_follow_soon(delivered, days_pass):
    days_pass(1)
    log_activity(delivered, delivered.lead)

    check_in = first(delivered)
    assert check_in.due_at - timezone.now() > timedelta(days=6)
    assert CheckIn.objects.count() == 4


def test_a_paused_organization_is_not_asked(delivered):
    until = timezone.localdate() + timedelta(days=60)
    actions.pause_check_ins(by=delivered.lead, reason="Flood", organization=delivered.organization, ends_on=until)

    assert actions.ask_due(at=timezone.now() + timedelta(days=3)) == 0
    assert CheckIn.objects.get(offset_days=2).due_at.date() == until + timedelta(days=1)


def test_one_reminder_then_a_person_phones(delivered, days_pass):
    check_in = first(delivered)
    check_in.due_at = timezone.now()
    check_in.save(update_fields=["due_at"])
    ask(check_in)

    days_pass(8)
    actions.chase_unanswered(at=timezone.now())
    actions.chase_unanswered(at=timezone.now())
    check_in.refresh_from_db()
    assert (check_in.state, check_in_mail().count()) == (CheckInState.REMINDED, 2)

    days_pass(14)
    actions.chase_unanswered(at=timezone.now())
    check_in.refresh_from_db()
    assert check_in.state == CheckInState.TO_PHONE
    assert Task.objects.get(key=f"check-in:{check_in.pk}:phone").assigned_to == delivered.lead


def test_nobody_reached_finishes_the_follow_up(delivered):
    final = CheckIn.objects.get(is_final=True)
    CheckIn.objects.filter(pk=final.pk).update(state=CheckInState.TO_PHONE)

    actions.mark_unreachable(final, by=delivered.lead)

    delivered.refresh_from_db()
    assert delivered.follow_up_finished


def test_an_answer_to_the_last_check_in_lets_it_be_closed(delivered):
    final = CheckIn.objects.get(is_final=True)
    ask(final)

    actions.answer(final, by=delivered.requester, answers={"changed": "practice"})
    delivered.refresh_from_db()
    request_actions.close(delivered, by=delivered.lead, reason="In use")

    assert delivered.status == "closed"


def test_answering_again_corrects(delivered):
    check_in = ask(first(delivered))

    actions.answer(check_in, by=delivered.requester, answers={"useful": 5})
    actions.answer(check_in, by=delivered.requester, answers={"useful": 3})

    answer = CheckInAnswer.objects.get()
    assert answer.useful == 3
    assert [past.useful for past in answer.history.all()] == [5]


def test_a_closed_check_in_takes_no_answer(delivered, days_pass):
    check_in = ask(first(delivered))
    days_pass(60)

    with pytest.raises(Refused, match="was not saved"):
        actions.answer(check_in, by=delivered.requester, answers={"useful": 5})

    assert CheckInAnswer.objects.count() == 0


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"useful": 2}, "unhappy"),
        ({"promises": "none"}, "unhappy"),
        ({"need_remains": True, "remaining_need": "A training"}, "need"),
        ({"next_step": "help_a_peer"}, "peer"),
    ],
)
def test_some_answers_open_a_task_for_a_person(delivered, answers, kind):
    check_in = ask(first(delivered))

    actions.answer(check_in, by=delivered.requester, answers=answers)
    actions.answer(check_in, by=delivered.requester, answers=answers)

    task = Task.objects.get()
    assert (task.key, task.assigned_to) == (f"check-in:{check_in.pk}:{kind}", delivered.lead)


def test_a_good_answer_opens_no_task(delivered):
    actions.answer(ask(first(delivered)), by=delivered.requester, answers={"useful": 5, "promises": "all"})

    assert Task.objects.count() == 0


def test_keep_working_together_proposes_an_engagement(delivered):
    check_in = ask(first(delivered))

    actions.answer(check_in, by=delivered.requester, answers={"next_step": "keep_working"})
    actions.answer(check_in, by=delivered.requester, answers={"next_step": "keep_working"})

    engagement = Engagement.objects.get()
    assert (engagement.status, engagement.lead_organization) == ("proposed", delivered.organization)


def test_a_remaining_need_becomes_one_linked_request(delivered):
    check_in = ask(first(delivered))
    actions.answer(check_in, by=delivered.requester, answers={"need_remains": True, "remaining_need": "A training."})

    made = [actions.ask_again_as_request(check_in) for _ in range(2)]

    assert made[0] == made[1]
    assert (made[0].follows, made[0].status, made[0].need) == (delivered, "submitted", "A training.")


def test_no_remaining_need_is_no_request(delivered):
    check_in = ask(first(delivered))
    actions.answer(check_in, by=delivered.requester, answers={"useful": 5})

    with pytest.raises(Refused, match="Tell us first"):
        actions.ask_again_as_request(check_in)


def test_unsubscribing_stops_check_ins_and_tells_a_person(delivered):
    actions.stop_check_ins(ask(first(delivered)))

    assert Suppression.objects.get().check_ins_only
    assert Task.objects.get().assigned_to == delivered.lead


def test_withdrawing_stops_what_was_scheduled(delivered):
    request_actions.withdraw(delivered, by=delivered.requester)

    assert set(CheckIn.objects.values_list("state", flat=True)) == {CheckInState.CANCELLED}


def test_an_analyst_or_stranger_reads_no_check_ins(delivered):
    stranger = make_member("requester")

    assert CheckIn.objects.visible_to(stranger).count() == 0
    assert CheckIn.objects.visible_to(delivered.requester).count() == 4


def test_who_has_left_is_not_asked_a_person_is(delivered):
    delivered.requester.is_active = False
    delivered.requester.save(update_fields=["is_active"])

    ask(first(delivered))

    assert check_in_mail().count() == 0
    assert "has left" in Task.objects.get().reason
