"""How often somebody is asked: by whose rule, in which order of events, and when nobody is."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from relationships import actions
from relationships.lifecycle import WAITING_FOR_ANSWER, CheckInState
from relationships.models import CheckIn, CheckInAnswer, Consequence, Engagement, Kind, Pause, ReverseCheckIn
from relationships.questions import EVERY, MOST, moment_of, questions_for, with_own
from requests_app import actions as request_actions
from requests_app.models import Commitment, Question, Task
from tests.factories import log_activity, make_member, make_network, make_request, make_topic
from tta_portal.errors import Refused
from tta_portal.outbox.models import Message
from tta_portal.tenancy.scope import network_scope


def days_of(tta_request):
    rows = CheckIn.objects.filter(tta_request=tta_request, kind=Kind.REQUEST, state="scheduled").order_by("due_at")
    return [row.offset_days for row in rows]


def check_in_mail():
    return Message.objects.filter(kind=Message.Kind.CHECK_IN)


def test_the_topic_goes_before_the_network_and_the_topic_above_before_it(network):
    above = make_topic(check_in_days=[14, 60])
    assert days_of(make_request("following_up", topic=make_topic(parent=above))) == [14, 60]
    assert days_of(make_request("following_up", topic=make_topic(parent=above, check_in_days=[7]))) == [7]
    network.check_in_days = [10, 100]
    network.save()
    assert days_of(make_request("following_up")) == [10, 100]


def test_the_recipients_wish_goes_before_all_and_moves_what_is_scheduled(network):
    tta_request = make_request("following_up", topic=make_topic(check_in_days=[7]))

    actions.wish_for(tta_request.organization, by=tta_request.requester, rhythm="fewer")
    assert days_of(tta_request) == [30, 180]
    assert CheckIn.objects.get(offset_days=180).is_final
    actions.wish_for(tta_request.organization, by=tta_request.requester, rhythm="once")
    assert days_of(tta_request) == [90]
    with pytest.raises(PermissionDenied):
        actions.wish_for(tta_request.organization, by=make_member("requester"), rhythm="fewer")


def test_intensive_work_is_asked_about_monthly_until_it_is_delivered(network, days_pass):
    tta_request = make_request("planning")
    tta_request.intensity = "intensive"
    tta_request.save(update_fields=["intensity"])
    from tests.factories import agree_plan

    agree_plan(tta_request, tta_request.requester, tta_request.lead)
    request_actions.start_delivery(tta_request, by=tta_request.lead)
    monthly = CheckIn.objects.get(kind=Kind.DELIVERY)
    assert (monthly.due_at - monthly.anchored_at).days == 30

    days_pass(31)
    actions.ask_due(at=timezone.now())
    monthly.refresh_from_db()
    actions.answer(monthly, by=tta_request.requester, answers={"changed": "practice"})
    assert CheckIn.objects.filter(kind=Kind.DELIVERY, state="scheduled").count() == 1

    log_activity(tta_request, tta_request.lead)
    for promise in tta_request.commitments.all():
        Commitment.objects.filter(pk=promise.pk).update(due_on=timezone.localdate() + timedelta(days=9))
    request_actions.deliver(tta_request, by=tta_request.lead)
    assert CheckIn.objects.filter(kind=Kind.DELIVERY, state="scheduled").count() == 0
    assert days_of(tta_request) == [2, 30, 90, 180]


@pytest.mark.parametrize(("level", "days"), [(0, None), (1, 180), (2, 180), (3, 90), (4, 90)])
def test_a_relationship_is_asked_by_its_depth_and_once(network, level, days):
    requester = make_member("requester")
    spoke = timezone.now() - timedelta(days=10)

    for _ in range(2):
        actions.stay_in_touch(requester.organization_id, requester.pk, last_contact=spoke, level=level)

    rows = list(CheckIn.objects.filter(kind=Kind.RELATIONSHIP))
    assert [(row.due_at - spoke).days for row in rows] == ([days] if days else [])


def test_whoever_talks_every_week_is_asked_all_the_same(network, days_pass):
    tta_request = make_request("following_up")
    check_in = CheckIn.objects.get(offset_days=2)

    for _ in range(6):
        days_pass(1)
        log_activity(tta_request, tta_request.lead)

    check_in.refresh_from_db()
    assert check_in.due_at <= check_in.anchored_at + timedelta(days=2 + 21)


@pytest.mark.parametrize("where", ["network", "state", "organization", "elsewhere", "over"])
def test_an_emergency_spares_whom_it_concerns_and_loses_nothing(network, administrator, where, days_pass):
    tta_request = make_request("following_up")
    place = {
        "network": {},
        "state": {"state": "GA"},
        "organization": {"organization": tta_request.organization},
        "elsewhere": {"state": "TX"},
        "over": {"starts_on": timezone.localdate() - timedelta(days=9),
                 "ends_on": timezone.localdate() - timedelta(days=1)},
    }[where]  # fmt: skip
    pause = actions.pause_check_ins(by=administrator, reason="Hurricane", **place)
    CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now(), any_hour=True)

    asked = actions.ask_due(at=timezone.now())

    assert asked == (1 if where in ("elsewhere", "over") else 0)
    actions.lift_pause(pause, by=administrator)
    days_pass(2)
    actions.ask_due(at=timezone.now())
    assert check_in_mail().count() == 1


def test_a_pause_that_ends_before_it_begins_is_refused(network, administrator):
    with pytest.raises(Refused, match="before it begins"):
        actions.pause_check_ins(by=administrator, reason="Flood", ends_on=timezone.localdate() - timedelta(days=1))
    assert Pause.objects.count() == 0


@pytest.mark.parametrize("place", [{}, {"state": "GA"}, {"state": "TX"}, {"organization": True}])
def test_nobody_is_chased_during_an_emergency(network, administrator, place, days_pass):
    """Neither by a reminder nor by a call; afterwards they are."""
    tta_request = make_request("following_up")
    CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now())
    actions.ask_due(at=timezone.now())
    where = {"organization": tta_request.organization} if "organization" in place else place
    pause = actions.pause_check_ins(by=administrator, reason="Hurricane", **where)
    spared = where != {"state": "TX"}

    for _ in range(2):
        days_pass(8)
        assert actions.chase_unanswered(at=timezone.now()) == (0 if spared else 1)
    assert Task.objects.filter(key__endswith=":phone").count() == (0 if spared else 1)
    actions.lift_pause(pause, by=administrator)
    assert actions.chase_unanswered(at=timezone.now()) == (1 if spared else 0)


def test_what_was_asked_in_one_mail_is_reminded_of_in_one(network, days_pass):
    one = make_request("following_up")
    make_request("following_up", requester=one.requester, lead=one.lead)
    CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now())
    actions.ask_due(at=timezone.now())
    days_pass(8)

    assert actions.chase_unanswered(at=timezone.now()) == 2
    assert check_in_mail().count() == 2


def test_a_summer_night_in_alaska_is_not_a_time_to_ask(network):
    """The outbox waits for nine o'clock there, whatever the clock change does."""
    tta_request = make_request("following_up")
    tta_request.organization.time_zone = "America/Anchorage"
    tta_request.organization.save(update_fields=["time_zone"])
    CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now())

    actions.ask_due(at=timezone.now())

    mail = check_in_mail().get()
    assert (mail.time_zone, mail.any_hour) == ("America/Anchorage", False)


# Any order of events

EVENT = st.one_of(
    st.tuples(st.just("pass"), st.integers(1, 40)),
    st.tuples(st.just("contact"), st.integers(0, 2)),
    st.tuples(st.just("pause"), st.integers(0, 25)),
    st.tuples(st.just("lift"), st.just(0)),
    st.tuples(st.just("tick"), st.just(0)),
    st.tuples(st.just("wish"), st.sampled_from(["usual", "fewer", "once"])),
    st.tuples(st.just("chase"), st.just(0)),
)


class Story:
    """One person with three requests, to whom anything may happen in any order."""

    def __init__(self, requester, requests, administrator):
        self.requester, self.requests, self.administrator = requester, requests, administrator
        self.now, self.asked = timezone.now(), []

    def tick(self):
        before = list(check_in_mail().values_list("pk", flat=True))
        if actions.ask_due(at=self.now):
            self.asked.append(self.now)
        self.wrote(before)

    def wrote(self, before):
        """The clock of the story, not the machine's, is on its mail."""
        check_in_mail().exclude(pk__in=before).update(date=self.now)

    def happen(self, what, how):
        getattr(self, f"on_{what}")(how)

    def on_pass(self, days):
        self.now += timedelta(days=days)

    def on_contact(self, which):
        chosen = self.requests[which]
        actions.make_room_for_contact(chosen.organization_id, at=self.now, tta_request=chosen)

    def on_pause(self, days):
        today = self.now.date()
        ends_on = today + timedelta(days=days)
        actions.pause_check_ins(by=self.administrator, reason="Storm", starts_on=today, ends_on=ends_on)

    def on_lift(self, _):
        for pause in Pause.objects.filter(lifted_at=None):
            actions.lift_pause(pause, by=self.administrator)

    def on_tick(self, _):
        self.tick()

    def on_wish(self, rhythm):
        actions.wish_for(self.requester.organization, by=self.requester, rhythm=rhythm)

    def on_chase(self, _):
        before = list(check_in_mail().values_list("pk", flat=True))
        actions.chase_unanswered(at=self.now)
        self.wrote(before)

    def go_on_for_a_year(self):
        for _ in range(40):
            self.now += timedelta(days=10)
            self.tick()


@pytest.fixture
def three(network, provider):
    requester = make_member("requester")
    return [make_request("following_up", requester=requester, lead=provider) for _ in range(3)]


@settings(
    max_examples=15,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=st.lists(EVENT, min_size=5, max_size=20))
def test_no_order_of_events_asks_twice_in_fourteen_days_or_loses_a_check_in(three, administrator, events):
    """At the end whatever was scheduled was asked, and nobody got two messages in 14 days but one reminder each."""
    with transaction.atomic():
        story = Story(three[0].requester, three, administrator)
        for what, how in events:
            story.happen(what, how)
        story.go_on_for_a_year()

        assert all(later - earlier >= timedelta(days=14) for earlier, later in pairwise(story.asked))
        assert not CheckIn.objects.filter(state=CheckInState.SCHEDULED).exists()
        for one in three:
            assert CheckIn.objects.filter(tta_request=one, state__in=WAITING_FOR_ANSWER).exists()
        transaction.set_rollback(True)


def test_two_workers_ask_one_person_once(transactional_db):
    network = make_network("north")
    with network_scope(network.pk):
        make_request("following_up")
        CheckIn.objects.filter(offset_days=2).update(due_at=timezone.now() - timedelta(minutes=1))
    ready = threading.Barrier(2)

    def ask():
        try:
            with network_scope(network.pk):
                ready.wait(timeout=10)
                actions.ask_due(at=timezone.now())
        finally:
            connections.close_all()

    workers = [threading.Thread(target=ask) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with network_scope(network.pk):
        assert check_in_mail().count() == 1


def test_a_full_batch_keeps_a_persons_check_ins_together(network, monkeypatch):
    from relationships.actions import asking

    monkeypatch.setattr(asking, "BATCH", 3)
    first = make_request("following_up")
    second = make_request("following_up")
    make_request("following_up", requester=second.requester, lead=second.lead)
    make_request("following_up", requester=second.requester, lead=second.lead)
    at = timezone.now() + timedelta(days=3)

    counts = [actions.ask_due(at=at), actions.ask_due(at=at)]

    assert sorted(counts) == [1, 3]
    assert check_in_mail().count() == 2
    assert first.requester != second.requester


# What is asked


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("days", [2, 30, 90, 180])
@pytest.mark.parametrize("own", [0, 1, 2, 5])
def test_six_questions_at_most_and_the_three_that_always_come(kind, days, own):
    asked = with_own(kind, days, own=[(f"Own {n}", f"question_{n}") for n in range(own)])

    assert len(asked) <= MOST
    assert sum(question.fields[0].startswith("question_") for question in asked) == min(own, 2)
    usual = questions_for(days, training=kind == Kind.TRAINING)
    assert all(question in asked for question in EVERY if question in usual)


def test_own_questions_come_at_their_moment_and_keep_their_words(network, administrator):
    tta_request = make_request("following_up")
    Question.objects.create(label="Near enough?", kind="yes_no", asked_in="check_in", moments=["soon"])
    Question.objects.create(label="How many?", kind="number", asked_in="check_in", moments=["month"])
    from relationships.forms.check_ins import CheckInForm

    soon = CheckIn.objects.select_related("organization").get(offset_days=2)
    assert moment_of(soon.kind, soon.offset_days) == "soon"
    question = Question.objects.get(label="Near enough?")
    CheckIn.objects.filter(pk=soon.pk).update(due_at=timezone.now())
    actions.ask_due(at=timezone.now())
    soon.refresh_from_db()
    form = CheckInForm({f"question_{question.pk}": "no", "useful": "4"}, check_in=soon)
    assert form.is_valid(), form.errors
    actions.answer(soon, by=tta_request.requester, answers=form.cleaned_data)
    question.label = "Was it near?"
    question.save()

    saved = CheckInAnswer.objects.get()
    assert saved.own_answers == [("Near enough?", "No")]
    assert CheckInForm(check_in=soon).initial[f"question_{question.pk}"] == "no"


def test_own_questions_alone_are_an_answer(network):
    make_request("following_up")
    question = Question.objects.create(label="Near?", kind="yes_no", asked_in="check_in", moments=["soon"])
    from relationships.forms.check_ins import CheckInForm

    check_in = CheckIn.objects.get(offset_days=2)
    assert CheckInForm({f"question_{question.pk}": "no"}, check_in=check_in).is_valid()
    assert not CheckInForm({}, check_in=check_in).is_valid()


# What an answer sets in motion


def answered(tta_request, **answers):
    check_in = CheckIn.objects.get(tta_request=tta_request, offset_days=2)
    CheckIn.objects.filter(pk=check_in.pk).update(due_at=timezone.now())
    actions.ask_due(at=timezone.now())
    check_in.refresh_from_db()
    return actions.answer(check_in, by=tta_request.requester, answers=answers)


def test_both_sides_read_what_an_answer_set_in_motion(network, sign_in):
    tta_request = make_request("following_up")
    saved = answered(tta_request, useful=1, need_remains=True, remaining_need="A shelter", next_step="keep_working")

    words = {one.words for one in saved.consequences.all()}
    assert words == {
        "Something did not work for you. A person calls you by the next working day.",
        "A need remains. A person looks into it by the next working day.",
        "You proposed to keep working together.",
    }
    for member in (tta_request.requester, tta_request.lead):
        page = sign_in(member).get(f"/north/check-ins/{saved.check_in_id}/").content.decode()
        assert all(one in page for one in words)
    assert Engagement.objects.count() == 1


def test_a_promise_they_say_we_did_not_keep_is_disputed(network):
    tta_request = make_request("following_up")
    promise = tta_request.commitments.filter(side="provider").first()
    request_actions.say_kept(promise, by=tta_request.lead, on=timezone.localdate(), evidence="Sent")

    saved = answered(tta_request, promises="none")
    actions.answer(saved.check_in, by=tta_request.requester, answers={"promises": "none"})

    promise.refresh_from_db()
    assert promise.is_disputed
    assert "none of it" in promise.dispute
    assert Consequence.objects.filter(kind="dispute", commitment=promise).count() == 1
    assert promise.evidence == "Sent"


def test_you_said_we_did_shows_what_came_of_the_last_answer(network, days_pass, sign_in):
    tta_request = make_request("following_up")
    answered(tta_request, useful=2)
    task = Task.objects.get(key__endswith=":unhappy")
    request_actions.finish_task(task, by=tta_request.lead, outcome="Internal words", told="We came back with a map.")
    coming = CheckIn.objects.get(tta_request=tta_request, offset_days=30)

    said = actions.you_said_we_did(coming)

    assert [one.done for one in said] == ["We came back with a map."]
    page = sign_in(tta_request.requester).get(f"/north/check-ins/{coming.pk}/").content.decode()
    assert "We came back with a map." in page
    assert "Internal words" not in page


# Reverse check-ins


def test_a_recipient_asks_and_is_owed_an_answer(network, sign_in):
    tta_request = make_request("in_delivery")
    client = sign_in(tta_request.requester)
    place = tta_request.organization_id

    assert client.post(f"/north/organizations/{place}/ask-us/", {"question": ""}).status_code == 422
    assert client.post(f"/north/organizations/{place}/ask-us/", {"question": "When do you come?"}).status_code == 302
    asked = ReverseCheckIn.objects.get()
    assert (asked.owed_by, asked.due_on > timezone.localdate()) == (tta_request.lead, True)
    assert Task.objects.get(key=f"reverse-check-in:{asked.pk}").due_on == asked.due_on

    sign_in(tta_request.lead).post(f"/north/questions-to-us/{asked.pk}/", {"answer": "On Monday."})
    asked.refresh_from_db()
    assert asked.answer == "On Monday."
    assert Task.objects.get(key=f"reverse-check-in:{asked.pk}").done_at
    assert Message.objects.filter(to_email=tta_request.requester.email, subject__contains="answer").exists()
    with pytest.raises(Refused, match="colleague"):
        actions.answer_them(asked, by=tta_request.lead, answer="Tuesday.")
    assert "On Monday." in client.get(f"/north/organizations/{place}/").content.decode()


def test_nobody_asks_in_another_departments_name(network, sign_in):
    ours, theirs = make_member("requester"), make_member("requester")
    with pytest.raises(PermissionDenied):
        actions.ask_us(theirs.organization, by=ours, question="Who?")
    answer = sign_in(ours).post(f"/north/organizations/{theirs.organization_id}/ask-us/", {"question": "Who?"})
    assert answer.status_code == 404
    assert ReverseCheckIn.objects.count() == 0


# A contact in ten seconds


@pytest.mark.parametrize(
    ("given_words", "status"),
    [
        ({"mode": "phone", "when": "now"}, 302),
        ({"mode": "phone", "when": "yesterday", "is_one_way": "on"}, 302),
        ({"mode": "phone", "when": "day"}, 422),
        ({"mode": "phone", "when": "day", "day": "2999-01-01"}, 422),
        ({"mode": "pigeon", "when": "now"}, 422),
    ],
)
def test_a_contact_is_logged_with_three_taps(network, provider, sign_in, given_words, status):
    requester = make_member("requester")
    url = f"/north/organizations/{requester.organization_id}/log/"

    assert sign_in(provider).post(url, given_words).status_code == status
    thread = sign_in(provider).get(f"/north/organizations/{requester.organization_id}/?show=contact")
    assert thread.status_code == 200
    assert sign_in(requester).post(url, given_words).status_code == 403


def test_the_future_is_not_logged(network, provider):
    with pytest.raises(Refused, match="future"):
        actions.log_touch(
            make_member("requester").organization, by=provider, happened_at=datetime(2999, 1, 1, tzinfo=UTC)
        )


# Settings


def test_an_administrator_shapes_the_check_ins(network, administrator, sign_in):
    client, url = sign_in(administrator), "/north/settings/check-ins/"

    assert client.post(url, {"form": "cadence", "days": "2, thirty"}).status_code == 422
    assert client.post(url, {"form": "cadence", "days": "0, 30"}).status_code == 422
    assert client.post(url, {"form": "cadence", "days": "45, 5"}).status_code == 302
    network.refresh_from_db()
    assert network.check_in_days == [5, 45]
    assert client.post(url, {"form": "question", "label": "Near?", "kind": "yes_no"}).status_code == 422
    asked = {"form": "question", "label": "Near?", "kind": "yes_no", "moments": ["soon"]}
    assert client.post(url, asked).status_code == 302
    assert Question.objects.get().asked_in == "check_in"
    assert "Near?" not in client.get("/north/settings/questions/").content.decode()
    today = date.today()  # noqa: DTZ011  (what a browser sends)
    pause = {"form": "pause", "reason": "Flood", "starts_on": today, "ends_on": today - timedelta(days=3)}
    assert client.post(url, pause).status_code == 422
    assert client.post(url, {**pause, "ends_on": ""}).status_code == 302
    assert sign_in(make_member("provider")).get(url).status_code == 403


def test_a_colleague_reads_nothing_about_a_confidential_request(network, sign_in):
    tta_request = make_request("following_up")
    saved = answered(tta_request, useful=5)
    actions.ask_us(
        tta_request.organization, by=tta_request.requester, question="A secret question", tta_request=tta_request
    )
    tta_request.visibility = "named"
    tta_request.save(update_fields=["visibility"])
    colleague = make_member("requester", organization=tta_request.organization)
    place = f"/north/organizations/{tta_request.organization_id}/"

    assert sign_in(colleague).get(f"/north/check-ins/{saved.check_in_id}/").status_code == 404
    for page in (place, f"{place}?show=auto", f"{place}passport.json", "/north/check-ins/?view=answered", "/north/"):
        words = sign_in(colleague).get(page).content.decode()
        assert "A secret question" not in words
        assert tta_request.title not in words, page
    assert "A secret question" in sign_in(tta_request.requester).get(place).content.decode()
    other_provider = make_member("provider")
    assert sign_in(other_provider).get(f"/north/check-ins/{saved.check_in_id}/").status_code == 404
    asked = ReverseCheckIn.objects.get()
    assert sign_in(other_provider).get(f"/north/questions-to-us/{asked.pk}/").status_code == 404
