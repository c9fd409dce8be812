from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from relationships import actions
from relationships.forms.check_ins import CheckInForm
from relationships.lifecycle import CheckInState
from relationships.models import CheckIn, CheckInAnswer
from relationships.timeline import timeline
from requests_app.models import Task
from requests_app.training import actions as training
from tests.factories import make_attended_session, make_member, make_request
from tests.requests_app.test_pages import queries
from tta_portal.outbox.models import Message


@pytest.fixture
def came(network, provider, requester):
    return make_attended_session(requester, by=provider)


def ask(check_in):
    actions.ask_due(at=check_in.due_at + timedelta(minutes=1))
    check_in.refresh_from_db()
    return check_in


def link_in(mail):
    return next(word for word in mail.text.split() if "/check-in/" in word).partition("testserver")[2]


def test_whoever_came_is_asked_two_days_later(came):
    check_in = CheckIn.objects.get()

    assert (check_in.registration, check_in.person, check_in.organization) == (came, came.member, came.organization)
    assert check_in.due_at == came.session.ends_at + timedelta(days=2)
    ask(check_in)
    mail = Message.objects.get(kind=Message.Kind.CHECK_IN)
    assert mail.to_email == came.member.email
    assert f"This is about the training “{came.session.series}”." in mail.text


def test_a_partner_is_not_asked(network, provider):
    make_attended_session(make_member("partner"), by=provider)

    assert CheckIn.objects.count() == 0


def test_the_questions_are_those_of_a_training(came):
    form = CheckInForm(check_in=CheckIn.objects.get())

    assert list(form.fields) == ["relevant", "useful", "used", "need_remains", "remaining_need", "next_step"]


def test_the_answer_is_saved_and_kept_in_motion(came):
    check_in = ask(CheckIn.objects.get())

    actions.answer(check_in, by=came.member, answers={"useful": 2, "next_step": "keep_working"})

    assert CheckInAnswer.objects.get().useful == 2
    kinds = sorted(task.key.rpartition(":")[2] for task in Task.objects.all())
    assert kinds == ["keep-working", "unhappy"]


def test_the_pages_of_the_link_speak_of_the_training(came):
    check_in = CheckIn.objects.get()
    url = actions.asking.new_link(check_in, timezone.now())
    check_in.state = CheckInState.ASKED
    check_in.save(update_fields=["state"])
    path = url[url.index("/check-in/") :]

    page = Client().get(path).content.decode()
    thanks = Client().post(path, {"useful": "5", "next_step": "keep_working"}).content.decode()

    assert "Will you use what you learned" in page
    assert "You would like to keep working together. A person calls you." in thanks


def test_a_correction_stops_the_question_and_brings_it_back(came, provider):
    training.mark_attendance(came.session, by=provider, present=[])
    assert CheckIn.objects.get().state == CheckInState.CANCELLED

    training.mark_attendance(came.session, by=provider, present=[came.pk])
    assert CheckIn.objects.get().state == CheckInState.SCHEDULED


def test_a_question_that_went_out_stays(came, provider):
    ask(CheckIn.objects.get())

    training.mark_attendance(came.session, by=provider, present=[])

    assert CheckIn.objects.get().state == CheckInState.ASKED


def test_a_training_and_a_request_are_asked_in_one_message(came):
    tta_request = make_request("following_up", requester=came.member)

    actions.ask_due(at=timezone.now() + timedelta(days=3))

    mail = Message.objects.get(kind=Message.Kind.CHECK_IN)
    assert mail.text.count("/check-in/") == 2
    assert f"request {tta_request.number}" in mail.text
    assert "the training" in mail.text


def test_nobody_is_asked_about_a_training_within_fourteen_days_of_the_last(came, provider, days_pass):
    ask(CheckIn.objects.get())
    days_pass(5)

    make_attended_session(came.member, by=provider)
    second = CheckIn.objects.exclude(registration=came).get()
    assert actions.ask_due(at=second.due_at + timedelta(minutes=1)) == 0

    second.refresh_from_db()
    assert second.due_at == Message.objects.get(kind=Message.Kind.CHECK_IN).date + timedelta(days=14)


def test_a_check_in_is_about_something(came):
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.update(registration=None)


def test_a_training_is_on_the_timeline_of_the_organization(came, provider):
    items = timeline(came.organization, provider)

    assert [(item["title"], item["text"], item["who"]) for item in items] == [
        ("Took part in a training", came.session.series.title, str(came.member))
    ]
    assert items[0]["url"] == came.session.get_absolute_url()
    assert timeline(came.organization, came.member) == items
    assert timeline(came.organization, make_member("requester")) == []


@pytest.mark.parametrize("path", ["check-ins/?view=coming", "organizations/{organization}/"])
def test_lists_with_trainings_ask_as_often_for_three_as_for_one(came, provider, sign_in, path):
    client, url = sign_in(provider), "/north/" + path.format(organization=came.organization_id)
    one = queries(client, url)

    for _ in range(2):
        make_attended_session(came.member, by=provider)

    assert queries(client, url) == one
    assert came.session.series.title.encode() in client.get(url).content
